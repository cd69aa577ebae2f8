package squareoff.harness.audit;

/** The noise of one cell's trials, in the order of time. */
@FunctionalInterface
interface NoiseSource {

  /**
   * What the next trial's logarithm of cost is off.
   *
   * @param candidate whether it is a trial of the candidate
   */
  double next(boolean candidate);
}
