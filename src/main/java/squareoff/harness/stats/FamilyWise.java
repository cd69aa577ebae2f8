package squareoff.harness.stats;

import java.util.Arrays;

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

  private final double enough;
  private final int leaves;

  /**
   * What each e-value lacks to 1/α, as the leaves of a binary tree whose nodes are sums: one
   * e-value changes in the logarithm of their number, and the sums do not depend on the order in
   * which they changed, to the last bit.
   */
  private final double[] lacking;

  /**
   * E-values of which each is 1.
   *
   * @param hypotheses how many, at least 1
   * @param alpha the family-wise level, above 0 and below 1
   */
  public FamilyWise(int hypotheses, double alpha) {
    this.enough = 1 / alpha;
    this.leaves = Math.max(1, Integer.highestOneBit(Math.max(1, 2 * hypotheses - 1)));
    this.lacking = new double[2 * leaves];
    for (int i = 0; i < hypotheses; i++) {
      lacking[leaves + i] = lack(0, enough);
    }
    for (int node = leaves - 1; node > 0; node--) {
      lacking[node] = lacking[2 * node] + lacking[2 * node + 1];
    }
  }

  /**
   * Takes a new e-value of a hypothesis for its old one.
   *
   * @param hypothesis its number, from 0
   * @param logE the natural logarithm of the e-value
   */
  public void set(int hypothesis, double logE) {
    int node = leaves + hypothesis;
    lacking[node] = lack(logE, enough);
    for (node /= 2; node > 0; node /= 2) {
      lacking[node] = lacking[2 * node] + lacking[2 * node + 1];
    }
  }

  /**
   * Takes a hypothesis out of the family, for a reason that has nothing to do with its evidence.
   *
   * @param hypothesis its number, from 0
   */
  public void exclude(int hypothesis) {
    set(hypothesis, Double.POSITIVE_INFINITY);
  }

  /**
   * The evidence that a hypothesis needs.
   *
   * @param hypothesis its number, from 0
   * @return the logarithm of the least e-value by which it would be rejected beside the others, at
   *     least log(1/α)
   */
  public double logThreshold(int hypothesis) {
    return Math.log(enough + Math.max(0, lacking[1] - lacking[leaves + hypothesis]));
  }

  /**
   * The evidence that each of some hypotheses needs.
   *
   * @param logE the natural logarithm of each e-value
   * @param alpha the family-wise level, above 0 and below 1
   * @return for each the logarithm of the least e-value by which it would be rejected beside the
   *     others, at least log(1/α)
   */
  public static double[] logThresholds(double[] logE, double alpha) {
    FamilyWise family = new FamilyWise(logE.length, alpha);
    for (int i = 0; i < logE.length; i++) {
      family.set(i, logE[i]);
    }
    double[] thresholds = new double[logE.length];
    Arrays.setAll(thresholds, family::logThreshold);
    return thresholds;
  }

  private static double lack(double logE, double enough) {
    return Math.max(0, enough - Math.exp(logE));
  }
}
