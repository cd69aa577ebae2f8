package squareoff.harness.audit;

import java.util.List;
import squareoff.harness.gate.Policy;
import squareoff.harness.gate.Referee;
import squareoff.harness.gate.Verdict;
import squareoff.harness.stats.TrialBlock;

/** The gate itself: in each round one block for every open cell, judged by its referee. */
final class GateProcedure {

  private GateProcedure() {}

  /**
   * Runs a gate.
   *
   * @param policy alpha and beta
   * @param tolerances of each cell, as fractions
   * @param cells where their trials come from
   * @param blocks how many blocks each cell has at most
   * @return the verdicts
   */
  static Outcome run(
      Policy policy, List<Double> tolerances, List<? extends BlockSource> cells, int[] blocks) {
    Referee referee = new Referee(policy, tolerances);
    int[] pairs = run(referee, cells, blocks);
    Verdict[] verdicts = new Verdict[pairs.length];
    double[] estimates = new double[pairs.length];
    for (int cell = 0; cell < pairs.length; cell++) {
      verdicts[cell] = referee.verdict(cell);
      estimates[cell] = referee.evidence(cell).estimate();
    }
    return new Outcome(verdicts, pairs, estimates);
  }

  /**
   * Runs a gate.
   *
   * @param referee has the verdicts then
   * @param cells where their trials come from
   * @param blocks how many blocks each cell has at most
   * @return how many pairs of trials each cell took
   */
  static int[] run(Referee referee, List<? extends BlockSource> cells, int[] blocks) {
    int[] pairs = new int[cells.size()];
    boolean more = true;
    for (int round = 0; more; round++) {
      more = false;
      for (int cell = 0; cell < pairs.length; cell++) {
        if (round < blocks[cell] && referee.isOpen(cell)) {
          referee.add(cell, cells.get(cell).next());
          pairs[cell] += TrialBlock.PAIRS;
          more = true;
        }
      }
    }
    return pairs;
  }
}
