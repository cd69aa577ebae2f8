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
    assertThat(slower(Rule.ERROR_BARS, times(forks(1, 1), forks(9, 9)))).isFalse();
    assertThat(slower(Rule.ERROR_BARS, times(forks(1, 1, 1), forks(9, 9, 9)))).isTrue();
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
    assertThat(slower(Rule.FORK_MEANS, times(forks(1, 2, 3), forks(4, 5, 6)))).isFalse();
    assertThat(slower(Rule.FORK_MEANS, times(forks(1, 2, 3, 4), forks(5, 6, 7, 8)))).isTrue();
    // Tables of the test have 2 as the critical value of U for 5 and 5 at 5 % (p = 0.032; 0.056).
    assertThat(slower(Rule.FORK_MEANS, times(forks(1, 2, 3, 4, 7), forks(5, 6, 8, 9, 10))))
        .isTrue();
    assertThat(slower(Rule.FORK_MEANS, times(forks(1, 2, 3, 4, 8), forks(5, 6, 7, 9, 10))))
        .isFalse();
    assertThat(slower(Rule.FORK_MEANS, times(forks(5, 6, 7, 8), forks(1, 2, 3, 4)))).isFalse();
  }

  @Test
  void poolingMakesEvidenceOfIterations() {
    List<double[]> base = List.of(new double[] {1, 2, 3}, new double[] {4, 5, 6});
    List<double[]> candidate = List.of(new double[] {7, 8, 9}, new double[] {10, 11, 12});
    assertThat(slower(Rule.FORK_MEANS, times(base, candidate))).isFalse();
    assertThat(slower(Rule.POOLED, times(base, candidate))).isTrue();
    assertThat(slower(Rule.POOLED, times(candidate, base))).isFalse();
  }

  @Test
  void thresholdsAreOnTheRatioOfMeans() {
    assertThat(slower(Rule.TEN_PERCENT, times(forks(90, 110), forks(109.9, 109.9)))).isFalse();
    assertThat(slower(Rule.TEN_PERCENT, times(forks(90, 110), forks(110.1, 110.1)))).isTrue();
    assertThat(slower(Rule.TWO_HUNDRED_PERCENT, times(forks(1, 1), forks(1.99, 2)))).isFalse();
    assertThat(slower(Rule.TWO_HUNDRED_PERCENT, times(forks(1, 1), forks(2, 2.1)))).isTrue();
  }

  @Test
  void lessIsSlowerWhereTheScoreIsARate() {
    for (Rule rule : Rule.values()) {
      List<double[]> fast = forks(100, 101, 102, 103, 104);
      List<double[]> slow = forks(10, 11, 12, 13, 14);
      assertThat(slower(rule, new Sides(fast, slow, true, 0.05))).isTrue();
      assertThat(slower(rule, new Sides(slow, fast, true, 0.05))).isFalse();
      assertThat(slower(rule, new Sides(slow, fast, false, 0.05))).isTrue();
      assertThat(slower(rule, new Sides(slow, slow, true, 0.05))).isFalse();
    }
    // 1 / 1.1 is 0.909.
    assertThat(slower(Rule.TEN_PERCENT, new Sides(forks(1), forks(0.91), true, 0.05))).isFalse();
    assertThat(slower(Rule.TEN_PERCENT, new Sides(forks(1), forks(0.90), true, 0.05))).isTrue();
  }

  @Test
  void constantScoresAreNoSlowdown() {
    for (Rule rule : Rule.values()) {
      assertThat(slower(rule, times(forks(2, 2, 2, 2), forks(2, 2, 2, 2)))).isFalse();
    }
  }

  @Test
  void thePermutationTestIsHolmsOverTheFamilyAndBeyondTheTolerance() {
    // One-sided p = 1 / C(8, 4) = 0.0143 of the slow cell; the others have a p of a half or so.
    Sides slow = times(forks(100, 101, 102, 103), forks(110, 111, 112, 113));
    Sides equal = times(forks(100, 103, 101, 102), forks(102, 101, 103, 100));
    assertThat(Rule.PERMUTATION.judge(List.of(slow), 0.015).test(0)).isTrue();
    assertThat(Rule.PERMUTATION.judge(List.of(slow), 0.014).test(0)).isFalse();
    List<Sides> three = List.of(equal, slow, equal);
    assertThat(Rule.PERMUTATION.judge(three, 0.043).test(1)).isTrue();
    assertThat(Rule.PERMUTATION.judge(three, 0.042).test(1)).isFalse();
    assertThat(Rule.PERMUTATION.judge(three, 0.5).test(0)).isFalse();
    Sides slightly = times(forks(100, 101, 102, 103), forks(104, 105, 106, 107));
    assertThat(Rule.PERMUTATION.judge(List.of(slightly), 0.015).test(0)).isFalse();
    Sides tolerated = new Sides(slow.base(), slow.candidate(), false, 0.10);
    assertThat(Rule.PERMUTATION.judge(List.of(tolerated), 0.015).test(0)).isFalse();
  }

  @Test
  void barsOverForkMeansDoNotCountIterations() {
    List<double[]> base = List.of(new double[] {5, 15}, new double[] {10}, new double[] {4, 16});
    List<double[]> slow = List.of(new double[] {15, 25}, new double[] {20}, new double[] {14, 26});
    assertThat(slower(Rule.FORK_BARS, times(base, slow))).isTrue();
    assertThat(slower(Rule.ERROR_BARS, times(base, slow))).isFalse();
    assertThat(slower(Rule.FORK_BARS, times(slow, base))).isFalse();
    assertThat(slower(Rule.FORK_BARS, new Sides(base, slow, false, 1.01))).isFalse();
    // Both errors over fork means are 12.177, as above.
    assertThat(shifted(Rule.FORK_BARS, 20)).isFalse();
    assertThat(
            slower(
                Rule.FORK_BARS, times(forks(1, 2, 3, 4, 5), forks(13.2, 14.2, 15.2, 16.2, 17.2))))
        .isTrue();
    assertThat(
            slower(
                Rule.FORK_BARS, times(forks(1, 2, 3, 4, 5), forks(13.1, 14.1, 15.1, 16.1, 17.1))))
        .isFalse();
  }

  private static boolean slower(Rule rule, Sides sides) {
    return rule.judge(List.of(sides), 0.05).test(0);
  }

  private static boolean shifted(Rule rule, double by) {
    double[] moved = Arrays.stream(ONE_TO_FIVE).map(value -> value + by).toArray();
    return slower(rule, times(List.of(ONE_TO_FIVE), List.of(moved)));
  }

  private static Sides times(List<double[]> base, List<double[]> candidate) {
    return new Sides(base, candidate, false, 0.05);
  }

  /** Forks of one iteration. */
  private static List<double[]> forks(double... values) {
    return DoubleStream.of(values).mapToObj(value -> new double[] {value}).toList();
  }
}
