package squareoff.harness.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/** Student's t distribution (W. S. Gosset, 1908). */
public final class StudentT {

  private StudentT() {}

  /**
   * The quantile function.
   *
   * @param probability the probability to be at or below the quantile, 0 to 1
   * @param degreesOfFreedom above 0; a fraction is allowed, as Welch's test needs it
   * @return the quantile
   */
  public static double quantile(double probability, double degreesOfFreedom) {
    return TDistribution.of(degreesOfFreedom).inverseCumulativeProbability(probability);
  }
}
