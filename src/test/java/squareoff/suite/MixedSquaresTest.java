package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import squareoff.suite.strategy.StrategyException;
import squareoff.suite.workload.ClosedForm;

@Timeout(600)
class MixedSquaresTest {

  @ParameterizedTest
  @CsvSource({
    "sequential, 50",
    "platform, 100",
    "virtual, 0",
    "platform-pool, 10",
    "process-pool, 90"
  })
  void everyWorkersSquaresComeToTheClosedForm(String strategy, int cpuPercent)
      throws InterruptedException {
    MixedSquares benchmark = mixed(strategy, cpuPercent);
    benchmark.start();
    long squares = Math.max(1, cpuPercent * 2L * 1000 / 100);
    try {
      assertThat(benchmark.run()).isEqualTo(2 * ClosedForm.sumOfSquares(3 * squares));
      assertThat(benchmark.run()).isEqualTo(2 * ClosedForm.sumOfSquares(3 * squares));
    } finally {
      benchmark.stop();
    }
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void refusesAShareAboveTheWhole() {
    assertThatThrownBy(() -> mixed("virtual", 110).start())
        .isInstanceOf(StrategyException.class)
        .hasMessageContaining("cpuPercent=110");
  }

  private static MixedSquares mixed(String strategy, int cpuPercent) {
    MixedSquares benchmark = new MixedSquares();
    benchmark.strategy = strategy;
    benchmark.cpuPercent = cpuPercent;
    benchmark.workers = 2;
    benchmark.cycles = 3;
    benchmark.cycleMillis = 2;
    benchmark.squaresPerMilli = 1000;
    return benchmark;
  }
}
