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
   * The coefficient of variation between trials: how much of the mean a JVM of its own changes.
   *
   * @return the standard deviation divided by the mean's absolute value; NaN below two trials
   */
  public double coefficientOfVariation() {
    return sd / Math.abs(mean);
  }
}
