package squareoff.harness.stats;

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
    Sample above = Sample.of(logarithms(numerator));
    Sample below = Sample.of(logarithms(denominator));
    double difference = above.mean() - below.mean();
    return new Ratio(Math.exp(difference), welch(above, below, difference));
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

  private static Optional<Interval> welch(Sample above, Sample below, double difference) {
    if (above.n() < 3 || below.n() < 3) {
      return Optional.empty();
    }
    double a = above.variance() / above.n();
    double b = below.variance() / below.n();
    if (a + b == 0) {
      return Optional.of(new Interval(Math.exp(difference), Math.exp(difference), Summary.LEVEL));
    }
    double freedom = (a + b) * (a + b) / (a * a / (above.n() - 1) + b * b / (below.n() - 1));
    double half = StudentT.quantile((1 + Summary.LEVEL) / 2, freedom) * Math.sqrt(a + b);
    return Optional.of(
        new Interval(Math.exp(difference - half), Math.exp(difference + half), Summary.LEVEL));
  }

  private static boolean isPositive(Collection<Double> values) {
    return values.stream().allMatch(v -> v > 0 && Double.isFinite(v));
  }

  private static List<Double> logarithms(Collection<Double> values) {
    return values.stream().map(Math::log).toList();
  }
}
