package squareoff.harness.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import squareoff.harness.UsualSignals;

/** The finished jar's command line in a process of its own, which tests send signals to. */
final class RunProcess implements AutoCloseable {

  /** Never reached but by what hangs, on however busy a machine. */
  private static final int PATIENCE_SECONDS = 300;

  private final Process process;
  private final Path err;
  private final Path out;

  private RunProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts a command in a process group of its own, so that a signal to the group spares the test.
   *
   * @param folder where its output goes
   * @param prefix words before the java, such as a shell that sets limits
   * @param java the java to start, such as one that is too old
   */
  static RunProcess start(Path folder, List<String> prefix, String java, String... args)
      throws IOException {
    Path out = Files.createTempFile(folder, "run", ".out");
    Path err = Files.createTempFile(folder, "run", ".err");
    List<String> command = new ArrayList<>(UsualSignals.prefix());
    command.add("setsid");
    command.addAll(prefix);
    command.addAll(List.of(java, "-Dmarks=nothing", "-jar", System.getProperty("squareoff.jar")));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return new RunProcess(
        builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
  }

  static RunProcess start(Path folder, String... args) throws IOException {
    return start(folder, List.of(), ownJava(), args);
  }

  static String ownJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Waits until its messages contain a text. */
  void awaitMessage(String text) throws InterruptedException {
    await(() -> err().contains(text), "message \"" + text + "\"");
  }

  /** Waits until its journal has a number of lines. */
  void awaitLines(Path journal, int lines) throws InterruptedException {
    await(() -> lineCount(journal) >= lines, lines + " lines of " + journal);
  }

  static int lineCount(Path journal) {
    try {
      return Files.exists(journal) ? (int) Files.readString(journal).lines().count() : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(BooleanSupplier condition, String what) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("no " + what + " in time; it said:\n" + err());
      }
      Thread.sleep(20);
    }
  }

  /** Sends a signal to the process, or to its whole group. */
  void signal(String name, boolean group) throws IOException, InterruptedException {
    String target = (group ? "-" : "") + process.pid();
    new ProcessBuilder("kill", "-" + name, "--", target).inheritIO().start().waitFor();
  }

  /** Waits for a process below this one whose command line contains a text, and names it. */
  long awaitDescendant(String text) throws InterruptedException {
    List<ProcessHandle> found = new ArrayList<>();
    await(
        () -> {
          found.clear();
          found.addAll(descendants(text));
          return !found.isEmpty();
        },
        "process with " + text);
    return found.getFirst().pid();
  }

  /** The processes below this one, at this moment, whose command line contains a text. */
  List<ProcessHandle> descendants(String text) {
    return process.descendants().filter(child -> commandLine(child).contains(text)).toList();
  }

  /** The whole of it: the JDK leaves out what it cannot split into arguments. */
  static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline")).replace('\0', ' ');
    } catch (IOException e) {
      return process.info().commandLine().orElse("");
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  int exit() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("still running; it said:\n" + err());
    }
    return process.exitValue();
  }

  String err() {
    return read(err);
  }

  String out() {
    return read(out);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
