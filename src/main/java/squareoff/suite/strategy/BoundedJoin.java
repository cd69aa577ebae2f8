package squareoff.suite.strategy;

import java.time.Duration;
import java.util.List;

/** Waiting for threads, but not for ever. */
final class BoundedJoin {

  private BoundedJoin() {}

  /**
   * Waits until all threads have ended.
   *
   * @param threads the threads, started
   * @param patience how long to wait for all of them together
   * @throws IllegalStateException if one has not ended by then, or on an interrupt
   */
  static void ofAll(List<Thread> threads, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      for (Thread thread : threads) {
        if (!thread.join(Duration.ofNanos(deadline - System.nanoTime()))) {
          throw new IllegalStateException(
              "thread %s did not end within %s".formatted(thread, patience));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for threads to end", e);
    }
  }
}
