package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SingleCallerIT {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "CpuBoundSquares, strategy=platform",
    "IoBoundSquares, strategy=virtual",
    "GlobalLock, lock=held",
    "MixedSquares, strategy=virtual",
    "Oversubscription, worker=virtual",
    "Pinning, lock=synchronized",
    "LostUpdates, lock=none",
    "WorkerPool, pool=array"
  })
  void refusesSeveralThreadsOfJmhWhereTheBenchmarkHasItsOwn(String benchmark, String choice)
      throws Exception {
    SuiteRun run =
        SuiteRun.of(directory, benchmark, "-p", choice, "-p", "workers=2", "-t", "3", "-i", "1");
    assertThat(run.exit()).isNotZero();
    assertThat(run.output())
        .contains("-t 3: this benchmark starts threads of its own. Use -t 1 and -p workers=3");
  }
}
