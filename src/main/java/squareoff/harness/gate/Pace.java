package squareoff.harness.gate;

import squareoff.harness.stats.TrialBlock;

/** How many more pairs of trials a cell should need, so that time goes where it decides most. */
final class Pace {

  /** What a block can multiply the evidence by at the most: the number of its orders. */
  private static final double MOST_A_PAIR = 0.95 * Math.log(6) / TrialBlock.PAIRS;

  /** The evidence is a mean over four guesses of the effect, of which few are near it. */
  private static final double MIXTURE = Math.log(4);

  /**
   * What is thought of the noise before any trial, and for how many degrees of freedom it counts.
   */
  private static final double USUAL_NOISE = 0.03;

  private static final double USUAL_FREEDOM = 1;

  /** So many standard errors beyond the tolerance an estimate is hardly there by chance. */
  private static final double HARDLY_CHANCE = 3;

  private Pace() {}

  /**
   * The pairs that are still missing to the nearest verdict, if what is estimated so far is true;
   * for {@code not-slower}, with the JVMs that exclude slow modes, if the truth lies one standard
   * error farther from the tolerance than the estimate: a cell must not wait for good because its
   * first blocks put it just below by chance. Of normal noise of variance σ² a pair that differs by
   * Δ tells Δ² / 4σ² (the Kullback-Leibler divergence between the two ways to label it, for small
   * Δ).
   *
   * @param evidence of the cell
   * @param policy what is to be reached
   * @param logFrom the evidence that {@code slower}, or {@code faster}, takes beside other cells
   * @return 2 or more; infinite where nothing could be shown
   */
  static double pairsLeft(Evidence evidence, Policy policy, double logFrom) {
    double noise = noise(evidence);
    double estimate = evidence.blocks() == 0 ? 0 : evidence.estimate();
    double tolerance = evidence.tolerance();
    double error = evidence.blocks() == 0 ? 0 : error(evidence);
    // A pair has one JVM of the candidate.
    double modes = evidence.modes().missing(policy.rare(), policy.beta());
    boolean within = evidence.isWithin(policy.beta());
    if (within && modes <= 0 && estimate < -tolerance) {
      // Not slower, as is shown: what is still open is whether it is faster.
      return pairs(-estimate, noise, logFrom, evidence.logFaster());
    }
    double mean =
        within
            ? TrialBlock.PAIRS
            : pairs(
                tolerance - estimate + error,
                noise,
                -Math.log(policy.beta()),
                evidence.logWithin());
    double slower =
        estimate > tolerance
            ? pairs(estimate - evidence.excess(), noise, logFrom, evidence.logSlower())
            : Double.POSITIVE_INFINITY;
    return Math.min(Math.max(mean, modes), slower);
  }

  /**
   * Whether a cell lies beyond the tolerance by more than chance explains. It is what a gate is
   * for, and takes few blocks more; a noisy cell always looks as if it could be shown not to be
   * slower within a few pairs, so that without its precedence such a cell would be waiting behind
   * many.
   *
   * @param evidence of the cell
   */
  static boolean looksSlower(Evidence evidence) {
    return evidence.blocks() > 0
        && evidence.estimate() - evidence.tolerance() > HARDLY_CHANCE * error(evidence);
  }

  /** The standard error of the estimate, after at least a block. */
  private static double error(Evidence evidence) {
    return noise(evidence) / Math.sqrt(evidence.blocks());
  }

  private static double pairs(double gap, double noise, double wanted, double had) {
    if (gap <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    double aPair = Math.min(MOST_A_PAIR, gap * gap / (4 * noise * noise));
    double missing = wanted - had + (had < MIXTURE ? MIXTURE : 0);
    return Math.max(TrialBlock.PAIRS, missing / aPair);
  }

  private static double noise(Evidence evidence) {
    double freedom = 2.0 * evidence.blocks();
    double seen = evidence.blocks() == 0 ? 0 : evidence.noise() * evidence.noise() * freedom;
    double usual = USUAL_FREEDOM * USUAL_NOISE * USUAL_NOISE;
    return Math.sqrt((seen + usual) / (freedom + USUAL_FREEDOM));
  }
}
