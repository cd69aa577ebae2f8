package squareoff.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The process that the command line runs in, on another Java runtime: with this one's standard
 * streams, class path and arguments. It never outlives this one where that ends in order; where it
 * is killed, the command line sees its id gone ({@link LauncherChild}).
 */
final class LauncherProcess {

  private static final int TERMINATED = 143;

  private final List<String> command;
  private volatile Process process;
  private volatile boolean ending;

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
    command.addAll(LauncherArguments.typed());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(LauncherChild.class.getName());
    command.add(Long.toString(Launcher.pid()));
    command.add(Paths.get(System.getProperty("java.home"), "bin", "java").toString());
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
      // Before the start: between the two, a signal would end this process and not the other.
      Runtime.getRuntime().addShutdownHook(new Thread(this::end, "squareoff-launcher-end"));
    } catch (IllegalStateException e) {
      ending = true;
    }
    synchronized (this) {
      if (ending) {
        return true;
      }
      try {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        // Java up to 17 notes -XX:NativeMemoryTracking here for itself, and children inherit it.
        builder.environment().remove("NMT_LEVEL_" + Launcher.pid());
        process = builder.start();
        return true;
      } catch (IOException e) {
        Launcher.say(err, "squareoff: " + command.get(0) + " does not start: " + e.getMessage());
        return false;
      }
    }
  }

  /**
   * Waits for its end.
   *
   * @return its exit code
   * @throws InterruptedException if the thread is interrupted
   */
  int waitFor() throws InterruptedException {
    // Not started because a signal ends this process: the exit code is the signal's already.
    return process == null ? TERMINATED : process.waitFor();
  }

  /** Asks it to end, and gives it the time to say what it has to say. */
  private void end() {
    synchronized (this) {
      ending = true;
    }
    if (process == null) {
      return;
    }
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
