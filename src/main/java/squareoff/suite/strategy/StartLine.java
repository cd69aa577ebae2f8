package squareoff.suite.strategy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where threads wait for each other, so that all of them run at the same time.
 *
 * <p>They wait awake: a thread that sleeps here would be woken tens of microseconds after the last
 * one has arrived, and by then that one may have finished a short race alone. For platform threads
 * only: virtual threads that yield to each other can keep a carrier busy while the one they wait
 * for has none.
 */
public final class StartLine {
  private static final int SPINS_BEFORE_YIELDING = 1000;

  private final AtomicInteger missing;
  private final Duration patience;

  /**
   * Draws a line that can be crossed once.
   *
   * @param threads how many threads wait for each other, at least 1
   * @param patience how long one waits for the others
   */
  public StartLine(int threads, Duration patience) {
    this.missing = new AtomicInteger(threads);
    this.patience = patience;
  }

  /**
   * Waits until all threads have called this.
   *
   * @throws IllegalStateException if they have not within the patience of this line, or on an
   *     interrupt
   */
  public void await() {
    missing.decrementAndGet();
    long deadline = System.nanoTime() + patience.toNanos();
    for (int spins = 0; missing.get() > 0; spins++) {
      if (spins < SPINS_BEFORE_YIELDING) {
        Thread.onSpinWait();
      } else {
        // With more threads than cores the missing one may need this core to arrive.
        Thread.yield();
        if (Thread.currentThread().isInterrupted()) {
          throw new IllegalStateException(
              "interrupted while %d threads were missing at the start line"
                  .formatted(missing.get()));
        }
        if (System.nanoTime() - deadline > 0) {
          throw new IllegalStateException(
              "%d threads did not reach the start line within %s"
                  .formatted(missing.get(), patience));
        }
      }
    }
  }
}
