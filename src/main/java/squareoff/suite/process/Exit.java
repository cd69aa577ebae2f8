package squareoff.suite.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How a worker JVM ended.
 *
 * @param code its exit code; 128 + n if signal n ended it
 * @param forced whether it had to be killed because it did not end by itself
 */
record Exit(int code, boolean forced) {

  /**
   * Waits for the process to end; kills it when it takes longer than {@code grace} or when the
   * waiting is interrupted (the interrupt status is kept).
   */
  static Exit of(Process process, Duration grace) {
    boolean interrupted = false;
    boolean forced = false;
    try {
      forced = !process.waitFor(grace.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stop) {
      interrupted = true;
      forced = process.isAlive();
    }
    if (forced) {
      process.destroyForcibly();
    }
    while (true) {
      try {
        return new Exit(process.waitFor(), forced);
      } catch (InterruptedException stop) {
        interrupted = true;
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  String text() {
    String signal = code > 128 && !forced ? " (signal " + (code - 128) + ")" : "";
    return forced
        ? "it was still running and was killed"
        : "it ended with exit code " + code + signal;
  }
}
