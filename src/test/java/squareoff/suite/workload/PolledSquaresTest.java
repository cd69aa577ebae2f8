package squareoff.suite.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolledSquaresTest {

  @AfterEach
  void clearTheInterrupt() {
    Thread.interrupted();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 7, 1000, 1_000_000})
  void findsTheSumHoweverOftenItLooks(long pollEvery) throws InterruptedException {
    for (long squares : new long[] {0, 1, 1001}) {
      assertThat(PolledSquares.sum(0, squares, pollEvery))
          .isEqualTo(ClosedForm.sumOfSquares(squares));
    }
    assertThat(PolledSquares.sum(3, 6, pollEvery)).isEqualTo(9 + 16 + 25);
  }

  @Test
  void stopsAtTheFirstLook() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> PolledSquares.sum(0, 1000, 10))
        .isInstanceOf(InterruptedException.class)
        .hasMessage("interrupted before square 10");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void doesNotLookBeforeItsTurn() throws InterruptedException {
    Thread.currentThread().interrupt();
    assertThat(PolledSquares.sum(0, 999, 1000)).isEqualTo(ClosedForm.sumOfSquares(999));
  }
}
