package squareoff.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import squareoff.harness.result.JmhEntry;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class NoiseSectionTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static JmhEntry entry(String method, double[]... trials) {
    ObjectNode json = JSON.createObjectNode();
    json.put("benchmark", "a.B." + method).put("mode", "avgt").put("threads", 1);
    json.put("forks", trials.length);
    ObjectNode primary = json.putObject("primaryMetric");
    primary.put("score", 1).put("scoreError", "NaN").put("scoreUnit", "s/op");
    primary.set("rawData", JSON.valueToTree(trials));
    json.putObject("secondaryMetrics");
    return JmhEntry.of(json, "made up");
  }

  private static double[] trial(double... iterations) {
    return iterations;
  }

  private static String section(boolean alone, JmhEntry... entries) {
    return NoiseSection.of(Source.ofFile("x", List.of(entries)), alone);
  }

  @Test
  void tellsNoiseBetweenTrialsFromThatWithin() {
    // Means 90, 100, 110: a standard deviation of 10. Iterations 1 apart: of 1 / √2.
    String noise =
        section(true, entry("slow", trial(89.5, 90.5), trial(99.5, 100.5), trial(109.5, 110.5)));
    assertThat(noise)
        .startsWith("\n## Noise\n")
        .contains("0 of 1 cells vary by more than 10 % between trials, the middle one by 10.0 %.")
        .containsPattern("B\\.slow +\\| +10\\.0 % \\| +0\\.7 % \\| +3 \\|");
  }

  @Test
  void saysHowManyTrialsAreEnough() {
    // t(0.975, 17) · 10 % / √18 = 4.97 %, and with one fewer 5.14 %.
    assertThat(section(true, entry("ten", trial(90), trial(100), trial(110))))
        .containsPattern("\\| +10\\.0 % \\| +- \\| +3 \\| +18 \\|");
    assertThat(section(true, entry("exact", trial(1), trial(1), trial(1))))
        .containsPattern("\\| +0\\.0 % \\| +- \\| +3 \\| +3 \\|");
    assertThat(section(true, entry("wild", trial(1), trial(1), trial(1000))))
        .containsPattern("\\| +> 1000 \\|");
  }

  @Test
  void hasTheNoisiestFirstAndSaysWhatIsLeftOut() {
    String noise =
        section(
            false,
            entry("quiet", trial(1), trial(1.01), trial(1)),
            entry("loud", trial(1), trial(2), trial(1)),
            entry("twice", trial(1), trial(2)),
            entry("zero", trial(0), trial(0), trial(0)));
    assertThat(noise)
        .startsWith("\n## Noise: x\n")
        .contains("1 of 2 cells vary by more")
        .contains("Left out: 2 with fewer than three trials, or a mean of 0.")
        .containsSubsequence("B.loud", "B.quiet")
        .doesNotContain("B.twice");
  }

  @Test
  void isASentenceWhereNothingCanBeSaid() {
    assertThat(section(true, entry("once", trial(1))))
        .isEqualTo("\n## Noise\n\nNo cell has three trials or more.\n");
  }
}
