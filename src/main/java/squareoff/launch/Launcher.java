package squareoff.launch;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;

/**
 * Starts the command line, {@code squareoff.harness.cli.Main}, on a Java runtime that can run it:
 * this one where it is 21 or newer, else the best that is installed, as a process of its own.
 *
 * <p>The property {@code squareoff.launch.root} names the folder below which the installation
 * folders of the operating system are looked for, {@code /} where it is not set.
 */
public final class Launcher {

  /** The oldest feature release that everything but this package runs on. */
  static final int OLDEST = 21;

  static final String MAIN = "squareoff.harness.cli.Main";
  static final int USAGE = 2;

  /** What the command line says of its own bugs: EX_SOFTWARE of sysexits.h. */
  static final int BUG = 70;

  /** Of this package, but compiled for a newer Java than this class. */
  private static final String JAR_COPY = "squareoff.launch.JarCopy";

  private Launcher() {}

  /**
   * Hands over to the command line. Under a Java runtime older than 21 this does not return: the
   * process ends with the exit code of the one that it started, or with 2 where no newer runtime is
   * installed.
   *
   * @param args the arguments of the command line, passed on as they are
   */
  public static void main(String[] args) {
    try {
      start(args);
    } catch (Throwable e) {
      bug(e);
    }
  }

  private static void start(String[] args) throws Throwable {
    if (LauncherVersion.current().feature() >= OLDEST) {
      commandLine(args);
      return;
    }
    Path home = Paths.get(System.getProperty("user.home"));
    Path root = Paths.get(System.getProperty("squareoff.launch.root", "/"));
    LauncherSearch search =
        LauncherSearch.of(System.getProperty("os.name"), System.getenv(), home, root);
    System.exit(handOver(search, args, System.err));
  }

  /**
   * Starts the command line in this virtual machine, out of a copy of the jar, and tells it what
   * was typed for it.
   *
   * @throws Throwable whatever the command line throws
   */
  static void commandLine(String[] args) throws Throwable {
    System.setProperty(LauncherArguments.PROPERTY, String.join("\0", LauncherArguments.typed()));
    ClassLoader loader =
        (ClassLoader) Class.forName(JAR_COPY).getDeclaredMethod("ofThisJar").invoke(null);
    Thread.currentThread().setContextClassLoader(loader);
    call(loader, MAIN, args);
  }

  /**
   * Ends this process as one that has a bug. Java's own exit code for what nobody caught is 1, as
   * for much else.
   *
   * @param e whatever nobody caught
   */
  static void bug(Throwable e) {
    try {
      System.err.println("A bug of squareoff; please report it with what follows:");
      e.printStackTrace();
    } finally {
      // Where not even that much memory or stack is left, there is still a code to end with.
      try {
        System.exit(BUG);
      } finally {
        Runtime.getRuntime().halt(BUG);
      }
    }
  }

  /**
   * Calls a main method as if the caller were the virtual machine.
   *
   * @param loader where the class comes from
   * @param type the name of the class
   * @param args its arguments
   * @throws Throwable what the method throws, unwrapped
   */
  static void call(ClassLoader loader, String type, String[] args) throws Throwable {
    try {
      Class.forName(type, true, loader)
          .getMethod("main", String[].class)
          .invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /**
   * Runs the command line on the best runtime found.
   *
   * @param search what is installed
   * @param args the arguments of the command line
   * @param err where it is said which runtime was taken, or that there is none
   * @return the exit code
   * @throws InterruptedException if the thread is interrupted while the process runs
   */
  static int handOver(LauncherSearch search, String[] args, PrintStream err)
      throws InterruptedException {
    List<LauncherJdk> fitting = search.atLeast(OLDEST);
    for (LauncherJdk jdk : fitting) {
      say(
          err,
          "squareoff: java "
              + LauncherVersion.current()
              + " is too old ("
              + OLDEST
              + " or newer is needed); using "
              + jdk
              + (search.isNamed(jdk) ? ", which JAVA_HOME names" : ", the newest found"));
      LauncherProcess process = LauncherProcess.of(jdk, args);
      if (process.start(err)) {
        return process.waitFor();
      }
    }
    say(err, missing(search));
    return USAGE;
  }

  /**
   * Prints what has texts of others in it, such as variables of the environment, without what would
   * move a terminal's cursor or hide something.
   */
  static void say(PrintStream err, String text) {
    err.println(text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\r\\n]]", "?"));
  }

  /** Says what is needed, how to get it, and where it was looked for. */
  static String missing(LauncherSearch search) {
    StringBuilder text = new StringBuilder();
    line(text, "squareoff: a JDK " + OLDEST + " or newer is needed, and none was found;");
    line(text, "this is java " + LauncherVersion.current() + " in " + javaHome() + ".");
    line(text, "Install one:");
    line(text, "  Debian, Ubuntu  apt install openjdk-21-jdk-headless");
    line(text, "  Fedora, RHEL    dnf install java-21-openjdk-devel");
    line(text, "  macOS           brew install openjdk");
    line(text, "  Windows         winget install EclipseAdoptium.Temurin.21.JDK");
    line(text, "  any system      https://adoptium.net");
    line(text, "or, if one is installed already, set JAVA_HOME to its folder.");
    line(text, "Places looked at:");
    for (String place : search.lookedAt()) {
      line(text, "  " + place);
    }
    return text.substring(0, text.length() - System.lineSeparator().length());
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append(System.lineSeparator());
  }

  private static String javaHome() {
    return System.getProperty("java.home");
  }

  /**
   * Returns the id of this process.
   *
   * @throws IllegalStateException if the virtual machine does not say it
   */
  static long pid() {
    // ProcessHandle came with Java 9.
    String name = ManagementFactory.getRuntimeMXBean().getName();
    int at = name.indexOf('@');
    try {
      return Long.parseLong(at < 0 ? name : name.substring(0, at));
    } catch (NumberFormatException e) {
      throw new IllegalStateException("no process id in " + name, e);
    }
  }
}
