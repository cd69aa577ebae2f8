package squareoff.harness.audit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import squareoff.harness.stats.Sample;

/**
 * What a rule that is held beside the gate sees of a cell: the scores of two builds by fork and
 * iteration.
 *
 * @param base of each fork its iterations, in JMH's unit
 * @param candidate the same of the other build
 * @param rate whether more is better
 * @param tolerance the slowdown that does not matter, as a fraction
 */
record Sides(List<double[]> base, List<double[]> candidate, boolean rate, double tolerance) {

  /** All iterations of all forks. */
  static double[] pooled(List<double[]> forks) {
    return forks.stream().flatMapToDouble(DoubleStream::of).toArray();
  }

  /** The logarithm of the mean cost of each fork. */
  List<Double> logCosts(List<double[]> forks) {
    double sign = rate ? -1 : 1;
    return forks.stream().map(fork -> sign * Math.log(mean(fork))).toList();
  }

  /** Whether the candidate's cost is beyond the tolerance as estimated, by the means of logs. */
  boolean beyondTolerance() {
    double apart = Sample.of(logCosts(candidate)).mean() - Sample.of(logCosts(base)).mean();
    return apart > Math.log1p(tolerance);
  }

  /** The mean of each fork. */
  static double[] means(List<double[]> forks) {
    return forks.stream().mapToDouble(Sides::mean).toArray();
  }

  static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  /** Whether one score, the candidate's, is worse than another. */
  boolean worse(double ofCandidate, double ofBase) {
    return rate ? ofCandidate < ofBase : ofCandidate > ofBase;
  }
}
