package squareoff.suite.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process that does nothing and ends: what a process costs before it is of any use. It gets the
 * same three pipes as a worker.
 */
public final class ShortProcess {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<Path> NATIVE = List.of(Path.of("/bin/true"), Path.of("/usr/bin/true"));

  private final List<String> command;
  private final Duration patience;

  ShortProcess(List<String> command, Duration patience) {
    this.command = command;
    this.patience = patience;
  }

  /**
   * The program {@code true}, the least that the system can start.
   *
   * @return the process, not yet started; empty where the system has no such program
   */
  public static Optional<ShortProcess> ofSystem() {
    return NATIVE.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new ShortProcess(List.of(program.toString()), PATIENCE));
  }

  /**
   * A JVM with its default settings whose {@code main} is empty, of the JDK that runs this.
   *
   * @return the process, not yet started
   */
  public static ShortProcess ofJvm() {
    String classPath =
        WorkerClasses.pathTo(List.of(EmptyMain.class)).stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    return new ShortProcess(
        Stream.of(WorkerLauncher.java(), "-cp", classPath, EmptyMain.class.getName()).toList(),
        PATIENCE);
  }

  /**
   * Starts it and waits for its end.
   *
   * @return the exit code, always 0
   * @throws WorkerException if it cannot be started, has not ended after 30 seconds, or ends with
   *     another exit code
   */
  public int run() {
    Exit exit = Exit.of(start(), patience);
    if (exit.forced() || exit.code() != 0) {
      throw new WorkerException(
          "%s: expected it to end with exit code 0, but %s"
              .formatted(String.join(" ", command), exit.text()));
    }
    return exit.code();
  }

  private Process start() {
    try {
      return new ProcessBuilder(command).start();
    } catch (IOException notStarted) {
      throw new WorkerException(
          "cannot start %s: %s".formatted(String.join(" ", command), notStarted.getMessage()),
          notStarted);
    }
  }
}
