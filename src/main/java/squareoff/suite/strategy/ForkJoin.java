package squareoff.suite.strategy;

import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Makes fork-join pools whose threads all run from the start. Such a pool starts them only when
 * there is work, and when the system refuses one, the thread that asked for it dies with the task
 * in its hands: whoever waits for that task waits for ever. So the threads are had before any task
 * is.
 */
final class ForkJoin {

  /** {@link ForkJoinPool} takes no more. */
  private static final int MAX_WORKERS = 32_767;

  private static final long POLL_MILLIS = 5;
  private static final int MAX_POLLS = 6_000;

  private ForkJoin() {}

  /**
   * Makes a pool.
   *
   * @param workers how many threads it has
   * @param firstInFirstOut whether a thread does its tasks in the order in which they came
   * @throws StrategyException if the system refuses a thread; those that it gave have ended then
   */
  static ForkJoinPool pool(int workers, boolean firstInFirstOut) {
    if (workers > MAX_WORKERS) {
      throw new StrategyException(
          "workers=" + workers + ": a fork-join pool has at most " + MAX_WORKERS);
    }
    AtomicReference<Throwable> refusal = new AtomicReference<>();
    ForkJoinPool pool =
        new ForkJoinPool(
            workers,
            ForkJoinPool.defaultForkJoinWorkerThreadFactory,
            (thread, thrown) -> refusal.compareAndSet(null, thrown),
            firstInFirstOut);
    try {
      int started = occupyAll(pool, workers, refusal);
      if (started == workers) {
        return pool;
      }
      throw Attempt.noThread(workers, started, refusal.get());
    } catch (RuntimeException | OutOfMemoryError refused) {
      BoundedJoin.ofAll(pool, BoundedJoin.STOPPING);
      throw refused;
    }
  }

  /** Gives every thread something to hold on to until all are there; tells how many came. */
  private static int occupyAll(ForkJoinPool pool, int workers, AtomicReference<Throwable> refusal) {
    CountDownLatch missing = new CountDownLatch(workers);
    CountDownLatch release = new CountDownLatch(1);
    Runnable hold =
        () -> {
          missing.countDown();
          try {
            release.await();
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
          }
        };
    try {
      Collections.nCopies(workers, hold).forEach(pool::execute);
      for (int i = 0; i < MAX_POLLS && refusal.get() == null; i++) {
        if (missing.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    } catch (OutOfMemoryError refused) {
      refusal.compareAndSet(null, refused);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      release.countDown();
    }
    return workers - (int) missing.getCount();
  }
}
