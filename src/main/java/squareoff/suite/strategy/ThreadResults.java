package squareoff.suite.strategy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import squareoff.suite.workload.SquareSeries;

/** A platform thread of this JVM, which hands back a reference to the array that it has filled. */
final class ThreadResults implements Results {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Handed back in place of results where there are none. */
  private static final long[] FAILED = {};

  private final BlockingQueue<Long> requests = new SynchronousQueue<>();
  private final BlockingQueue<long[]> answers = new SynchronousQueue<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final LongFunction<long[]> work;
  private final Duration patience;
  private final Thread worker;

  ThreadResults(int longs) {
    this(filling(new long[longs]), PATIENCE);
  }

  /**
   * Starts the thread.
   *
   * @param work what it does with a request
   * @param patience how long a request may wait to be taken, and its answer to come
   */
  ThreadResults(LongFunction<long[]> work, Duration patience) {
    this.work = work;
    this.patience = patience;
    worker = Thread.ofPlatform().daemon().name("results").start(this::serve);
  }

  private static LongFunction<long[]> filling(long[] array) {
    return from -> {
      SquareSeries.fill(from, array);
      return array;
    };
  }

  @Override
  public long[] squares(long from) throws InterruptedException {
    if (!requests.offer(from, patience.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new StrategyException("the thread took no request for " + patience);
    }
    long[] answer = answers.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (answer == null) {
      throw new StrategyException("the thread gave no answer for " + patience);
    }
    if (answer == FAILED) {
      throw new StrategyException("the thread failed: " + failure.get(), failure.get());
    }
    return answer;
  }

  private void serve() {
    try {
      while (true) {
        answers.put(answer(requests.take()));
      }
    } catch (InterruptedException closed) {
      // How close() ends this thread, which does nothing else.
    }
  }

  private long[] answer(long from) {
    try {
      return work.apply(from);
    } catch (Throwable thrown) {
      failure.set(thrown);
      return FAILED;
    }
  }

  @Override
  public void close() {
    worker.interrupt();
    BoundedJoin.ofAll(List.of(worker), BoundedJoin.STOPPING);
  }
}
