package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class LostUpdatesIT {
  @TempDir Path directory;

  @Test
  void reportsTheFractionLostForEachIterationOfTheTutorialsRace() throws Exception {
    SuiteRun run =
        SuiteRun.of(
            directory,
            "LostUpdates",
            "-p",
            "lock=none,synchronized",
            "-p",
            "increments=1",
            "-p",
            "pauseMillis=500",
            "-i",
            "2");
    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(run.results()).hasSize(2);
    for (JsonNode result : run.results()) {
      double expected = result.at("/params/lock").asString().equals("none") ? 0.5 : 0.0;
      JsonNode iterations = result.at("/secondaryMetrics/lostFraction/rawData/0");
      assertThat(iterations.size()).isEqualTo(2);
      iterations.forEach(lost -> assertThat(lost.asDouble()).isEqualTo(expected));
    }
  }
}
