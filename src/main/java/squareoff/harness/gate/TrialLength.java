package squareoff.harness.gate;

import java.util.List;
import java.util.Optional;
import squareoff.harness.result.Cost;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.run.Plan;
import squareoff.harness.run.PlannedCell;
import squareoff.harness.run.TrialRecord;
import squareoff.harness.stats.Sample;
import squareoff.harness.stats.TrialBlock;

/**
 * How many iterations a trial should have, from the first block of its cell, which is the pilot and
 * counts as evidence too.
 *
 * <p>Where a fork costs c₁ seconds besides its iterations and an iteration c₂, and the logarithms
 * of the means vary by T² between forks and by S² between iterations of a fork, the variance that a
 * given time leaves is least at r = √(c₁ / c₂ · S² / T²) iterations (T. Kalibera and R. Jones,
 * "Rigorous benchmarking in reasonable time", ISMM 2013). But evidence grows by at most a factor of
 * 6 a block, so that precision beyond a fifth of the tolerance buys nothing: where fewer iterations
 * give that, they do.
 */
final class TrialLength {

  private static final int MOST = 30;

  /**
   * With a noise of a fifth of the tolerance nearly every second block shows {@code not-slower}.
   */
  private static final double ENOUGH = 1.0 / 5;

  private final double fork;
  private final double iteration;
  private final double within;
  private final double between;

  TrialLength(double forkSeconds, double iterationSeconds, double within, double between) {
    this.fork = forkSeconds;
    this.iteration = iterationSeconds;
    this.within = within;
    this.between = between;
  }

  /**
   * A cell with trials as long as they should be.
   *
   * @param cell as planned
   * @param trials what has been measured of it
   * @param tolerance the logarithm of the slowdown that does not matter
   * @return the cell as planned where its first block is not complete, or has too few iterations
   */
  static PlannedCell tuned(PlannedCell cell, CellTrials trials, double tolerance) {
    if (cell.option("-i").isEmpty() || cell.iterationSeconds().isEmpty()) {
      return cell;
    }
    return of(cell, trials).map(l -> cell.withIterations(l.iterations(tolerance))).orElse(cell);
  }

  private static Optional<TrialLength> of(PlannedCell cell, CellTrials trials) {
    double[] logs = new double[4];
    double seconds = 0;
    double operation = 0;
    double within = 0;
    int iterations = Integer.parseInt(cell.option("-i").orElseThrow());
    int n = 0;
    for (String build : List.of(Plan.BASE, Plan.CANDIDATE)) {
      for (long round = 0; round < 2; round++) {
        TrialRecord trial = trials.of(build).get(round);
        if (trial == null) {
          return Optional.empty();
        }
        JmhEntry entry = trial.measured().orElseThrow();
        Cost cost = Cost.of(entry);
        logs[n++] = Math.log(cost.trials().getFirst());
        seconds += trial.seconds() / 4;
        operation += cost.unit().equals("s") ? cost.trials().getFirst() / 4 : 0;
        within += variance(entry) / 4;
      }
    }
    if (iterations < 2 || !Double.isFinite(within)) {
      return Optional.empty();
    }
    double iteration = Math.max(cell.iterationSeconds().orElseThrow(), operation);
    double means = new TrialBlock(logs[0], logs[1], logs[2], logs[3]).variance();
    return Optional.of(
        new TrialLength(
            Math.max(0, seconds - iterations * iteration),
            iteration,
            within,
            Math.max(0, means - within / iterations)));
  }

  private static double variance(JmhEntry entry) {
    return Sample.of(entry.primary().raw().getFirst().stream().map(Math::log).toList()).variance();
  }

  /**
   * The number of iterations.
   *
   * @param tolerance the logarithm of the slowdown that does not matter
   * @return 1 to 30
   */
  int iterations(double tolerance) {
    double best = Math.sqrt(fork / iteration * within / between);
    double goal = Math.pow(ENOUGH * tolerance, 2) - between;
    double enough = goal > 0 ? within / goal : MOST;
    double wanted = Double.isNaN(best) ? 1 : Math.min(best, enough);
    return (int) Math.clamp(Math.ceil(wanted), 1, MOST);
  }
}
