package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import squareoff.harness.TestJar;

/** Tests that start runs of the finished jar, do something to them, and look at what is left. */
@Timeout(900)
abstract class RunFixture {

  private static final String[] QUICK = {"-wi", "0", "-i", "1", "-r", "30ms"};

  @TempDir static Path shared;
  static Path jar;

  @TempDir Path directory;

  @BeforeAll
  static void buildJar() {
    jar = TestJar.build(shared, "trouble.jar", TestJar.troubleSources());
  }

  /** What a failing test leaves behind would hold JMH's lock, and every later test would wait. */
  @AfterEach
  void leaveNothingRunning() {
    ours().forEach(ProcessHandle::destroyForcibly);
  }

  RunProcess parameterised(Path out, int trials) throws Exception {
    return RunProcess.start(
        directory, args(out, "Shapes.parameterised", "-f", String.valueOf(trials)));
  }

  RunProcess sleeping(Path out) throws Exception {
    RunProcess run = RunProcess.start(directory, sleepingArgs(out));
    awaitJvms(run, 3);
    return run;
  }

  static String[] sleepingArgs(Path out) {
    return args(out, "sleepsPastItsTime", "-f", "1");
  }

  static String[] args(Path out, String... rest) {
    List<String> args = new ArrayList<>(List.of("run", "--jar", jar.toString()));
    args.addAll(List.of(rest));
    args.addAll(List.of(QUICK));
    args.addAll(List.of("--out", out.toString()));
    return args.toArray(String[]::new);
  }

  /** Waits for the fork: our own JVMs, then JMH's own process and the JVM that measures. */
  static void awaitJvms(RunProcess run, int number) throws Exception {
    run.awaitMessage("recorded in");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
    // Twice in a row: one that only looks around, such as a search for a JDK, is gone by then.
    int inARow = 0;
    while (inARow < 2 && System.nanoTime() < end) {
      inARow = ours().size() >= number ? inARow + 1 : 0;
      Thread.sleep(20);
    }
    assertThat(inARow).as("looks that saw %d JVMs, now %s", number, ours()).isEqualTo(2);
  }

  static void assertThatNothingIsLeft() throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(300).toNanos();
    while (!ours().isEmpty() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(ours()).isEmpty();
  }

  static List<ProcessHandle> ours() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(jar.toString()))
        .toList();
  }

  static Path journal(Path out) {
    return out.resolve("journal.jsonl");
  }
}
