package squareoff.harness.cli;

/** What the exit codes of the commands mean, for scripts. */
final class ExitCode {

  /** Done. */
  static final int DONE = 0;

  /** At least one cell is slower. Neither a JVM nor a shell ends with this by itself, as with 1. */
  static final int SLOWER = 10;

  /** Wrong usage or unreadable input: the message says what was found and the remedy. */
  static final int USAGE = 2;

  /** No cell could be decided; or some remain undecided, where that was asked to count. */
  static final int UNDECIDED = 3;

  /** A trial failed, or a cell of one build is missing in the other. */
  static final int TRIAL_FAILED = 4;

  /** An error in this program: EX_SOFTWARE of sysexits.h. */
  static final int BUG = 70;

  /**
   * Whoever read standard output has closed it: 128 + SIGPIPE, as a shell says of such programs.
   */
  static final int READER_GONE = 141;

  /** Ended by SIGTERM: 128 + 15. */
  static final int TERMINATED = 143;

  private ExitCode() {}
}
