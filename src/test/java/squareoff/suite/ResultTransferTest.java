package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Param;
import squareoff.suite.strategy.Results;
import squareoff.suite.strategy.UnmeasurableCellException;
import squareoff.suite.workload.ClosedForm;

@Timeout(600)
class ResultTransferTest {

  static List<String> strategies() throws NoSuchFieldException {
    return List.of(ResultTransfer.class.getField("strategy").getAnnotation(Param.class).value());
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void everyLongComesBackFromEverybody(String strategy) throws Exception {
    ResultTransfer benchmark = benchmark(strategy, 1_000_000);
    ResultTransfer.Longs counted = new ResultTransfer.Longs();
    benchmark.start();
    try {
      assertThat(benchmark.squares(counted)).isEqualTo(ClosedForm.sumOfSquares(1_000_000));
      assertThat(benchmark.squares(counted)).isEqualTo(ClosedForm.sumOfSquares(1_000_001));
    } finally {
      benchmark.stop();
    }
    assertThat(counted.perLong).isEqualTo(2_000_000);
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, Results.MAX_LONGS + 1})
  void refusesMoreLongsThanItCanCarryAndFewerThanOne(int longs) {
    assertThatThrownBy(benchmark("pipe", longs)::start)
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessage("longs=" + longs + ": give 1 to 2097152");
  }

  @Test
  void refusesAStrategyThatItDoesNotKnow() {
    assertThatThrownBy(benchmark("virtual", 100)::start)
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessage(
            "strategy=virtual: no such strategy."
                + " Choose one of: sequential, shared-memory, pipe, mapped-file");
  }

  private static ResultTransfer benchmark(String strategy, int longs) {
    ResultTransfer benchmark = new ResultTransfer();
    benchmark.strategy = strategy;
    benchmark.longs = longs;
    return benchmark;
  }
}
