package squareoff.harness.cli;

import java.io.PrintWriter;
import squareoff.harness.run.Run;

/** Ends a run in good order on Ctrl-C and SIGTERM. */
final class StopOnSignal {

  private static final int PATIENCE_SECONDS = 10;

  private final Thread hook;

  private StopOnSignal(Thread hook) {
    this.hook = hook;
  }

  /**
   * Watches for signals from now on.
   *
   * @param run what to end
   * @param command the command that goes on with it
   * @param err where that is said
   */
  static StopOnSignal arm(Run run, String command, PrintWriter err) {
    Thread hook =
        new Thread(
            () -> {
              boolean written = run.stop(PATIENCE_SECONDS);
              err.printf(
                  "%nInterrupted. %s. Go on with:%n  %s %s --resume %s%n",
                  written
                      ? "Every trial that had ended is recorded"
                      : "Every trial that had ended is in the journal",
                  OwnJar.command(),
                  command,
                  run.directory().path());
              err.flush();
            },
            "stop-on-signal");
    Runtime.getRuntime().addShutdownHook(hook);
    return new StopOnSignal(hook);
  }

  /** From here on a signal just ends the program: everything is written. */
  void disarm() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // A signal came first: the hook is at work, waits for the run, and ends the program.
      waitForTheEnd();
    }
  }

  private void waitForTheEnd() {
    try {
      hook.join();
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
