package squareoff.harness.audit;

import squareoff.harness.gate.Verdict;

/**
 * How a gate over several cells ended.
 *
 * @param verdicts of each cell
 * @param pairs how many pairs of trials each cell took
 */
record Outcome(Verdict[] verdicts, int[] pairs) {}
