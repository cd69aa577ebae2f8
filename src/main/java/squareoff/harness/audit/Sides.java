package squareoff.harness.audit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What a rule of another tool sees of a cell: the scores of two builds by fork and iteration.
 *
 * @param base of each fork its iterations, in JMH's unit
 * @param candidate the same of the other build
 * @param rate whether more is better
 */
record Sides(List<double[]> base, List<double[]> candidate, boolean rate) {

  /** All iterations of all forks. */
  static double[] pooled(List<double[]> forks) {
    return forks.stream().flatMapToDouble(DoubleStream::of).toArray();
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
