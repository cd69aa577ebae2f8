package squareoff.suite.strategy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Waiting for threads, but not for ever. */
final class BoundedJoin {

  /** How long threads may take to notice that they are no longer wanted. */
  static final Duration STOPPING = Duration.ofSeconds(60);

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

  /**
   * Interrupts the threads of an executor and waits until all have ended.
   *
   * @param executor what is to end
   * @param patience how long to wait for all of its threads together
   * @throws IllegalStateException if one has not ended by then, or on an interrupt
   */
  static void ofAll(ExecutorService executor, Duration patience) {
    executor.shutdownNow();
    try {
      if (!executor.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IllegalStateException("the executor did not end within " + patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the executor ended", e);
    }
  }

  /**
   * Interrupts threads after a failure and waits until they have ended; that one does not is noted
   * on the failure and does not hide it.
   *
   * @param threads the threads, started
   * @param patience how long to wait for all of them together
   * @param failure why nobody wants them any more
   */
  static void afterFailure(List<Thread> threads, Duration patience, Throwable failure) {
    threads.forEach(Thread::interrupt);
    try {
      ofAll(threads, patience);
    } catch (IllegalStateException stillRunning) {
      failure.addSuppressed(stillRunning);
    }
  }
}
