package squareoff.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class StandstillTest {

  @Test
  void seesThatAChildIsStoppedAndThatItGoesOn() throws Exception {
    Process parent = new ProcessBuilder("sh", "-c", "sleep 600 & wait").start();
    try (Standstill still = Standstill.of(parent.pid())) {
      ProcessHandle child = child(parent);
      signal("STOP", child.pid());
      awaitAtLeast(2, still);
      signal("CONT", child.pid());
      Thread.sleep(600);
      double stopped = still.seconds();
      assertThat(stopped).isGreaterThanOrEqualTo(2);
      child.destroyForcibly();
      assertThat(Quietness.fromMap(Map.of("stopped", stopped)).disturbances())
          .singleElement()
          .asString()
          .matches("stopped for \\d+\\.\\d s");
    } finally {
      parent.descendants().forEach(ProcessHandle::destroyForcibly);
      parent.destroyForcibly();
    }
  }

  @Test
  void seesThatTheProcessItselfIsStopped() throws Exception {
    Process process = new ProcessBuilder("sleep", "600").start();
    try (Standstill still = Standstill.of(process.pid())) {
      signal("STOP", process.pid());
      awaitAtLeast(1, still);
    } finally {
      process.destroyForcibly();
    }
  }

  private static ProcessHandle child(Process parent) throws InterruptedException {
    while (parent.children().findFirst().isEmpty()) {
      Thread.sleep(10);
    }
    return parent.children().findFirst().orElseThrow();
  }

  private static void awaitAtLeast(double seconds, Standstill still) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (still.seconds() < seconds && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    assertThat(still.seconds()).isGreaterThanOrEqualTo(seconds);
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-" + name, "" + pid).start().waitFor()).isZero();
  }
}
