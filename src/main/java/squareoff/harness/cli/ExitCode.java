package squareoff.harness.cli;

/** What the exit codes of the commands mean, for scripts. */
final class ExitCode {

  /** Done. */
  static final int DONE = 0;

  /** Wrong usage or unreadable input: the message says what was found and the remedy. */
  static final int USAGE = 2;

  /** A trial failed. */
  static final int TRIAL_FAILED = 4;

  /** An error in this program: EX_SOFTWARE of sysexits.h. */
  static final int BUG = 70;

  /** Ended by SIGTERM: 128 + 15. */
  static final int TERMINATED = 143;

  private ExitCode() {}
}
