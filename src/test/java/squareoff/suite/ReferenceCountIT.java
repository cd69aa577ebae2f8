package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ReferenceCountIT {
  @TempDir Path directory;

  @Test
  void losesChangesOnlyWhereThreadsShareAnUnprotectedCount() throws Exception {
    SuiteRun run =
        SuiteRun.of(directory, "ReferenceCount", "-p", "count=plain,locked", "-t", "3", "-i", "2");
    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(run.results()).hasSize(4);
    for (JsonNode result : run.results()) {
      double lost = result.at("/secondaryMetrics/lostFraction/score").asDouble();
      double freed = result.at("/secondaryMetrics/freedPerMillion/score").asDouble();
      String count = result.at("/params/count").asString();
      if (count.equals("plain") && result.at("/params/object").asString().equals("shared")) {
        assertThat(lost).isPositive().isLessThan(2);
        assertThat(freed).isNotNegative().isLessThanOrEqualTo(2e6);
      } else {
        assertThat(lost).as(result.toString()).isZero();
        assertThat(freed).as(result.toString()).isZero();
      }
    }
  }
}
