package squareoff.harness.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import squareoff.harness.result.JmhEntry;

class JudgeTest {
  private static final String RUN = "a.b.Squares.run";
  private static final JmhEntry SLOW = time(Map.of("how", "slow", "n", "1"), 10, 10.1, 9.9);
  private static final JmhEntry FAST = time(Map.of("how", "fast", "n", "1"), 5, 5.1, 4.9);

  private static JmhEntry time(Map<String, String> params, double... trials) {
    return Results.of(RUN, params, "ms/op", trials);
  }

  private static Claim ratio(String measure, String against, String bound) {
    return ClaimFile.parse(
            """
            {"claims": [{"id": "x", "says": "y", "ratio": "%s",
              "measure": {"benchmark": ".Squares.run", "params": {%s}},
              "against": {"benchmark": "a.b.Squares.run", "params": {%s}}}]}\
            """
                .formatted(bound, measure, against),
            "claims.json")
        .claims()
        .getFirst();
  }

  private static Claim value(String metric, String bound) {
    return ClaimFile.parse(
            """
            {"claims": [{"id": "x", "says": "y", "metric": "%s", "value": "%s",
              "measure": {"benchmark": ".Squares.run"}}]}\
            """
                .formatted(metric, bound),
            "claims.json")
        .claims()
        .getFirst();
  }

  private static Finding judge(Claim claim, JmhEntry... entries) {
    return new Judge(List.of(entries)).judge(claim);
  }

  private static Claim fastAgainstSlow(String bound) {
    return ratio("\"how\": \"fast\"", "\"how\": \"slow\"", bound);
  }

