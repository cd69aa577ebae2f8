package squareoff.suite.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Whether a program ends when its main thread does. */
public final class ProgramEnd {

  private ProgramEnd() {}

  /**
   * Runs a program whose workers wait for ever, until its main thread has ended, and sees whether
   * the program ends too. It is ended afterwards in any case.
   *
   * @param daemonWorkers whether its workers are daemon threads
   * @param patience how long after the end of its main thread to wait at most
   * @return whether it ended by itself, with exit code 0
   * @throws WorkerException if it cannot be started, or its main thread does not reach its end
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public static boolean followsMain(boolean daemonWorkers, Duration patience)
      throws InterruptedException {
    Process program = start(daemonWorkers);
    try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8)) {
      String line = out.readLine();
      if (!QueueProgram.END_OF_MAIN.equals(line)) {
        throw new WorkerException("the program with workers that wait said " + line);
      }
      return program.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS) && program.exitValue() == 0;
    } catch (IOException unreadable) {
      throw new WorkerException("the program with workers that wait cannot be read", unreadable);
    } finally {
      program.destroyForcibly();
      program.waitFor();
    }
  }

  private static Process start(boolean daemonWorkers) {
    String classPath =
        WorkerClasses.pathTo(List.of(QueueProgram.class)).stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx32m", "-XX:-UsePerfData", "-cp", classPath));
    command.add(QueueProgram.class.getName());
    if (daemonWorkers) {
      command.add(QueueProgram.DAEMON);
    }
    try {
      return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException notStarted) {
      throw new WorkerException(
          "cannot start a JVM (" + String.join(" ", command) + "): " + notStarted.getMessage(),
          notStarted);
    }
  }
}
