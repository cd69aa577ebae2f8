package squareoff.harness.stats;

import java.util.Arrays;

/**
 * The e-values of several machines as one: half their product and half their mean. The product
 * grows where all machines agree, the mean keeps what a single one has shown.
 *
 * <p>Each machine's e-value is evidence against "not so on this machine". Under "not so on any of
 * them" the product has mean 1, since the order of trials is drawn for each machine independently
 * of all that the others saw, and the mean has it however they depend on each other; so has the
 * mean of the two.
 *
 * <p>In closed testing (see {@link FamilyWise}) a set of hypotheses may hold any of a cell's
 * machines; the worst set holds those with the least evidence.
 */
public final class JointEvidence {

  private JointEvidence() {}

  /**
   * The evidence that it is so on some machine.
   *
   * @param logs the natural logarithm of each machine's e-value, at least one
   * @return the logarithm of the joint e-value; of one machine its own
   */
  public static double log(double... logs) {
    double product = 0;
    for (double log : logs) {
      product += log;
    }
    return logMean(product, logMean(logs));
  }

  /**
   * The least joint evidence of any of the machines, one or several.
   *
   * @param logs the natural logarithm of each machine's e-value, at least one
   */
  public static double logLeast(double... logs) {
    double[] sorted = logs.clone();
    Arrays.sort(sorted);
    double least = Double.POSITIVE_INFINITY;
    // Of so many machines those with the least evidence have both the least product and mean.
    for (int size = 1; size <= sorted.length; size++) {
      least = Math.min(least, log(Arrays.copyOf(sorted, size)));
    }
    return least;
  }

  /**
   * The least joint evidence of one machine together with none, some or all of the others.
   *
   * @param machine the number of the one, from 0
   * @param logs the natural logarithm of each machine's e-value
   */
  public static double logLeastWith(int machine, double... logs) {
    double[] others = new double[logs.length - 1];
    for (int i = 0, n = 0; i < logs.length; i++) {
      if (i != machine) {
        others[n++] = logs[i];
      }
    }
    Arrays.sort(others);
    double least = logs[machine];
    for (int size = 1; size <= others.length; size++) {
      double[] set = Arrays.copyOf(others, size + 1);
      set[size] = logs[machine];
      least = Math.min(least, log(set));
    }
    return least;
  }

  private static double logMean(double... logs) {
    double most = Arrays.stream(logs).max().orElseThrow();
    if (Double.isInfinite(most)) {
      return most;
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.exp(log - most);
    }
    return most + Math.log(sum / logs.length);
  }
}
