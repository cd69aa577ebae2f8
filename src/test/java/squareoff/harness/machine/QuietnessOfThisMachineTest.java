package squareoff.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * On real processes. The bounds allow for any load that others put on the machine meanwhile: it
 * adds to {@code others}, and takes processor time away from ours.
 */
class QuietnessOfThisMachineTest {

  @BeforeEach
  void needsProc() {
    assumeTrue(Files.exists(Path.of("/proc/self/stat")), "/proc");
  }

  @Test
  void countsABusyProcessThatIsNotOursAsOthers() throws Exception {
    Orphan orphan = Orphan.start();
    try {
      Quietness.Probe probe = Quietness.begin();
      long before = orphan.ticks();
      long used = 0;
      // By its work and not by the clock: on a loaded machine it gets little of each second.
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (used < 40 && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(20);
        used = orphan.ticks() - before;
      }
      Quietness quietness = probe.end();

      assertThat(used).as("ticks of the busy process").isGreaterThanOrEqualTo(40);
      assertThat(quietness.others().orElseThrow() * quietness.ticks().orElseThrow())
          .as("ticks of others, with %s", quietness.asMap())
          .isGreaterThan(0.5 * used);
    } finally {
      orphan.kill();
    }
  }

  @Test
  void countsTheWorkOfOurOwnChildrenAndTheirChildrenAsOurs() throws Exception {
    Quietness.Probe probe = Quietness.begin();
    // The inner shell does the work; the outer one waits for it, as JMH waits for its forks, and
    // says how much it was.
    String work = "sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done'; cat /proc/$$/stat";
    Process child = new ProcessBuilder("sh", "-c", work).start();
    String stat = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor(300, TimeUnit.SECONDS)).isTrue();
    Quietness quietness = probe.end();

    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long used = Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
    assertThat(used).as("ticks of the inner shell").isGreaterThanOrEqualTo(5);
    assertThat(quietness.own().orElseThrow() * quietness.ticks().orElseThrow())
        .as("our ticks, with %s", quietness.asMap())
        .isGreaterThan(used - 1);
  }

  /** A busy process whose parent has ended, so that it is nobody's child who waits for it. */
  private record Orphan(long pid) {

    static Orphan start() throws IOException, InterruptedException {
      // It also ends by itself when this JVM is gone, should nobody live to kill it.
      String loop = "while kill -0 " + ProcessHandle.current().pid() + "; do :; done";
      Process parent =
          new ProcessBuilder("sh", "-c", "sh -c '" + loop + "' >/dev/null 2>&1 & echo $!").start();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
        Orphan orphan = new Orphan(Long.parseLong(lines.readLine()));
        parent.waitFor();
        return orphan;
      }
    }

    long ticks() throws IOException {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    void kill() {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }
}
