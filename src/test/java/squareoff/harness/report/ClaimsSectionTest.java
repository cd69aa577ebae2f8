package squareoff.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import squareoff.harness.claim.ClaimFile;

class ClaimsSectionTest {
  private static final ClaimFile OWN = ClaimFile.ofThisJar().orElseThrow();
  private static final Map<String, String> SEQUENTIAL =
      Map.of("strategy", "sequential", "workers", "1", "squares", "30000000");
  private static final Map<String, String> POOL =
      Map.of("strategy", "process-pool", "workers", "2", "squares", "30000000");

  private static Source source(String benchmark) {
    return Source.ofFile(
        "x.json",
        List.of(
            Synthetic.entry(benchmark, "avgt", 1, 5, SEQUENTIAL),
            Synthetic.entry(benchmark, "avgt", 0.52, 5, POOL)));
  }

  @Test
  void givesVerdictRatioAndReason() {
    String text =
        ClaimsSection.whereAbout(source("squareoff.suite.CpuBoundSquares.run"), OWN).markdown();

    assertThat(text)
        .containsPattern(
            "\\| processes-use-cores +\\|[^|]+\\| holds +\\| 0\\.5\\d+ \\(0\\.\\d+–0\\.\\d+\\) \\| `<= 0\\.6` +\\|")
        .contains("Here: True, once the processes run")
        .contains("strategy=process-pool workers=2 against strategy=sequential workers=1")
        .contains("1 holds")
        .containsPattern("Claims about benchmarks that are not in this input: \\d+\\.");
  }

  @Test
  void putsOutcomesSideBySide() {
    ClaimFile file =
        ClaimFile.parse(
            """
            {"claims": [{"id": "faster", "says": "A pool of two.", "python": "half the time",
              "measure": {"benchmark": ".run", "params": {"strategy": "process-pool", "workers": "*"}},
              "against": {"benchmark": ".run", "params": {"strategy": "sequential", "workers": "*"}},
              "ratio": "<= 0.6", "jvm": {"holds": "Here as well."}},
             {"id": "absent", "says": "Nothing.", "measure": {"benchmark": ".walk"},
              "metric": "m", "value": "== 1"}]}\
            """,
            "x");
    ClaimsSection section = ClaimsSection.of(source("a.Squares.run"), file);

    assertThat(section.outcomes())
        .startsWith("\n## Outcomes\n\n2 claims: 1 holds, 1 not measured.")
        .containsPattern(
            "\\| A pool of two\\. +\\| half the time +\\| 0\\.5\\d+ \\(.+\\) \\| `<= 0\\.6` +\\| holds")
        .contains("- faster: holds. Here as well.\n")
        .containsPattern("\\| Nothing\\. +\\|  +\\| - +\\|")
        .contains("- absent: not measured. Why: no result of walk");
    assertThat(ClaimsSection.whereAbout(source("a.Squares.jump"), file).outcomes()).isEmpty();
  }

  @Test
  void isAbsentFromAStrangersResults() {
    assertThat(ClaimsSection.whereAbout(source("org.example.Squares.run"), OWN).markdown())
        .isEmpty();
  }

  @Test
  void showsAllClaimsOfAFileThatWasNamed() {
    String text = ClaimsSection.of(source("org.example.Squares.run"), OWN).markdown();

    assertThat(text).contains(OWN.claims().size() + " not measured");
  }

  @Test
  void keepsStrangersTextInert() {
    ClaimFile hostile =
        ClaimFile.parse(
            """
            {"claims": [{"id": "a|b", "says": "<script>x</script>", "python": "[a](http://b)",
              "measure": {"benchmark": ".run\\u001b[2J"}, "metric": "`m`", "value": "> 0"}]}\
            """,
            "x");

    assertThat(ClaimsSection.of(source("a.B.run"), hostile).markdown())
        .contains("<code>a&#124;b</code>", "`<script>x</script>`", "`[a](http://b)`")
        .doesNotContain("\u001b");
  }
}
