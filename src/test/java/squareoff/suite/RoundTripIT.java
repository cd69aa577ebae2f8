package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RoundTripIT {
  @TempDir Path directory;

  /** The workers' classes come out of the jar: one that is missing would end them. */
  @Test
  void measuresWithWorkersThatHaveOnlyTheClassesThatTheyNeed() throws Exception {
    SuiteRun run =
        SuiteRun.of(
            directory,
            "RoundTrip.processes",
            "-p",
            "channel=pipe,unix-socket,tcp,mapped-file",
            "-p",
            "bytes=64",
            "-i",
            "1");
    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(run.results()).hasSize(4);
    assertThat(directory.toFile().list()).noneMatch(name -> name.startsWith("squareoff-"));
  }

  @Test
  void resultsComeFromAWorkerThatHasOnlyTheClassesThatItNeeds() throws Exception {
    SuiteRun run =
        SuiteRun.of(
            directory, "ResultTransfer", "-p", "strategy=pipe", "-p", "longs=100", "-i", "1");
    assertThat(run.exit()).as(run.output()).isZero();
    JsonNode result = run.results().getFirst();
    assertThat(result.at("/secondaryMetrics/perLong/score").asDouble())
        .isCloseTo(result.at("/primaryMetric/score").asDouble() / 100, withinPercentage(0.01));
  }

  @Test
  void refusesSeveralThreadsOfJmh() throws Exception {
    SuiteRun run =
        SuiteRun.of(
            directory,
            "RoundTrip.threads",
            "-p",
            "handover=exchanger",
            "-p",
            "bytes=64",
            "-t",
            "2");
    assertThat(run.exit()).isNotZero();
    assertThat(run.output()).contains("-t 2: this benchmark starts threads of its own. Use -t 1");
  }
}
