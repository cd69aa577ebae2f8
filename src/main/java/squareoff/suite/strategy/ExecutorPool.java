package squareoff.suite.strategy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongBinaryOperator;

/**
 * The same round on an executor of the JDK, as one would write it by hand: a lambda for each item,
 * and a latch that counts them down.
 */
final class ExecutorPool implements ItemPool {
  private final ExecutorService executor;
  private final LongBinaryOperator work;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private Duration patience = Duration.ZERO;
  private volatile CountDownLatch undone = new CountDownLatch(0);

  /**
   * Takes an executor over.
   *
   * @param executor what runs the items; {@link #close} shuts it down
   * @param work from the bounds of an item to the sum of its squares
   */
  ExecutorPool(ExecutorService executor, LongBinaryOperator work) {
    this.executor = executor;
    this.work = work;
  }

  @Override
  public void begin(int items, Duration newPatience) {
    patience = newPatience;
    undone = new CountDownLatch(items);
  }

  @Override
  public void put(WorkItem item) {
    CountDownLatch latch = undone;
    executor.execute(() -> complete(item, latch));
  }

  @Override
  public void awaitAllDone() throws InterruptedException {
    boolean done = undone.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (failure.get() != null) {
      throw new IllegalStateException("a worker failed", failure.get());
    }
    if (!done) {
      throw new IllegalStateException(
          "%d items are not done after %s".formatted(undone.getCount(), patience));
    }
  }

  @Override
  public void close() {
    BoundedJoin.ofAll(executor, BoundedJoin.STOPPING);
  }

  private void complete(WorkItem item, CountDownLatch latch) {
    try {
      item.complete(work);
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    } finally {
      latch.countDown();
    }
  }
}
