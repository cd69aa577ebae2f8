package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import squareoff.suite.process.EchoException;

@Timeout(600)
class EchoSquaresTest {

  private static final int SQUARES = 3;
  private static final int DELAY_MILLIS = 5;

  @ParameterizedTest
  @CsvSource({
    "platform, MILLISECONDS, 1",
    "virtual, MILLISECONDS, 1",
    "virtual, SECONDS, 1",
    "virtual, MICROSECONDS, 1"
  })
  void reportsTheRatioOfItsScoreToTheLimit(String strategy, TimeUnit unit, int threads)
      throws RunnerException {
    RunResult result =
        new Runner(options(strategy).timeUnit(unit).threads(threads).build()).runSingle();
    double limit = SQUARES * DELAY_MILLIS * (1e6 / unit.toNanos(1));
    Result<?> ratio = result.getSecondaryResults().get("ratioToLimit");
    assertThat(ratio.getScore())
        .isCloseTo(result.getPrimaryResult().getScore() / limit, within(1e-6))
        .isBetween(1.0, 30.0);
  }

  @Test
  void failsTheRunWhenAParameterIsWrong() {
    assertThatThrownBy(() -> new Runner(options("fibre").build()).runSingle())
        .isInstanceOf(RunnerException.class);
  }

  @Test
  void namesTheParameterThatIsOutOfRange() {
    var benchmark = new EchoSquares();
    benchmark.strategy = "virtual";
    benchmark.connections = 10;
    benchmark.squares = 1_000_001;
    benchmark.delayMillis = 10;
    assertThatThrownBy(benchmark::connect)
        .isInstanceOf(EchoException.class)
        .hasMessageContaining("squares=1000001")
        .hasMessageContaining("1 to 1000000");
    benchmark.squares = 1;
    benchmark.connections = 0;
    assertThatThrownBy(benchmark::connect).hasMessageContaining("connections=0");
    benchmark.connections = 1;
    benchmark.delayMillis = 0;
    assertThatThrownBy(benchmark::connect).hasMessageContaining("delayMillis=0");
  }

  private static ChainedOptionsBuilder options(String strategy) {
    return new OptionsBuilder()
        .include("^" + EchoSquares.class.getName() + "\\.run$")
        .param("strategy", strategy)
        .param("connections", "4")
        .param("squares", Integer.toString(SQUARES))
        .param("delayMillis", Integer.toString(DELAY_MILLIS))
        .forks(0)
        .warmupIterations(0)
        .measurementIterations(2)
        .measurementTime(TimeValue.milliseconds(100))
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
  }
}
