package squareoff.harness.audit;

import squareoff.harness.gate.Verdict;

/**
 * How a gate over several cells ended.
 *
 * @param verdicts of each cell
 * @param pairs how many pairs of trials each cell took
 * @param estimates the logarithm of each cell's ratio as it is printed; NaN where there is none
 */
record Outcome(Verdict[] verdicts, int[] pairs, double[] estimates) {

  /** Of a procedure that estimates nothing. */
  Outcome(Verdict[] verdicts, int[] pairs) {
    this(verdicts, pairs, new double[pairs.length]);
  }
}
