package squareoff.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import squareoff.harness.machine.ProcessTable.Seen;

/** The processes of the machine that the tests run on. */
class ProcessTableTest {

  private final ProcessTable table = ProcessTable.ofThisMachine();
  private Process sleep;

  @BeforeEach
  void startOne() throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sleep", "1000");
    builder.environment().put("MARK", "of this test");
    sleep = builder.start();
  }

  @AfterEach
  void endIt() {
    sleep.destroyForcibly();
  }

  @Test
  void seesAProcessWithItsParentAndEnvironment() throws Exception {
    Seen seen = table.look(sleep.pid()).orElseThrow();
    assertThat(table.all()).contains(seen);
    assertThat(seen.parent()).isEqualTo(ProcessHandle.current().pid());
    assertThat(seen.start())
        .isGreaterThanOrEqualTo(table.look(seen.parent()).orElseThrow().start());
    assumeTrue(table instanceof ProcTable, "skipped: no /proc, so no environments");
    assertThat(table.has(seen, "MARK=of this test")).contains(true);
    assertThat(table.has(seen, "MARK=of this")).contains(false);
    assertThat(table.has(seen, "ARK=of this test")).contains(false);
  }

  @Test
  void killsTheProcessThatWasSeenAndNoneThatHasItsIdNow() throws Exception {
    Seen seen = table.look(sleep.pid()).orElseThrow();
    table.kill(new Seen(seen.pid(), seen.start() - 1, seen.parent()));
    table.dumpThreads(new Seen(seen.pid(), seen.start() - 1, seen.parent()));
    assertThat(sleep.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();

    table.kill(seen);

    assertThat(sleep.waitFor()).isEqualTo(137);
  }

  /** The signal that has a JVM print its threads ends a sleep. */
  @Test
  void asksTheProcessThatWasSeenForItsThreads() throws Exception {
    table.dumpThreads(table.look(sleep.pid()).orElseThrow());
    assertThat(sleep.waitFor()).isEqualTo(131);
  }

  @Test
  void aThreadIsNoProcess() throws IOException {
    Path tasks = Path.of("/proc/self/task");
    assumeTrue(Files.isDirectory(tasks), "skipped: no /proc, so no ids of threads");
    long own = ProcessHandle.current().pid();
    List<Long> threads;
    try (Stream<Path> folders = Files.list(tasks)) {
      threads =
          folders
              .map(folder -> Long.parseLong(folder.getFileName().toString()))
              .filter(id -> id != own && Files.exists(tasks.resolve(id.toString())))
              .toList();
    }
    assertThat(threads).isNotEmpty();
    assertThat(threads).allSatisfy(thread -> assertThat(table.look(thread)).isEmpty());
    assertThat(table.all().stream().map(Seen::pid)).doesNotContainAnyElementsOf(threads);
  }

  @Test
  void aDeadProcessThatNobodyWaitsForIsNotAlive() throws Exception {
    // The shell becomes a sleep, which never asks after the child that the shell had started.
    Process parent =
        new ProcessBuilder("sh", "-c", "sleep 1000 & echo $!; exec sleep 1000").start();
    try {
      long zombie = Long.parseLong(parent.inputReader().readLine());
      Seen seen = table.look(zombie).orElseThrow();
      table.kill(seen);
      while (table.look(zombie).isPresent()) {
        Thread.sleep(10);
      }
      assumeTrue(ProcessHandle.of(zombie).isPresent(), "skipped: somebody asked after it");
      assertThat(table.all()).noneMatch(seen::is);
    } finally {
      parent.destroyForcibly();
    }
  }
}
