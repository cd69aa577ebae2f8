package squareoff.harness.stats;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How many times one quantity is as large as another that was measured independently.
 *
 * <p>Noise of benchmarks multiplies (a slower clock slows all), so trials are compared by the
 * logarithms of their means: the ratio is that of the geometric means, and its interval is that of
 * a difference of two means with unequal variances (B. L. Welch, "The generalization of Student's
 * problem when several different population variances are involved", Biometrika 34, 1947; degrees
 * of freedom by F. E. Satterthwaite, 1946), taken back by exp. It is therefore not symmetric, and
 * never reaches 0. For trials that differ by some per cent, the ratio of the geometric means and
 * that of the arithmetic ones agree to about the square of that.
 *
 * @param value the ratio, without a unit
 * @param interval its 95 % interval; empty where either side has fewer than three trials, or one
 *     that is not above 0
 */
public record Ratio(double value, Optional<Interval> interval) {

  /**
   * Two independent samples, one number a trial, in the same unit.
   *
   * @param numerator the sample whose multiple is sought
   * @param denominator the sample that it is compared with
   */
  public record Samples(Collection<Double> numerator, Collection<Double> denominator) {}

  /**
   * Compares two independent samples.
   *
   * @param numerator one number a trial
   * @param denominator one number a trial, in the same unit
   * @return the ratio; NaN where a side is empty
   */
  public static Ratio of(Collection<Double> numerator, Collection<Double> denominator) {
    if (!isPositive(numerator) || !isPositive(denominator)) {
      return of(Sample.of(numerator).mean(), Sample.of(denominator).mean());
    }
    return geometricMean(List.of(new Samples(numerator, denominator)));
  }

  /**
   * The geometric mean of the ratios of several pairs of samples (P. J. Fleming and J. J. Wallace,
   * "How not to lie with statistics: the correct way to summarize benchmark results", CACM 29,
   * 1986).
   *
   * <p>Its interval is about these very pairs, which are no random choice from others: it says how
   * far the trials' noise alone moves the mean. The variance of the mean of the logarithms is that
   * of all samples' means together, divided by the square of the number of pairs, and its degrees
   * of freedom are Satterthwaite's.
   *
   * @param pairs one or more, all numbers finite and above 0
   * @return the mean; without an interval where any sample has fewer than three trials
   */
  public static Ratio geometricMean(Collection<Samples> pairs) {
    double sum = 0;
    List<Sample> sides = new ArrayList<>();
    for (Samples pair : pairs) {
      Sample above = Sample.of(logarithms(pair.numerator()));
      Sample below = Sample.of(logarithms(pair.denominator()));
      sum += above.mean() - below.mean();
      sides.addAll(List.of(above, below));
    }
    double difference = sum / pairs.size();
    return new Ratio(Math.exp(difference), interval(difference, sides, pairs.size()));
  }

  /**
   * Compares two numbers of which no trials are known.
   *
   * @param numerator any number
   * @param denominator any number, in the same unit
   * @return their ratio, without an interval
   */
  public static Ratio of(double numerator, double denominator) {
    return new Ratio(numerator / denominator, Optional.empty());
  }

  private static Optional<Interval> interval(double difference, List<Sample> sides, int pairs) {
    if (sides.stream().anyMatch(side -> side.n() < 3)) {
      return Optional.empty();
    }
    double variance = 0;
    double squares = 0;
    for (Sample side : sides) {
      double ofMean = side.variance() / side.n();
      variance += ofMean;
      squares += ofMean * ofMean / (side.n() - 1);
    }
    double half =
        variance == 0
            ? 0
            : StudentT.quantile((1 + Summary.LEVEL) / 2, variance * variance / squares)
                * Math.sqrt(variance)
                / pairs;
    return Optional.of(
        new Interval(Math.exp(difference - half), Math.exp(difference + half), Summary.LEVEL));
  }

  /** Whether all numbers have a logarithm, so that the ratio is one of geometric means. */
  static boolean isPositive(Collection<Double> values) {
    return values.stream().allMatch(v -> v > 0 && Double.isFinite(v));
  }

  private static List<Double> logarithms(Collection<Double> values) {
    return values.stream().map(Math::log).toList();
  }
}
