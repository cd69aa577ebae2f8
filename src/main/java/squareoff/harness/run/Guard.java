package squareoff.harness.run;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The run's handle on its {@link GuardMain guard}. */
final class Guard implements Closeable {

  /** Ctrl-C reaches every process of the terminal's group; the guard must outlive the run. */
  private static final List<String> IGNORING_SIGNALS =
      List.of("sh", "-c", "trap '' INT TERM HUP; exec \"$@\"", "guard");

  private final Process process;

  private Guard(Process process) {
    this.process = process;
  }

  /**
   * Starts a guard.
   *
   * @param mark the mark of the run's processes
   * @throws IOException if it cannot be started
   */
  static Guard start(String mark) throws IOException {
    List<String> command = new ArrayList<>();
    if (File.separatorChar == '/') {
      command.addAll(IGNORING_SIGNALS);
    }
    command.add(HostJvm.ownJava());
    command.addAll(List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(GuardMain.class.getName(), mark));
    return new Guard(
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /**
   * Names a process that must not survive the run.
   *
   * @param pid its process id
   * @throws IOException if the guard is gone
   */
  void watch(long pid) throws IOException {
    process.getOutputStream().write((pid + "\n").getBytes(StandardCharsets.US_ASCII));
    process.getOutputStream().flush();
  }

  /** Ends the guard, which kills what is left. */
  @Override
  public void close() throws IOException {
    try {
      process.getOutputStream().close();
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroyForcibly();
    }
  }
}
