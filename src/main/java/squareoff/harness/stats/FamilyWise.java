package squareoff.harness.stats;

/**
 * Which of several e-values are evidence enough, so that the probability of even one wrong
 * rejection among all of them stays below a level, however they depend on each other.
 *
 * <p>Closed testing with the arithmetic mean (V. Vovk and R. Wang, "E-values: Calibration,
 * combination and applications", Annals of Statistics 49, 2021, section 5): the mean of e-values is
 * an e-value of "all of these hypotheses are true", so one of them may be rejected when the mean of
 * every set that holds it reaches 1/α. The worst such set has all others below 1/α in it, which
 * gives a threshold for each. It is never above Holm's (S. Holm, 1979, on 1/e as p-value: the
 * number of hypotheses over α), and falls to 1/α where every cell has evidence of its own.
 */
public final class FamilyWise {

  private FamilyWise() {}

  /**
   * The evidence that a hypothesis needs.
   *
   * @param logE the natural logarithm of each e-value
   * @param alpha the family-wise level, above 0 and below 1
   * @return for each the logarithm of the least e-value by which it would be rejected beside the
   *     others, at least log(1/α)
   */
  public static double[] logThresholds(double[] logE, double alpha) {
    double enough = 1 / alpha;
    double lacking = 0;
    for (double log : logE) {
      lacking += lack(log, enough);
    }
    double[] thresholds = new double[logE.length];
    for (int i = 0; i < logE.length; i++) {
      thresholds[i] = Math.log(enough + Math.max(0, lacking - lack(logE[i], enough)));
    }
    return thresholds;
  }

  private static double lack(double logE, double enough) {
    return Math.max(0, enough - Math.exp(logE));
  }
}
