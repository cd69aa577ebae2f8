package squareoff.launch;

import java.util.Arrays;

/**
 * The main class of the process that {@link Launcher} starts on another Java runtime.
 *
 * <p>The launcher's process id and its java come as the first arguments and become properties here.
 * Given as {@code -D}, or as variables of the environment, JMH would hand them down to its forks,
 * and every result would name another process id among its JVM arguments.
 */
public final class LauncherChild {

  /** The property that holds the launcher's process id, for the command line to watch. */
  static final String PID = "squareoff.launcher.pid";

  /** The property that holds the launcher's java, on which the jars of others are measured. */
  static final String JAVA = "squareoff.launcher.java";

  private LauncherChild() {}

  /**
   * Hands over to the command line.
   *
   * @param args the launcher's process id and java, then the arguments of the command line
   */
  public static void main(String[] args) {
    try {
      start(args);
    } catch (Throwable e) {
      Launcher.bug(e);
    }
  }

  private static void start(String[] args) throws Throwable {
    LauncherVersion version = LauncherVersion.current();
    if (version.feature() < Launcher.OLDEST) {
      // Searching again could go on for ever.
      System.err.println(
          "squareoff: "
              + System.getProperty("java.home")
              + " is java "
              + version
              + ", though it says to be "
              + Launcher.OLDEST
              + " or newer; set JAVA_HOME to a JDK "
              + Launcher.OLDEST
              + " or newer");
      System.exit(Launcher.USAGE);
    }
    System.setProperty(PID, args[0]);
    System.setProperty(JAVA, args[1]);
    Launcher.commandLine(Arrays.copyOfRange(args, 2, args.length));
  }
}
