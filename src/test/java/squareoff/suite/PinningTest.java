package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import squareoff.suite.strategy.UnmeasurableCellException;

@Timeout(600)
class PinningTest {

  @ParameterizedTest
  @CsvSource({
    "synchronized, per-task, 1",
    "reentrant-lock, per-task, 1",
    "synchronized, shared, 3",
    "reentrant-lock, shared, 3"
  })
  void addsUpTheLimitOfItsOperations(String lock, String sharing, int pauses) {
    Pinning benchmark = pinning(lock, sharing);
    Limit limit = new Limit(1_000_000);
    assertThat(benchmark.run(limit)).isEqualTo(3);
    benchmark.run(limit);
    assertThat(limit.ratioToLimit).isEqualTo(2.0 * pauses * benchmark.pauseMillis);
  }

  @Test
  void refusesAnUnknownLock() {
    assertThatThrownBy(() -> pinning("spin", "shared").run(new Limit(1)))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("lock=spin");
  }

  private static Pinning pinning(String lock, String sharing) {
    Pinning benchmark = new Pinning();
    benchmark.lock = lock;
    benchmark.sharing = sharing;
    benchmark.workers = 3;
    benchmark.pauseMillis = 2;
    return benchmark;
  }
}
