package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import squareoff.harness.TestJar;
import squareoff.harness.run.Journal;

/** A trial whose JVM somebody stops and lets go on, as a paused container is. */
@EnabledOnOs(OS.LINUX)
class StoppedTrialTest {

  private static final double STOPPED_SECONDS = 3;

  @TempDir Path directory;

  @Test
  void isMarkedInTheTable() throws Exception {
    Path jar = TestJar.build(directory, "trouble.jar", TestJar.troubleSources());
    Path out = directory.resolve("out");
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(StoppedTrialTest::stopTheFork);
    CommandRun run =
        CommandRun.of(
            "run",
            "--jar",
            "" + jar,
            "Trouble.fine",
            "-f",
            "1",
            "-wi",
            "0",
            "-i",
            "1",
            "-r",
            "4s",
            "--out",
            "" + out);
    stopped.get(2, TimeUnit.MINUTES);
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(Journal.read(out.resolve("journal.jsonl")).trials().getFirst().disturbances())
        .anyMatch(what -> what.matches("stopped for \\d+\\.\\d s"));
    assertThat(CommandRun.of("report", out.toString()).out()).contains("†", "stopped for ");
  }

  private static void stopTheFork() {
    try {
      Optional<ProcessHandle> fork = Optional.empty();
      while (fork.isEmpty()) {
        Thread.sleep(20);
        fork =
            ProcessHandle.current()
                .descendants()
                .filter(child -> child.info().commandLine().orElse("").contains("ForkedMain"))
                .findFirst();
      }
      signal("STOP", fork.get());
      Thread.sleep((long) (STOPPED_SECONDS * 1000));
      signal("CONT", fork.get());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void signal(String name, ProcessHandle process) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor())
        .isZero();
  }
}