  @Test
  void holdsWhereTheWholeIntervalIsWithinTheBound() {
    Finding finding = judge(fastAgainstSlow("<= 0.6"), SLOW, FAST);

    assertThat(finding.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(finding.measured().orElseThrow().value()).isCloseTo(0.5, within(0.001));
    assertThat(finding.reason()).contains("how=fast against how=slow").contains("n=1");
  }

  @Test
  void isRefutedWhereNoneOfTheIntervalIs() {
    assertThat(judge(fastAgainstSlow(">= 0.9"), SLOW, FAST).verdict()).isEqualTo(Verdict.REFUTED);
    assertThat(judge(fastAgainstSlow("0.9..1.1"), SLOW, FAST).verdict()).isEqualTo(Verdict.REFUTED);
  }

  @Test
  void isUndecidedWhereTheIntervalStraddlesTheBound() {
    Finding finding = judge(fastAgainstSlow("<= 0.5"), SLOW, FAST);

    assertThat(finding.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(finding.reason()).endsWith("the interval straddles the bound");
  }

  @Test
  void isUndecidedWithFewerThanThreeTrials() {
    Finding finding =
        judge(fastAgainstSlow("<= 0.6"), SLOW, time(Map.of("how", "fast", "n", "1"), 5, 5));

    assertThat(finding.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(finding.reason()).endsWith("2 trials a side; an interval needs 3");
  }

  @Test
  void saysWhatWasNotMeasured() {
    assertThat(judge(fastAgainstSlow("<= 0.6"), SLOW).reason())
        .isEqualTo("no result of Squares.run with how=fast");
    assertThat(judge(fastAgainstSlow("<= 0.6"), FAST).reason())
        .isEqualTo("no result of Squares.run with how=slow");
    Finding finding =
        judge(fastAgainstSlow("<= 0.6"), FAST, time(Map.of("how", "slow", "n", "2"), 1, 1, 1));
    assertThat(finding.verdict()).isEqualTo(Verdict.NOT_MEASURED);
    assertThat(finding.reason())
        .isEqualTo("no two results that differ only in what the claim names");
  }

  @Test
  void takesHigherThroughputForLowerCost() {
    JmhEntry slow = Results.of(RUN, Map.of("how", "slow"), "ops/s", 100, 101, 99);
    JmhEntry fast = Results.of(RUN, Map.of("how", "fast"), "ops/ms", 0.2, 0.202, 0.198);

    Finding finding = judge(fastAgainstSlow("<= 0.6"), slow, fast);

    assertThat(finding.measured().orElseThrow().value()).isCloseTo(0.5, within(0.001));
  }

  @Test
  void letsOneOfSeveralComparisonsRefute() {
    JmhEntry slow = time(Map.of("how", "slow", "n", "2"), 10, 10.1, 9.9);
    JmhEntry same = time(Map.of("how", "fast", "n", "2"), 10, 10.1, 9.9);

    Finding finding = judge(fastAgainstSlow("<= 0.6"), SLOW, FAST, slow, same);

    assertThat(finding.verdict()).isEqualTo(Verdict.REFUTED);
    assertThat(finding.reason()).contains("n=2").endsWith("so say 1 of 2 comparisons");
  }

  @Test
  void comparesDifferentValuesOnlyWhereTheClaimSetsThemFree() {
    JmhEntry more = time(Map.of("how", "fast", "n", "2"), 5, 5.1, 4.9);

    assertThat(
            judge(
                    ratio("\"how\": \"fast\", \"n\": \">= 2\"", "\"how\": \"slow\"", "< 1"),
                    SLOW,
                    more)
                .verdict())
        .isEqualTo(Verdict.NOT_MEASURED);
    assertThat(
            judge(
                    ratio(
                        "\"how\": \"fast\", \"n\": \">= 2\"",
                        "\"how\": \"slow\", \"n\": \"*\"",
                        "< 1"),
                    SLOW,
                    more)
                .verdict())
        .isEqualTo(Verdict.HOLDS);
  }

  private static JmhEntry lost(double... trials) {
    return Results.of(RUN, Map.of(), "ms/op", Map.of("lost", trials), 1, 1, 1);
  }

  @Test
  void judgesTheMeanOfAMetricOverTrials() {
    assertThat(judge(value("lost", "> 0"), lost(0.4, 0.5, 0.45)).verdict())
        .isEqualTo(Verdict.HOLDS);
    assertThat(judge(value("lost", "> 0"), lost(0, 0, 0)).verdict()).isEqualTo(Verdict.REFUTED);
    assertThat(judge(value("lost", "> 0"), lost(0, 0, 0.5)).verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(judge(value("lost", "== 0"), lost(0, 0, 0)).verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(judge(value("lost", "== 0"), lost(0)).verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(judge(value("gained", "> 0"), lost(1)).reason())
        .isEqualTo("no values of gained in the results of Squares.run");
  }

  @Test
  void decidesByTheSignTestWhereAFewTrialsDwarfTheOthers() {
    Finding skewed = judge(value("lost", "> 0"), lost(1, 2, 1, 3, 900, 2));
    assertThat(skewed.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(skewed.measured().orElseThrow().interval().orElseThrow().low()).isNegative();
    assertThat(skewed.reason()).endsWith("but all of 6 trials are within it (sign test)");
    assertThat(verdictOf("< 1", 1, 2, 1, 3, 900, 2)).isEqualTo(Verdict.REFUTED);
    assertThat(verdictOf("> 0", 1, 2, 1, 3, 900)).as("too few").isEqualTo(Verdict.UNDECIDED);
    assertThat(verdictOf("> 0", 1, 2, 0, 3, 900, 2)).isEqualTo(Verdict.UNDECIDED);
    assertThat(verdictOf("1.5..2.5", 1, 3, 1, 3, 1, 3))
        .as("outside on both sides")
        .isEqualTo(Verdict.UNDECIDED);
  }

  private static Verdict verdictOf(String bound, double... trials) {
    return judge(value("lost", bound), lost(trials)).verdict();
  }

  @Test
  void letsOneIterationRefuteThatAValueIsAlwaysTheSame() {
    Finding finding = judge(value("lost", "== 0"), lost(0, 0.25));

    assertThat(finding.verdict()).isEqualTo(Verdict.REFUTED);
    assertThat(finding.reason()).startsWith("an iteration of ").endsWith(" has 0.25");
  }
}
