package squareoff.harness.stats;

import java.util.Collection;
import java.util.List;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.Trigamma;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Tests of many differences of two means, each of few numbers, that learn from each other how much
 * such numbers scatter (G. K. Smyth, "Linear models and empirical Bayes methods for assessing
 * differential expression in microarray experiments", 2004, sections 4 and 6.2).
 *
 * <p>The variances of the cells are taken for draws from one distribution, s0² · d0 / χ²(d0), whose
 * d0 and s0² match the mean and the variance of the logarithms of what the cells show. A cell's t
 * then has d0 degrees of freedom more than its own numbers give.
 *
 * <p>Smyth divides by the posterior mean of the variance, between s0² and the cell's own. Where
 * JVMs run in one of two modes that fails: a cell whose few JVMs of each side happen to be in one
 * mode shows a small variance and a large difference. In a simulation of 300 cells with two modes
 * and noise from 0.5 to 10 %, 3 trials a side, it raised a false alarm in 82 of 100 suites. So the
 * variance of a cell is here its own, or the one that a tenth of the fitted distribution exceeds,
 * whichever is greater. That is the same where all cells are alike, and never less.
 *
 * @param priorDegrees d0, above 0; infinite where the cells' variances differ by chance alone
 * @param priorVariance s0²
 * @param leastVariance what the variance of every cell is at least
 * @param allDegrees the degrees of freedom of all cells together: no t has more
 */
public record ModeratedT(
    double priorDegrees, double priorVariance, double leastVariance, double allDegrees) {

  /** Numbers that differ by less than a hundredth of a per cent are rounded, not quiet. */
  private static final double LEAST = 1e-8;

  /** The part of the fitted distribution that may be above the least variance. */
  private static final double ABOVE = 0.1;

  private static final double INFINITE = 1e8;

  /**
   * Two samples, as a test needs them.
   *
   * @param n the size of the first, 2 or more
   * @param m the size of the second, 2 or more
   * @param difference of their means, the first less the second
   * @param variance of one number, from both; logarithms of costs have it in squares of parts
   */
  public record Pair(int n, int m, double difference, double variance) {

    /**
     * Takes two samples together.
     *
     * @param one logarithms of costs
     * @param other logarithms of costs
     * @throws IllegalArgumentException where either has fewer than two
     */
    public static Pair of(Collection<Double> one, Collection<Double> other) {
      if (one.size() < 2 || other.size() < 2) {
        throw new IllegalArgumentException("a variance needs two numbers a side");
      }
      Sample first = Sample.of(one);
      Sample second = Sample.of(other);
      double squares = first.variance() * (one.size() - 1) + second.variance() * (other.size() - 1);
      double variance = squares / (one.size() + other.size() - 2);
      return new Pair(
          one.size(), other.size(), first.mean() - second.mean(), Math.max(LEAST, variance));
    }

    double degrees() {
      return n + m - 2;
    }
  }

  /**
   * Whether the tests keep their level: by simulation with noise of several shapes, the same or not
   * over the cells, they do so from these numbers on.
   *
   * @param cells how many are fitted together
   * @param trials of the side that has fewer
   */
  public static boolean isFor(int cells, int trials) {
    return (trials >= 2 && cells >= 5) || (trials >= 3 && cells >= 2);
  }

  /**
   * Fits the distribution of the variances.
   *
   * @param cells at least two
   */
  public static ModeratedT fit(List<Pair> cells) {
    int count = cells.size();
    double[] logs = new double[count];
    double byChance = 0;
    double degrees = 0;
    for (int i = 0; i < count; i++) {
      Pair cell = cells.get(i);
      double half = cell.degrees() / 2;
      logs[i] = Math.log(cell.variance()) - Digamma.value(half) + Math.log(half);
      byChance += Trigamma.value(half) / count;
      degrees += cell.degrees();
    }
    Sample sample = Sample.of(logs);
    double excess = sample.variance() - byChance;
    if (!(excess > Trigamma.value(INFINITE / 2))) {
      double variance = Math.exp(sample.mean());
      return new ModeratedT(Double.POSITIVE_INFINITY, variance, variance, degrees);
    }
    double half = inverseTrigamma(excess);
    double variance = Math.exp(sample.mean() + Digamma.value(half) - Math.log(half));
    double least =
        ChiSquaredDistribution.of(2 * half).inverseCumulativeProbability(ABOVE) / (2 * half);
    return new ModeratedT(
        2 * half, variance, Math.min(variance / least, Double.MAX_VALUE), degrees);
  }

  /** The two-sided p-value of a cell that was fitted. */
  public double p(Pair cell) {
    double variance = Math.max(leastVariance, cell.variance());
    double t =
        Math.abs(cell.difference()) / Math.sqrt(variance * (1.0 / cell.n() + 1.0 / cell.m()));
    double degrees = Math.min(priorDegrees + cell.degrees(), allDegrees);
    return 2 * TDistribution.of(degrees).survivalProbability(t);
  }

  /** Newton's method on 1/trigamma, which is nearly straight (Smyth, 2004, appendix). */
  static double inverseTrigamma(double value) {
    double found = 0.5 + 1 / value;
    for (int i = 0; i < 50; i++) {
      double here = Trigamma.value(found);
      double step = here * (1 - here / value) / tetragamma(found);
      found += step;
      if (-step / found < 1e-10) {
        break;
      }
    }
    return found;
  }

  /** The derivative of trigamma: by recurrence up to where its series is exact. */
  private static double tetragamma(double x) {
    double sum = 0;
    double at = x;
    while (at < 15) {
      sum -= 2 / (at * at * at);
      at++;
    }
    double inverse = 1 / (at * at);
    return sum - inverse * (1 + 1 / at + inverse * (0.5 - inverse * (1.0 / 6 - inverse / 6)));
  }
}
