package squareoff.harness.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How often something happened.
 *
 * @param count how many times, 0 to {@code of}
 * @param of how many times it could have
 */
public record Proportion(long count, long of) {

  /**
   * The share.
   *
   * @return 0 to 1; NaN where it could not happen
   */
  public double rate() {
    return (double) count / of;
  }

  /**
   * The interval of C. J. Clopper and E. S. Pearson ("The use of confidence or fiducial limits
   * illustrated in the case of the binomial", Biometrika 26, 1934), which covers the true
   * probability at least as often as it says.
   *
   * @param level the coverage, for example 0.95
   * @return shares, 0 to 1
   */
  public Interval interval(double level) {
    double tail = (1 - level) / 2;
    double low =
        count == 0
            ? 0
            : BetaDistribution.of(count, of - count + 1).inverseCumulativeProbability(tail);
    double high =
        count == of
            ? 1
            : BetaDistribution.of(count + 1, of - count).inverseSurvivalProbability(tail);
    return new Interval(low, high, level);
  }
}
