package squareoff.suite.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(600)
class WorkerEndTest {

  private static final WorkerLauncher WORKERS = WorkerLauncher.of(TestWorker.class);

  @ParameterizedTest
  @CsvSource({"false, 143", "true, 137"})
  void destroysAWorkerThatComputes(boolean forcibly, int exitCode) {
    try (WorkerProcess worker = WORKERS.start()) {
      worker.ping();
      worker.send(TestWorker.SPIN, 20);
      assertThat(worker.destroy(forcibly, Duration.ofSeconds(300))).isEqualTo(exitCode);
      assertThat(ProcessHandle.of(worker.pid())).isEmpty();
    }
  }

  @Test
  void killsAWorkerThatDoesNotEndWhenItShould() {
    try (WorkerProcess worker = WORKERS.start()) {
      worker.ping();
      assertThatThrownBy(() -> worker.awaitEnd(Duration.ofMillis(100)))
          .isInstanceOf(WorkerException.class)
          .hasMessageContaining("worker " + worker.pid() + ": expected its end within PT0.1S")
          .hasMessageContaining("was killed");
      assertThat(ProcessHandle.of(worker.pid())).isEmpty();
    }
  }
}
