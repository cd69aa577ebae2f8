package squareoff.harness.stats;

/**
 * Four trials of one cell next to each other in time, two of each build, in an order drawn by lot
 * from the six that are possible. Each is the natural logarithm of the trial's cost (its time per
 * operation, or the inverse of its throughput), so that bigger is slower.
 *
 * @param base1 a trial of the base; finite
 * @param base2 the other trial of the base; finite
 * @param candidate1 a trial of the candidate; finite
 * @param candidate2 the other trial of the candidate; finite
 */
public record TrialBlock(double base1, double base2, double candidate1, double candidate2) {

  /** How many trials of each build a block has: pairs. */
  public static final int PAIRS = 2;

  /**
   * Refuses what has no logarithm.
   *
   * @throws IllegalArgumentException if a number is not finite
   */
  public TrialBlock {
    if (!Double.isFinite(base1 + base2 + candidate1 + candidate2)) {
      throw new IllegalArgumentException(
          "logarithms of costs must be finite: %s, %s, %s, %s"
              .formatted(base1, base2, candidate1, candidate2));
    }
  }

  /**
   * The candidate's mean minus the base's: the logarithm of the ratio of their geometric means.
   *
   * @return above 0 where the candidate was slower
   */
  public double difference() {
    return (candidate1 + candidate2 - base1 - base2) / 2;
  }

  /**
   * The variance between trials of one build within the block, with two degrees of freedom.
   *
   * @return 0 or more
   */
  public double variance() {
    double base = base1 - base2;
    double candidate = candidate1 - candidate2;
    return (base * base + candidate * candidate) / 4;
  }
}
