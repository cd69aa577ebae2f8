package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

@Timeout(600)
class WorkerRefusalsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WorkerStart.thread",
        "WorkerStart.process",
        "WorkerStart.jvm",
        "WorkerStart.dispatch",
        "WorkerMemory.thread",
        "WorkerMemory.process",
        "Cancellation.waiting",
        "Cancellation.spinning",
        "Cancellation.process"
      })
  void refusesSeveralThreadsOfJmh(String benchmark) {
    Options options =
        new OptionsBuilder()
            .include("^squareoff\\.suite\\." + benchmark.replace(".", "\\.") + "$")
            .forks(0)
            .threads(2)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(1))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    assertThatThrownBy(() -> new Runner(options).run())
        .isInstanceOf(RunnerException.class)
        .hasStackTraceContaining("-t 2: this benchmark starts threads of its own. Use -t 1 and ");
  }
}
