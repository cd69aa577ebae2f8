package squareoff.suite.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The tutorial's workers: daemon threads that each take from one queue, do something with the item
 * and say that it is done, for ever. In Python they die with the main thread; here they are ended.
 *
 * @param <E> what is in the queue
 */
public final class DaemonWorkers<E> implements AutoCloseable {
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  /**
   * Starts the workers.
   *
   * @param workers how many, at least 1
   * @param queue what they take from
   * @param work what they do with an item
   * @throws StrategyException if the system refuses a thread; those that it gave have ended then
   */
  public DaemonWorkers(int workers, JoinableQueue<E> queue, Consumer<E> work) {
    Thread.Builder builder = Thread.ofPlatform().daemon().name("daemon-worker-", 1);
    try {
      for (int worker = 0; worker < workers; worker++) {
        threads.add(builder.start(() -> takeForEver(queue, work)));
      }
    } catch (OutOfMemoryError refusal) {
      StrategyException refused = Attempt.noThread(workers, threads.size(), refusal);
      BoundedJoin.afterFailure(threads, BoundedJoin.STOPPING, refused);
      throw refused;
    }
  }

  private void takeForEver(JoinableQueue<E> queue, Consumer<E> work) {
    try {
      while (true) {
        E item = queue.get();
        try {
          work.accept(item);
        } catch (RuntimeException | Error e) {
          // The item counts as done, so that nobody waits for it for ever; close() reports it.
          failure.compareAndSet(null, e);
        }
        queue.taskDone();
      }
    } catch (InterruptedException e) {
      // How close() ends this thread, which does nothing else.
    }
  }

  /**
   * Counts the workers that go on waiting and would not keep a program alive.
   *
   * @return the daemon threads among them that have not ended
   */
  public int waiting() {
    return (int) threads.stream().filter(thread -> thread.isAlive() && thread.isDaemon()).count();
  }

  /**
   * Ends the workers.
   *
   * @throws IllegalStateException if one does not end, or failed at an item
   */
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    BoundedJoin.ofAll(threads, BoundedJoin.STOPPING);
    if (failure.get() != null) {
      throw new IllegalStateException("a worker failed", failure.get());
    }
  }
}
