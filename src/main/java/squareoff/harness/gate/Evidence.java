package squareoff.harness.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import squareoff.harness.stats.BlockEProcess;
import squareoff.harness.stats.Interval;
import squareoff.harness.stats.TrialBlock;

/** What the blocks of trials say about one cell. */
public final class Evidence {

  /** Beyond e^±64 no ratio is sought: it would be none of two builds of one program. */
  private static final double FARTHEST = 64;

  private static final double PRECISION = 1e-6;

  private final double tolerance;
  private final double excess;
  private final BlockEProcess slower;
  private final BlockEProcess faster = BlockEProcess.fasterThan(0);
  private final BlockEProcess within;
  private final SlowModes modes;
  private final List<TrialBlock> blocks = new ArrayList<>();
  private double differences;
  private double variances;

  /**
   * Evidence before any block.
   *
   * @param tolerance the slowdown that does not matter, as a fraction of the base's cost, 0 or more
   */
  public Evidence(double tolerance) {
    this(tolerance, false);
  }

  /**
   * Evidence before any block.
   *
   * @param tolerance the slowdown that does not matter, as a fraction of the base's cost, 0 or more
   * @param proveExcess whether evidence that the candidate is slower is evidence that it is so by
   *     more than the tolerance
   */
  public Evidence(double tolerance, boolean proveExcess) {
    this.tolerance = Math.log1p(tolerance);
    this.excess = proveExcess ? this.tolerance : 0;
    this.slower = BlockEProcess.slowerThan(excess);
    this.within = BlockEProcess.fasterThan(this.tolerance);
    this.modes = new SlowModes(this.tolerance);
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
    modes.add(block);
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

  /**
   * The logarithm of the evidence that the candidate is slower: at all, or, where that is asked
   * for, by more than the tolerance.
   */
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
   * Whether it has been shown that the candidate is not slower by the tolerance or more, if the
   * change shifts all JVMs alike.
   *
   * @param beta the most that the probability may be if it is
   */
  public boolean isWithin(double beta) {
    return within.logMost() >= -Math.log(beta);
  }

  /** What is known of modes that make only some of the candidate's JVMs slower. */
  public SlowModes modes() {
    return modes;
  }

  /** The logarithm of the ratio that evidence of {@code slower} is held against: 0 or more. */
  double excess() {
    return excess;
  }

  /** Whether the ratio as it is printed, within its interval, is above the tolerance. */
  boolean looksSlower(double beta) {
    return estimate() > tolerance && !isWithin(beta);
  }

  /** The mirror image of {@link #looksSlower}. */
  boolean looksFaster(double beta) {
    return estimate() < -tolerance
        && logMost(BlockEProcess.slowerThan(-tolerance)) < -Math.log(beta);
  }

  /**
   * The logarithm of the ratio as it is printed: the estimate, or the end of the interval that is
   * nearest to it, since an interval of all looks together may end on this side of the mean.
   *
   * @param interval the evidence's own
   */
  double within(Interval interval) {
    return Math.max(Math.log(interval.low()), Math.min(Math.log(interval.high()), estimate()));
  }

  /**
   * The ratios of costs that the evidence has never rejected: the intersection of the intervals
   * after each block (a confidence sequence; D. A. Darling and H. Robbins, 1967), anytime-valid, so
   * that it holds also where one stopped because of what it said. What was excluded once stays
   * excluded, as what was shown stays shown: a verdict and its interval say the same, however long
   * trials went on.
   *
   * @param beta the most that the probability may be for each end to be on the wrong side of the
   *     truth; with the policy's, the upper end is 1 + tolerance or less just where the mean is
   *     shown to be not slower
   * @return ratios candidate to base, of level 1 - 2 beta; from 0 and to infinity where nothing is
   *     excluded yet; the lower end above the upper one where blocks contradict each other
   */
  public Interval interval(double beta) {
    double enough = -Math.log(beta);
    double low = end(-1, enough, bound -> logMost(BlockEProcess.slowerThan(bound)));
    double high = end(1, enough, bound -> logMost(BlockEProcess.fasterThan(bound)));
    // The ends are known to a millionth; what verdicts rest on is known.
    low = slower.logMost() >= enough ? Math.max(low, excess) : low;
    high = faster.logMost() >= enough ? Math.min(high, 0) : high;
    high = within.logMost() >= enough ? Math.min(high, tolerance) : high;
    return new Interval(Math.exp(low), Math.exp(high), 1 - 2 * beta);
  }

  /** The logarithm of the evidence that the candidate is slower than a bound, a logarithm too. */
  double logSlowerThan(double bound) {
    BlockEProcess process = BlockEProcess.slowerThan(bound);
    blocks.forEach(process::add);
    return process.logE();
  }

  private double end(int direction, double enough, DoubleUnaryOperator logE) {
    return blocks.isEmpty()
        ? direction * Double.POSITIVE_INFINITY
        : end(direction, estimate(), noise(), bound -> logE.applyAsDouble(bound) >= enough);
  }

  /**
   * Bisection between a bound that is rejected and one that is not. The search begins at the
   * estimate, which a single trial may have pulled to where all other blocks reject it; the end is
   * on its other side then.
   */
  static double end(int direction, double from, double noise, DoublePredicate rejected) {
    boolean wanted = !rejected.test(from);
    int way = wanted ? direction : -direction;
    double step = Math.max(noise, PRECISION);
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

  private double logMost(BlockEProcess process) {
    blocks.forEach(process::add);
    return process.logMost();
  }
}
