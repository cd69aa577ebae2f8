package squareoff.harness.stats;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.statistics.distribution.TDistribution;

/** Student's t distribution (W. S. Gosset, 1908). */
public final class StudentT {

  // Found by search, which is dear; samples of one size ask for the same one again and again.
  private static final Map<List<Double>, Double> FOUND = new ConcurrentHashMap<>();
  private static final int LARGEST_KEPT = 100;

  private StudentT() {}

  /**
   * The quantile function.
   *
   * @param probability the probability to be at or below the quantile, 0 to 1
   * @param degreesOfFreedom above 0; a fraction is allowed, as Welch's test needs it
   * @return the quantile
   */
  public static double quantile(double probability, double degreesOfFreedom) {
    if (degreesOfFreedom <= LARGEST_KEPT && degreesOfFreedom == Math.rint(degreesOfFreedom)) {
      List<Double> key = List.of(probability, degreesOfFreedom);
      return FOUND.computeIfAbsent(key, k -> search(probability, degreesOfFreedom));
    }
    return search(probability, degreesOfFreedom);
  }

  private static double search(double probability, double degreesOfFreedom) {
    return TDistribution.of(degreesOfFreedom).inverseCumulativeProbability(probability);
  }
}
