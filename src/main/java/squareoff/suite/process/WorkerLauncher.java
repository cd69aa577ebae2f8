package squareoff.suite.process;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How worker JVMs are started: with the java that runs this, and on the class path nothing but
 * where the main class and this package come from.
 *
 * @param mainClass what to start; its {@code main} calls {@link WorkerMain#serve}
 * @param arguments the arguments of {@code main}
 * @param silence how long a worker may be silent about a request before it is killed
 */
public record WorkerLauncher(Class<?> mainClass, List<String> arguments, Duration silence) {

  private static final Duration SILENCE = Duration.ofSeconds(30);

  private static final List<String> JVM_ARGUMENTS =
      List.of(
          "-Xshare:auto",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Xms8m",
          "-Xmx32m",
          // A warning of the JVM on standard output would tear the frames.
          "-Xlog:disable",
          "-Xlog:all=warning:stderr");

  /** Copies the arguments. */
  public WorkerLauncher {
    arguments = List.copyOf(arguments);
  }

  /**
   * Prepares to start workers of one kind; 30 s of silence are allowed.
   *
   * @param mainClass what to start; its {@code main} calls {@link WorkerMain#serve}
   * @param arguments the arguments of {@code main}
   * @return the launcher; starts nothing yet
   */
  public static WorkerLauncher of(Class<?> mainClass, String... arguments) {
    return new WorkerLauncher(mainClass, List.of(arguments), SILENCE);
  }

  /**
   * Changes how long a worker may be silent.
   *
   * @param atMost the longest time from a request to its answer
   * @return a launcher with that limit
   */
  public WorkerLauncher silence(Duration atMost) {
    return new WorkerLauncher(mainClass, arguments, atMost);
  }

  /**
   * Starts one worker and returns at once, without waiting for its JVM.
   *
   * @return the handle; to be closed
   * @throws WorkerException if the process cannot be started
   */
  public WorkerProcess start() {
    List<String> command = command();
    try {
      return new WorkerProcess(new ProcessBuilder(command).start(), silence);
    } catch (IOException notStarted) {
      throw new WorkerException(
          "cannot start a worker JVM ("
              + String.join(" ", command)
              + "): "
              + notStarted.getMessage(),
          notStarted);
    }
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_ARGUMENTS);
    command.add("-cp");
    command.add(classPath());
    command.add(mainClass.getName());
    command.addAll(arguments);
    return command;
  }

  private String classPath() {
    Set<String> entries = new LinkedHashSet<>();
    entries.add(location(mainClass));
    entries.add(location(WorkerMain.class));
    return String.join(java.io.File.pathSeparator, entries);
  }

  private static String location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException("where is " + type + "?", impossible);
    }
  }
}
