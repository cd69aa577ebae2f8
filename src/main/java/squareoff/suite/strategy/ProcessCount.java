package squareoff.suite.strategy;

/** How many worker processes may be asked for. */
final class ProcessCount {

  /** What the tutorial starts of threads; a small machine bears as many processes. */
  private static final int ALWAYS_ALLOWED = 10;

  private ProcessCount() {}

  static int max() {
    return Math.max(ALWAYS_ALLOWED, 2 * Runtime.getRuntime().availableProcessors());
  }

  /**
   * Passes a number of processes through.
   *
   * @throws StrategyException if this machine should not be asked for so many
   */
  static int checked(int workers) {
    if (workers > max()) {
      throw new StrategyException(
          "workers="
              + workers
              + ": at most "
              + max()
              + " worker processes here (10, or twice the processors if that is more), since each"
              + " is a JVM; give fewer workers or another strategy");
    }
    return workers;
  }
}
