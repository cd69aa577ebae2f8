package squareoff.suite.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class WorkerProcessTest {

  private static final WorkerLauncher WORKERS = WorkerLauncher.of(TestWorker.class);

  @Test
  void answersOneRequestAfterTheOther() {
    try (WorkerProcess worker = WORKERS.start()) {
      assertThat(worker.ping()).isEqualTo(worker.pid());
      assertThat(worker.call(TestWorker.ADD, Long.MIN_VALUE, -3)).isEqualTo(Long.MIN_VALUE + -3L);
      assertThat(worker.call(TestWorker.ADD, 40, 2)).isEqualTo(42);
    }
  }

  @Test
  void tellsExitCodeAndStandardErrorOfAWorkerThatCrashes() {
    try (WorkerProcess worker = WORKERS.start()) {
      assertThatThrownBy(() -> worker.call(TestWorker.EXIT, 7))
          .isInstanceOf(WorkerException.class)
          .hasMessageContaining("worker " + worker.pid())
          .hasMessageContaining("expected an answer")
          .hasMessageContaining("exit code 7")
          .hasMessageContaining("leaving in the middle");
      assertThatThrownBy(() -> worker.call(TestWorker.ADD, 1, 2))
          .isInstanceOf(WorkerException.class);
    }
  }

  @Test
  void tellsTheSignalOfAWorkerThatIsKilled() throws Exception {
    try (WorkerProcess worker = WORKERS.start()) {
      worker.ping();
      worker.send(TestWorker.SLEEP, 60_000);
      ProcessHandle.of(worker.pid()).orElseThrow().destroyForcibly();
      assertThatThrownBy(worker::receive)
          .isInstanceOf(WorkerException.class)
          .hasMessageContaining("its standard output ended")
          .hasMessageContaining("signal 9");
    }
  }

  @Test
  void showsWhatAWorkerPrintsInsteadOfAnAnswer() {
    try (WorkerProcess worker = WORKERS.start()) {
      assertThatThrownBy(() -> worker.call(TestWorker.PRINT))
          .isInstanceOf(WorkerException.class)
          .hasMessageContaining("expected an answer, but standard output has \"Hello, I am not");
    }
  }

  @Test
  void killsAWorkerThatIsSilentForTooLong() {
    WorkerLauncher impatient = WORKERS.silence(Duration.ofSeconds(2));
    try (WorkerProcess worker = impatient.start()) {
      worker.ping();
      assertThatThrownBy(() -> worker.call(TestWorker.SLEEP, 60_000))
          .isInstanceOf(WorkerException.class)
          .hasMessageContaining("none came for 2000 ms");
      assertThat(ProcessHandle.of(worker.pid())).isEmpty();
    }
  }

  @Test
  void killsAWorkerThatNeverReadsItsRequests() {
    try (WorkerProcess worker =
        WORKERS.arguments("deaf").silence(Duration.ofMillis(1500)).start()) {
      assertThatThrownBy(worker::ping)
          .isInstanceOf(WorkerException.class)
          .hasMessageContaining("none came for 1500 ms");
    }
  }

  @Test
  void passesOnWhyARequestFailedAndGoesOn() {
    try (WorkerProcess worker = WORKERS.start()) {
      assertThatThrownBy(() -> worker.call(TestWorker.FAIL))
          .isInstanceOf(WorkerException.class)
          .hasMessageContaining("no luck today");
      assertThat(worker.call(TestWorker.ADD, 1, 2)).isEqualTo(3);
    }
  }

  @Test
  void neverBlocksAWorkerThatWritesMuchToStandardError() {
    try (WorkerProcess worker = WORKERS.start()) {
      assertThat(worker.call(TestWorker.FLOOD_STDERR, 20_000)).isEqualTo(20_000);
    }
  }

  @Test
  void refusesASecondRequestBeforeTheAnswerToTheFirst() {
    try (WorkerProcess worker = WORKERS.start()) {
      worker.send(TestWorker.ADD, 1, 2);
      assertThatThrownBy(() -> worker.send(TestWorker.ADD, 3, 4))
          .isInstanceOf(IllegalStateException.class);
      assertThat(worker.receive()).isEqualTo(3);
    }
  }

  @Test
  void isGoneOnceItIsClosedAndMayBeClosedTwice() {
    WorkerProcess worker = WORKERS.start();
    worker.ping();
    worker.close();
    worker.close();
    assertThat(ProcessHandle.of(worker.pid())).isEmpty();
  }

  @Test
  void leavesNoThreadBehind() {
    for (int i = 0; i < 3; i++) {
      try (WorkerProcess worker = WORKERS.start()) {
        worker.ping();
      }
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("stderr of worker"));
  }

  @Test
  void noWorkerSurvivesAParentThatIsKilled() throws Exception {
    Process parent = startParent();
    List<ProcessHandle> workers = new ArrayList<>();
    try (BufferedReader out = parent.inputReader()) {
      for (String line = out.readLine(); !line.equals("ready"); line = out.readLine()) {
        workers.add(ProcessHandle.of(Long.parseLong(line)).orElseThrow());
      }
      assertThat(workers).hasSize(3).allMatch(ProcessHandle::isAlive);
      parent.destroyForcibly().waitFor();
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
      while (workers.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < deadline) {
        Thread.sleep(20);
      }
      assertThat(workers).noneMatch(ProcessHandle::isAlive);
    } finally {
      workers.forEach(ProcessHandle::destroyForcibly);
      parent.destroyForcibly();
    }
  }

  private static Process startParent() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            TestParent.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
