package squareoff.harness.stats;

import java.util.Collection;
import java.util.Optional;

/**
 * What several trials say together. The trial is the sample: one JVM, one number. Iterations within
 * one JVM are not independent of each other, so they never stand here one by one.
 *
 * @param n the number of trials
 * @param mean the mean of the trials' means, in their unit; NaN where there is none
 * @param sd the standard deviation between trials, in the same unit; NaN below two trials
 * @param interval the 95 % t-interval of the mean; empty below three trials
 */
public record Summary(int n, double mean, double sd, Optional<Interval> interval) {
  /** The coverage of the intervals that are given over trials. */
  public static final double LEVEL = 0.95;

  /**
   * Summarises trials.
   *
   * @param trialMeans one number a trial
   * @return the summary
   */
  public static Summary of(Collection<Double> trialMeans) {
    Sample sample = Sample.of(trialMeans);
    return new Summary(
        trialMeans.size(), sample.mean(), sample.standardDeviation(), sample.meanInterval(LEVEL));
  }

  /**
   * Summarises trials by the logarithms of their means, as ratios do: what stands beside a {@link
   * Ratio} in a row has to be of the same kind of mean, or the two contradict each other where
   * trials lie far apart.
   *
   * @param trialMeans one number a trial
   * @return the geometric mean, and the t-interval of the mean of the logarithms taken back by exp,
   *     which is not symmetric; as {@link #of} where a number is not finite and above 0
   */
  public static Summary geometric(Collection<Double> trialMeans) {
    if (trialMeans.isEmpty() || !Ratio.isPositive(trialMeans)) {
      return of(trialMeans);
    }
    Summary logs = of(trialMeans.stream().map(Math::log).toList());
    double mean = Math.exp(logs.mean());
    return new Summary(
        logs.n(),
        mean,
        logs.sd() * mean,
        logs.interval().map(i -> new Interval(Math.exp(i.low()), Math.exp(i.high()), i.level())));
  }

  /**
   * The coefficient of variation between trials: how much of the mean a JVM of its own changes.
   *
   * @return the standard deviation divided by the mean's absolute value; NaN below two trials
   */
  public double coefficientOfVariation() {
    return sd / Math.abs(mean);
  }
}
