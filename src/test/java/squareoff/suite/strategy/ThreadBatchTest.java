package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class ThreadBatchTest {

  @ParameterizedTest
  @ValueSource(strings = {"platform", "virtual", "fork-join"})
  void everyWorkerOfABatchRuns(String strategy) throws InterruptedException {
    for (int workers : new int[] {1, 500}) {
      try (ThreadBatch batch = ThreadBatch.of(strategy, workers)) {
        assertThat(batch.startAndJoin()).isEqualTo(workers);
        assertThat(batch.startAndJoin()).isEqualTo(workers);
      }
    }
  }

  @Test
  void failsWhenAWorkerHasNotRunWhereItShould() {
    try (ThreadBatch batch = ThreadBatch.of("virtual", 3)) {
      assertThatThrownBy(() -> batch.checked(2))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("2 of 3 workers");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, ThreadBatch.MOST_WORKERS + 1})
  void refusesABatchOfASillySize(int workers) {
    assertThatThrownBy(() -> ThreadBatch.of("platform", workers))
        .isInstanceOf(StrategyException.class)
        .hasMessage("workers=" + workers + ": give 1 to 100000 threads or tasks");
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> ThreadBatch.of("green", 1))
        .isInstanceOf(StrategyException.class)
        .hasMessage("strategy=green: give one of platform, virtual, fork-join");
  }
}
