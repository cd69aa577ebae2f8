package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EchoSquaresIT {
  @TempDir Path directory;

  /** The server's classes come out of the jar: one that is missing would end it. */
  @Test
  void measuresWithAServerThatHasOnlyTheClassesThatItNeeds() throws Exception {
    SuiteRun run =
        SuiteRun.of(
            directory,
            "EchoSquares",
            "-p",
            "strategy=virtual",
            "-p",
            "connections=10",
            "-p",
            "squares=2",
            "-p",
            "delayMillis=5",
            "-i",
            "1");
    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(run.output()).contains("# echo server: ").doesNotContain("# echo server: 0 replies");
  }
}
