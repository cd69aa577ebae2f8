package squareoff.harness.stats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The two-sample permutation test of a difference of means (R. A. Fisher, "The Design of
 * Experiments", 1935; E. J. G. Pitman, "Significance tests which may be applied to samples from any
 * populations", 1937).
 *
 * <p>Where both samples are of one distribution, whatever it is, every way to divide the numbers
 * into two groups of these sizes is equally likely. The one-sided p is the part of all divisions
 * whose first group has a sum as great as the observed one, or greater; ties count in full. The
 * two-sided p is twice the smaller of both one-sided ones, so that each direction has its half.
 *
 * <p>Compared with the Mann-Whitney test, which has the same least p and does not look at
 * distances, it found 1 to 15 in 100 more of the differences of 2 and 3 standard deviations in a
 * simulation of 7 and 8 trials a side and 14 and 30 cells, with normal, Student t (3), bimodal and
 * outlying noise; with 5 trials a side there was no difference.
 *
 * @param p the two-sided p-value, above 0 and at most 1
 * @param exact whether every division was counted; otherwise random ones were drawn
 */
public record PermutationTest(double p, boolean exact) {
  /** Up to so many numbers every division is counted: two tables of 2^18 sums each. */
  public static final int MOST_EXACT = 36;

  /**
   * Tests two samples.
   *
   * @param one numbers, all finite; at least one
   * @param other numbers, all finite; at least one
   * @return the test; the order of the samples and of their numbers does not matter to an exact p
   * @throws IllegalArgumentException where a sample is empty or holds what is not finite
   */
  public static PermutationTest of(List<Double> one, List<Double> other) {
    double[] centred = centred(one, other);
    int size = one.size();
    boolean exact = centred.length <= MOST_EXACT;
    if (Arrays.stream(centred).allMatch(value -> value == 0)) {
      return new PermutationTest(1, exact);
    }
    double observed = DoubleStream.of(centred).limit(size).sum();
    double tie = tie(centred);
    double p =
        exact
            ? new Divisions(centred, size).twoSided(observed, tie)
            : new RandomDivisions(centred, size).twoSided(observed, tie);
    return new PermutationTest(p, exact);
  }

  /**
   * The one-sided p: the part of all divisions whose first group has a sum as great as that of one
   * sample, or greater; ties count in full. Where there are more divisions than may be drawn,
   * random ones are drawn, fewer where many are as great.
   *
   * @param one numbers, all finite; at least one
   * @param other numbers, all finite; at least one
   * @param mostDraws how many divisions are looked at, at most; no p is below one part of it
   * @return above 0 and at most 1; not less than it should be in distribution, however few draws
   * @throws IllegalArgumentException where a sample is empty or holds what is not finite
   */
  public static double greater(List<Double> one, List<Double> other, int mostDraws) {
    double[] centred = centred(one, other);
    double observed = DoubleStream.of(centred).limit(one.size()).sum();
    double tie = tie(centred);
    boolean few = centred.length <= MOST_EXACT && 2 / leastP(one.size(), other.size()) <= mostDraws;
    return few
        ? new Divisions(centred, one.size()).greater(observed, tie)
        : new RandomDivisions(centred, one.size()).greater(observed, tie, mostDraws);
  }

  /**
   * Sums of the same numbers in another order differ in their last digits: these are ties. Above 0,
   * since where all numbers agree all sums are ties.
   */
  private static double tie(double[] centred) {
    return Math.max(Double.MIN_NORMAL, 1e-10 * DoubleStream.of(centred).map(Math::abs).sum());
  }

  /**
   * The least two-sided p that samples of two sizes can have, when all numbers differ and those of
   * one sample are all above those of the other: 2 / C(n + m, n).
   *
   * @param n the size of one sample, 1 or more
   * @param m the size of the other, 1 or more
   * @return at most 1
   */
  public static double leastP(int n, int m) {
    double divisions = 1;
    for (int i = 1; i <= n; i++) {
      divisions = divisions * (m + i) / i;
    }
    return Math.min(1, 2 / divisions);
  }

  /**
   * How many trials a side must have at least, so that a difference can be shown at all.
   *
   * @param comparisons how many cells are compared, 1 or more; by Holm's procedure the least of
   *     their p-values is multiplied by this
   * @param level the family-wise level, above 0 and below 1
   * @return the least n with comparisons · 2 / C(2n, n) below the level
   */
  public static int trialsNeeded(int comparisons, double level) {
    int n = 1;
    while (comparisons * leastP(n, n) >= level) {
      n++;
    }
    return n;
  }

  /** All numbers, those of the first sample first, less their mean: 0 exactly where all agree. */
  private static double[] centred(List<Double> one, List<Double> other) {
    if (one.isEmpty() || other.isEmpty()) {
      throw new IllegalArgumentException("a test needs two samples that are not empty");
    }
    double[] all =
        DoubleStream.concat(
                one.stream().mapToDouble(Double::doubleValue),
                other.stream().mapToDouble(Double::doubleValue))
            .toArray();
    if (!Arrays.stream(all).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("a test needs finite numbers");
    }
    double first = all[0];
    double mean = Arrays.stream(all).map(value -> value - first).sum() / all.length;
    return Arrays.stream(all).map(value -> value - first - mean).toArray();
  }
}
