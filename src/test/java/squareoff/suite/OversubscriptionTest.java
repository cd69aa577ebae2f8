package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.suite.strategy.Crowd;
import squareoff.suite.strategy.StrategyException;
import squareoff.suite.strategy.UnmeasurableCellException;
import squareoff.suite.workload.ClosedForm;

@Timeout(600)
class OversubscriptionTest {

  @ParameterizedTest
  @ValueSource(strings = {"platform", "virtual"})
  void theSquaresComeToTheClosedForm(String worker) throws InterruptedException {
    Oversubscription benchmark = oversubscription(worker, 1_000_000);
    benchmark.start();
    try {
      assertThat(benchmark.run()).isEqualTo(ClosedForm.sumOfSquares(1_000_000));
      assertThat(benchmark.run()).isEqualTo(ClosedForm.sumOfSquares(1_000_000));
    } finally {
      benchmark.stop();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"platform", "virtual"})
  void tellsHowLongTheOneWaitedWhoCameLate(String worker) throws InterruptedException {
    Oversubscription benchmark = oversubscription(worker, 400_000_000);
    Oversubscription.Rush rush = new Oversubscription.Rush();
    benchmark.start();
    try {
      rush.begin(benchmark);
      long nanos = benchmark.startDelay(rush);
      assertThat(rush.toFirstInstructionMillis()).isCloseTo(nanos / 1e6, within(1e-9));
      rush.end(benchmark);
      rush.begin(benchmark);
      rush.end(benchmark);
    } finally {
      benchmark.stop();
    }
  }

  @Test
  void forgetsTheArrivalsOfTheIterationBefore() {
    Oversubscription.Rush rush = new Oversubscription.Rush();
    assertThat(rush.toFirstInstructionMillis()).isZero();
    assertThat(rush.finishedFraction()).isZero();
    rush.add(new Crowd.Arrival(3_000_000, 1));
    rush.add(new Crowd.Arrival(1_000_000, 0.5));
    assertThat(rush.toFirstInstructionMillis()).isEqualTo(2);
    assertThat(rush.finishedFraction()).isEqualTo(0.75);
    rush.clear();
    rush.add(new Crowd.Arrival(5_000_000, 0));
    assertThat(rush.toFirstInstructionMillis()).isEqualTo(5);
    assertThat(rush.finishedFraction()).isZero();
  }

  @Test
  void refusesWorkersThatAreNoThreads() {
    assertThatThrownBy(() -> oversubscription("process", 1_000_000).start())
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessage("worker=process: no such worker. Choose one of: platform, virtual");
  }

  @Test
  void refusesWorkersWithTooLittleToDo() {
    assertThatThrownBy(() -> oversubscription("virtual", 100).start())
        .isInstanceOf(StrategyException.class)
        .hasMessageContaining("squares=100, workers=2");
  }

  private static Oversubscription oversubscription(String worker, long squares) {
    Oversubscription benchmark = new Oversubscription();
    benchmark.worker = worker;
    benchmark.workers = 2;
    benchmark.squares = squares;
    return benchmark;
  }
}
