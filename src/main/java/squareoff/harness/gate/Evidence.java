package squareoff.harness.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoublePredicate;
import squareoff.harness.stats.BlockEProcess;
import squareoff.harness.stats.Interval;
import squareoff.harness.stats.TrialBlock;

/** What the blocks of trials say about one cell. */
public final class Evidence {

  /** Beyond e^±64 no ratio is sought: it would be none of two builds of one program. */
  private static final double FARTHEST = 64;

  private static final double PRECISION = 1e-6;

  private final double tolerance;
  private final BlockEProcess slower = BlockEProcess.slowerThan(0);
  private final BlockEProcess faster = BlockEProcess.fasterThan(0);
  private final BlockEProcess within;
  private final List<TrialBlock> blocks = new ArrayList<>();
  private double differences;
  private double variances;

  /**
   * Evidence before any block.
   *
   * @param tolerance the slowdown that does not matter, as a fraction of the base's cost, 0 or more
   */
  public Evidence(double tolerance) {
    this.tolerance = Math.log1p(tolerance);
    this.within = BlockEProcess.fasterThan(this.tolerance);
  }

  /**
   * Takes the next block into account.
   *
   * @param block four trials
   */
  public void add(TrialBlock block) {
    blocks.add(block);
    slower.add(block);
    faster.add(block);
    within.add(block);
    differences += block.difference();
    variances += block.variance();
  }

  /** How many blocks there are. */
  public int blocks() {
    return blocks.size();
  }

  /** The logarithm of the slowdown that does not matter, 0 or more. */
  public double tolerance() {
    return tolerance;
  }

  /**
   * The logarithm of the ratio of costs, candidate to base, as estimated: the mean over the blocks.
   *
   * @return above 0 where the candidate is slower; NaN before any block
   */
  public double estimate() {
    return differences / blocks.size();
  }

  /**
   * The standard deviation between trials of one build within a block, of the logarithm of the
   * cost: about the coefficient of variation.
   *
   * @return 0 or more; NaN before any block
   */
  public double noise() {
    return Math.sqrt(variances / blocks.size());
  }

  /** The logarithm of the evidence that the candidate is slower at all. */
  public double logSlower() {
    return slower.logE();
  }

  /** The logarithm of the evidence that the candidate is faster at all. */
  public double logFaster() {
    return faster.logE();
  }

  /** The logarithm of the evidence that the candidate is not slower by the tolerance or more. */
  public double logWithin() {
    return within.logE();
  }

  /**
   * The ratios of costs that the evidence does not reject: anytime-valid, so that it holds also
   * where one stopped because of what it said.
   *
   * @param beta the most that the probability may be for each end to be on the wrong side of the
   *     truth; with the policy's, the upper end is below 1 + tolerance just where {@code
   *     not-slower} is shown
   * @return ratios candidate to base, of level 1 - 2 beta; from 0 and to infinity where nothing is
   *     excluded yet
   */
  public Interval interval(double beta) {
    double low = end(-1, beta, BlockEProcess::slowerThan);
    double high = end(1, beta, BlockEProcess::fasterThan);
    return new Interval(Math.exp(low), Math.exp(high), 1 - 2 * beta);
  }

  /**
   * Bisection between a bound that is rejected and one that is not. The search begins at the
   * estimate, which a single trial may have pulled to where all other blocks reject it; the end is
   * on its other side then.
   */
  private double end(int direction, double beta, DoubleFunction<BlockEProcess> process) {
    if (blocks.isEmpty()) {
      return direction * Double.POSITIVE_INFINITY;
    }
    DoublePredicate rejected = bound -> logE(process.apply(bound)) >= -Math.log(beta);
    double from = estimate();
    boolean wanted = !rejected.test(from);
    int way = wanted ? direction : -direction;
    double step = Math.max(noise(), PRECISION);
    while (rejected.test(from + way * step) != wanted) {
      step *= 2;
      if (step > FARTHEST) {
        return direction * Double.POSITIVE_INFINITY;
      }
    }
    double inside = wanted ? from : from + way * step;
    double outside = wanted ? from + way * step : from;
    while (Math.abs(outside - inside) > PRECISION) {
      double middle = (inside + outside) / 2;
      if (rejected.test(middle)) {
        outside = middle;
      } else {
        inside = middle;
      }
    }
    return outside;
  }

  private double logE(BlockEProcess process) {
    blocks.forEach(process::add);
    return process.logE();
  }
}
