package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.suite.workload.ClosedForm;

@Timeout(600)
class MixedTaskTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1, 10_000_000",
    "10, 500, 9_000_000",
    "50, 2500, 5_000_000",
    "90, 4500, 1_000_000",
    "100, 5000, 0"
  })
  void dividesACycleBetweenSquaresAndPause(int cpuPercent, long squares, String pauseNanos) {
    Duration pause = Duration.ofNanos(Long.parseLong(pauseNanos.replace("_", "")));
    assertThat(MixedTask.of(cpuPercent, 4, 10, 500)).isEqualTo(new MixedTask(4, squares, pause));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sequential", "virtual", "process-pool"})
  void everyWorkerFindsTheSumOfAllItsCycles(String name) throws InterruptedException {
    MixedTask task = new MixedTask(3, 7, Duration.ofNanos(1_500_000));
    try (Strategy strategy = Strategies.named(name, 1)) {
      long[] sums = strategy.run(List.of(task));
      assertThat(task.check(sums[0])).isEqualTo(ClosedForm.sumOfSquares(21));
    }
  }

  @Test
  void doesNotAcceptTheSumOfFewerCycles() {
    MixedTask task = new MixedTask(3, 7, Duration.ZERO);
    assertThatThrownBy(() -> task.check(ClosedForm.sumOfSquares(14)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("below 21");
  }

  @Test
  void pausesAfterEveryCycle() throws InterruptedException {
    long start = System.nanoTime();
    new MixedTask(5, 1, Duration.ofNanos(2_500_000)).run();
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(5 * 2_500_000L);
  }

  /** A sleep of no length throws when the thread is interrupted; no sleep does not. */
  @Test
  void withoutAPauseItDoesNotSleepAtAll() throws InterruptedException {
    Thread.currentThread().interrupt();
    try {
      assertThat(new MixedTask(2, 2, Duration.ZERO).run()).isEqualTo(14);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 1, 1, 1, cpuPercent=-1: give 0 to 100",
    "101, 1, 1, 1, cpuPercent=101: give 0 to 100",
    "50, 0, 1, 1, cycles=0",
    "50, 1, 0, 1, cycleMillis=0",
    "50, 60000, 61, 1, at most an hour",
    "50, 2147483647, 2147483647, 1, at most an hour",
    "50, 1, 1, 0, squaresPerMilli=0",
    "50, 1, 1, 1000000001, squaresPerMilli=1000000001"
  })
  void refusesWhatIsOutOfRange(
      int cpuPercent, int cycles, int cycleMillis, long squaresPerMilli, String says) {
    assertThatThrownBy(() -> MixedTask.of(cpuPercent, cycles, cycleMillis, squaresPerMilli))
        .isInstanceOf(StrategyException.class)
        .hasMessageContaining(says);
  }
}
