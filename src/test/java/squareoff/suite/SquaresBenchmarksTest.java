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
import squareoff.suite.strategy.Strategies;
import squareoff.suite.strategy.StrategyException;
import squareoff.suite.workload.ClosedForm;

@Timeout(600)
class SquaresBenchmarksTest {

  static List<String> cpuBound() throws NoSuchFieldException {
    return strategiesOf(CpuBoundSquares.class);
  }

  static List<String> ioBound() throws NoSuchFieldException {
    return strategiesOf(IoBoundSquares.class);
  }

  @Test
  void theCpuBoundBenchmarkKnowsEveryStrategy() throws NoSuchFieldException {
    assertThat(cpuBound()).containsExactlyInAnyOrderElementsOf(Strategies.names());
  }

  @ParameterizedTest
  @MethodSource("cpuBound")
  void cpuBoundSquaresComeToTheClosedForm(String strategy) throws InterruptedException {
    CpuBoundSquares benchmark = new CpuBoundSquares();
    benchmark.strategy = strategy;
    benchmark.workers = 2;
    benchmark.squares = 1001;
    benchmark.start();
    try {
      assertThat(benchmark.run()).isEqualTo(ClosedForm.sumOfSquares(1001));
      assertThat(benchmark.run()).isEqualTo(ClosedForm.sumOfSquares(1001));
    } finally {
      benchmark.stop();
    }
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ioBound")
  void ioBoundSquaresAddUpTheirLimit(String strategy) throws InterruptedException {
    IoBoundSquares benchmark = ioBound(strategy, "0.5");
    Limit limit = new Limit(1_000_000);
    benchmark.start();
    try {
      assertThat(benchmark.run(limit)).isEqualTo(2 * ClosedForm.sumOfSquares(5));
      benchmark.run(limit);
    } finally {
      benchmark.stop();
    }
    assertThat(limit.ratioToLimit).isEqualTo(2 * 5 * 0.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0", "0.0", "soon", "0.0000001", ""})
  void refusesAPauseThatIsNone(String pause) {
    assertThatThrownBy(() -> ioBound("virtual", pause).start())
        .isInstanceOf(StrategyException.class)
        .hasMessageStartingWith("pauseMillis=" + pause + ":");
  }

  @Test
  void refusesALoopWithoutSquaresWhichHasNoLimit() {
    IoBoundSquares benchmark = ioBound("virtual", "1");
    benchmark.squares = 0;
    assertThatThrownBy(benchmark::start)
        .isInstanceOf(StrategyException.class)
        .hasMessage("squares=0: give at least 1");
  }

  private static IoBoundSquares ioBound(String strategy, String pauseMillis) {
    IoBoundSquares benchmark = new IoBoundSquares();
    benchmark.strategy = strategy;
    benchmark.workers = 2;
    benchmark.squares = 5;
    benchmark.pauseMillis = pauseMillis;
    return benchmark;
  }

  private static List<String> strategiesOf(Class<?> benchmark) throws NoSuchFieldException {
    return List.of(benchmark.getField("strategy").getAnnotation(Param.class).value());
  }
}
