package squareoff.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The process that the command line runs in, on another Java runtime: with this one's standard
 * streams, class path and arguments. It never outlives this one where that ends in order; where it
 * is killed, the command line sees its id gone ({@link LauncherChild}).
 */
final class LauncherProcess {

  private final List<String> command;
  private Process process;

  private LauncherProcess(List<String> command) {
    this.command = command;
  }

  /**
   * Describes the process, without starting it.
   *
   * @param jdk what to run it on
   * @param args the arguments of the command line
   */
  static LauncherProcess of(LauncherJdk jdk, String[] args) {
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.addAll(
        LauncherArguments.given(
            ManagementFactory.getRuntimeMXBean().getInputArguments(), System.getenv()));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(LauncherChild.class.getName());
    command.add(Long.toString(Launcher.pid()));
    command.addAll(Arrays.asList(args));
    return new LauncherProcess(command);
  }

  /**
   * Starts it.
   *
   * @param err where it is said why it could not be started
   * @return whether it was started
   */
  boolean start(PrintStream err) {
    try {
      process = new ProcessBuilder(command).inheritIO().start();
    } catch (IOException e) {
      err.println("squareoff: " + command.get(0) + " does not start: " + e.getMessage());
      return false;
    }
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(this::end, "squareoff-launcher-end"));
    } catch (IllegalStateException e) {
      // A signal came first, so that no hook will run any more: this is its work.
      end();
    }
    return true;
  }

  /**
   * Waits for its end.
   *
   * @return its exit code
   * @throws InterruptedException if the thread is interrupted
   */
  int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  /** Asks it to end, and gives it the time to say what it has to say. */
  private void end() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
