package squareoff.harness.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RuleTest {

  private static final double[] ONE_TO_FIVE = {1, 2, 3, 4, 5};

  @Test
  void errorBarsAreJmhsAt999PerMille() {
    // s = 1.5811; t(0.9995; 4) = 8.6103, as in any table: both errors together are 12.177.
    assertThat(shifted(Rule.ERROR_BARS, 12.15)).isFalse();
    assertThat(shifted(Rule.ERROR_BARS, 12.20)).isTrue();
    assertThat(shifted(Rule.ERROR_BARS, -12.20)).isFalse();
  }

  @Test
  void errorBarsNeedThreeIterationsAsJmhDoes() {
    assertThat(Rule.ERROR_BARS.slower(times(forks(1, 1), forks(9, 9)))).isFalse();
    assertThat(Rule.ERROR_BARS.slower(times(forks(1, 1, 1), forks(9, 9, 9)))).isTrue();
  }

  @Test
  void pooledTIsStudentsAt95Percent() {
    // The pooled variance is 2.5, the standard error 1, t(0.975; 8) = 2.3060.
    assertThat(shifted(Rule.POOLED_T, 2.30)).isFalse();
    assertThat(shifted(Rule.POOLED_T, 2.31)).isTrue();
    assertThat(shifted(Rule.POOLED_T, -2.31)).isFalse();
  }

  @Test
  void forkMeansAreTestedExactly() {
    // Two-sided p = 2 / C(6, 3) = 0.1 and 2 / C(8, 4) = 0.029.
    assertThat(Rule.FORK_MEANS.slower(times(forks(1, 2, 3), forks(4, 5, 6)))).isFalse();
    assertThat(Rule.FORK_MEANS.slower(times(forks(1, 2, 3, 4), forks(5, 6, 7, 8)))).isTrue();
    // Tables of the test have 2 as the critical value of U for 5 and 5 at 5 % (p = 0.032; 0.056).
    assertThat(Rule.FORK_MEANS.slower(times(forks(1, 2, 3, 4, 7), forks(5, 6, 8, 9, 10)))).isTrue();
    assertThat(Rule.FORK_MEANS.slower(times(forks(1, 2, 3, 4, 8), forks(5, 6, 7, 9, 10))))
        .isFalse();
    assertThat(Rule.FORK_MEANS.slower(times(forks(5, 6, 7, 8), forks(1, 2, 3, 4)))).isFalse();
  }

  @Test
  void poolingMakesEvidenceOfIterations() {
    List<double[]> base = List.of(new double[] {1, 2, 3}, new double[] {4, 5, 6});
    List<double[]> candidate = List.of(new double[] {7, 8, 9}, new double[] {10, 11, 12});
    assertThat(Rule.FORK_MEANS.slower(times(base, candidate))).isFalse();
    assertThat(Rule.POOLED.slower(times(base, candidate))).isTrue();
    assertThat(Rule.POOLED.slower(times(candidate, base))).isFalse();
  }

  @Test
  void thresholdsAreOnTheRatioOfMeans() {
    assertThat(Rule.TEN_PERCENT.slower(times(forks(90, 110), forks(109.9, 109.9)))).isFalse();
    assertThat(Rule.TEN_PERCENT.slower(times(forks(90, 110), forks(110.1, 110.1)))).isTrue();
    assertThat(Rule.TWO_HUNDRED_PERCENT.slower(times(forks(1, 1), forks(1.99, 2)))).isFalse();
    assertThat(Rule.TWO_HUNDRED_PERCENT.slower(times(forks(1, 1), forks(2, 2.1)))).isTrue();
  }

  @Test
  void lessIsSlowerWhereTheScoreIsARate() {
    for (Rule rule : Rule.values()) {
      List<double[]> fast = forks(100, 101, 102, 103, 104);
      List<double[]> slow = forks(10, 11, 12, 13, 14);
      assertThat(rule.slower(new Sides(fast, slow, true))).isTrue();
      assertThat(rule.slower(new Sides(slow, fast, true))).isFalse();
      assertThat(rule.slower(new Sides(slow, fast, false))).isTrue();
      assertThat(rule.slower(new Sides(slow, slow, true))).isFalse();
    }
    // 1 / 1.1 is 0.909.
    assertThat(Rule.TEN_PERCENT.slower(new Sides(forks(1), forks(0.91), true))).isFalse();
    assertThat(Rule.TEN_PERCENT.slower(new Sides(forks(1), forks(0.90), true))).isTrue();
  }

  @Test
  void constantScoresAreNoSlowdown() {
    for (Rule rule : Rule.values()) {
      assertThat(rule.slower(times(forks(2, 2, 2, 2), forks(2, 2, 2, 2)))).isFalse();
    }
  }

  private static boolean shifted(Rule rule, double by) {
    double[] moved = Arrays.stream(ONE_TO_FIVE).map(value -> value + by).toArray();
    return rule.slower(times(List.of(ONE_TO_FIVE), List.of(moved)));
  }

  private static Sides times(List<double[]> base, List<double[]> candidate) {
    return new Sides(base, candidate, false);
  }

  /** Forks of one iteration. */
  private static List<double[]> forks(double... values) {
    return DoubleStream.of(values).mapToObj(value -> new double[] {value}).toList();
  }
}
