package squareoff.suite.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How worker JVMs of one kind are started: with the java that runs this, and with nothing on the
 * class path but {@link WorkerClasses what a worker needs}.
 *
 * <p>The flags are those that measurably shorten the way to the first answer (the serial collector,
 * no file for jps, a small heap). {@code -XX:TieredStopAtLevel=1} would save another 2 ms or so of
 * 30, but a long loop then never reaches C2, and the CPU-bound strategies would no longer compare
 * the same machine code.
 */
public final class WorkerLauncher {

  private static final Duration SILENCE = Duration.ofSeconds(30);

  private static final List<String> JVM_ARGUMENTS =
      List.of(
          "-Xshare:auto",
          "-XX:+UseSerialGC",
          // The serial collector takes the safepoints out of counted loops, and a worker in such a
          // loop could not halt: this gives the loops the form that the default collector does.
          "-XX:+UseCountedLoopSafepoints",
          "-XX:LoopStripMiningIter=1000",
          "-XX:-UsePerfData",
          "-Xms8m",
          "-Xmx32m");

  /** A warning of the JVM on standard output would come between the frames. */
  private static final String QUIET = "-Xlog:disable";

  private final Class<?> mainClass;
  private final List<String> jvmArguments;
  private final List<String> arguments;
  private final Duration silence;
  private final String classPath;

  private WorkerLauncher(
      Class<?> mainClass,
      List<String> jvmArguments,
      List<String> arguments,
      Duration silence,
      String classPath) {
    this.mainClass = mainClass;
    this.jvmArguments = jvmArguments;
    this.arguments = arguments;
    this.silence = silence;
    this.classPath = classPath;
  }

  /**
   * Prepares to start workers of one kind, without arguments; 30 s of silence are allowed.
   *
   * @param mainClass what to start; its {@code main} calls {@link WorkerMain#serve}
   * @param needed every other class that it loads, but for the JDK's and this package's
   * @return the launcher; starts nothing yet
   */
  public static WorkerLauncher of(Class<?> mainClass, Class<?>... needed) {
    List<String> entries =
        WorkerClasses.pathTo(classesOf(mainClass, needed)).stream().map(Path::toString).toList();
    return new WorkerLauncher(
        mainClass, JVM_ARGUMENTS, List.of(), SILENCE, String.join(File.pathSeparator, entries));
  }

  static WorkerLauncher of(Class<?> mainClass, Path jar, List<String> jvmArguments) {
    return new WorkerLauncher(
        mainClass, List.copyOf(jvmArguments), List.of(), SILENCE, jar.toString());
  }

  /** Every class that a worker loads besides the JDK's. */
  static List<Class<?>> classesOf(Class<?> mainClass, Class<?>... needed) {
    List<Class<?>> classes = new ArrayList<>(List.of(needed));
    classes.add(mainClass);
    classes.addAll(List.of(WorkerMain.class, Frame.class, RequestHandler.class));
    return classes;
  }

  /**
   * Gives the worker's JVM one more argument.
   *
   * @param argument such as {@code -Dname=value}
   * @return a launcher with that argument as well
   */
  public WorkerLauncher jvmArgument(String argument) {
    List<String> more = new ArrayList<>(jvmArguments);
    more.add(argument);
    return new WorkerLauncher(mainClass, List.copyOf(more), arguments, silence, classPath);
  }

  /**
   * Gives the worker arguments.
   *
   * @param values the arguments of its {@code main}
   * @return a launcher with these arguments
   */
  public WorkerLauncher arguments(String... values) {
    return new WorkerLauncher(mainClass, jvmArguments, List.of(values), silence, classPath);
  }

  /**
   * Changes how long a worker may be silent.
   *
   * @param atMost the longest time from a request to its answer
   * @return a launcher with that limit
   */
  public WorkerLauncher silence(Duration atMost) {
    return new WorkerLauncher(mainClass, jvmArguments, arguments, atMost, classPath);
  }

  /**
   * Tells how long a worker may be silent.
   *
   * @return the longest time from a request to its answer
   */
  public Duration silence() {
    return silence;
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

  /** The launcher of the JDK that runs this. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(jvmArguments);
    command.add(QUIET);
    command.add("-cp");
    command.add(classPath);
    command.add(mainClass.getName());
    command.addAll(arguments);
    return command;
  }
}
