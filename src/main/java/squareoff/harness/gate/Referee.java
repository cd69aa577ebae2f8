package squareoff.harness.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import squareoff.harness.stats.FamilyWise;
import squareoff.harness.stats.TrialBlock;

/**
 * Decides cell by cell as the blocks come in. What is decided stays decided; the evidence of all
 * cells counts for the family-wise level, that of decided ones too.
 */
public final class Referee {

  private final Policy policy;
  private final List<Evidence> evidence = new ArrayList<>();
  private final Verdict[] verdicts;
  private final double[] slower;
  private final double[] faster;
  private final double[] unreachable;

  /**
   * A referee before any block.
   *
   * @param policy what is held against the candidate
   * @param tolerances of each cell, as fractions of the base's cost
   */
  public Referee(Policy policy, List<Double> tolerances) {
    this.policy = policy;
    tolerances.forEach(tolerance -> evidence.add(new Evidence(tolerance)));
    this.verdicts = new Verdict[tolerances.size()];
    this.slower = new double[tolerances.size()];
    this.faster = new double[tolerances.size()];
    this.unreachable = new double[tolerances.size()];
    Arrays.fill(unreachable, Double.POSITIVE_INFINITY);
  }

  /**
   * Takes a block into account and decides what it allows to decide, of any cell.
   *
   * @param cell the number of the cell, from 0
   * @param block four trials
   */
  public void add(int cell, TrialBlock block) {
    collect(cell, block);
    decide();
  }

  /**
   * Takes a block into account and decides nothing yet.
   *
   * @param cell the number of the cell, from 0
   * @param block four trials
   */
  public void collect(int cell, TrialBlock block) {
    Evidence of = evidence.get(cell);
    of.add(block);
    slower[cell] = of.logSlower();
    faster[cell] = of.logFaster();
  }

  /** What is held against the candidate. */
  public Policy policy() {
    return policy;
  }

  /** Decides what the blocks so far allow to decide, of any cell. */
  public void decide() {
    double[] slowerFrom = thresholds(slower);
    double[] fasterFrom = thresholds(faster);
    for (int i = 0; i < verdicts.length; i++) {
      Evidence of = evidence.get(i);
      if (verdicts[i] != null || of.blocks() == 0) {
        continue;
      }
      if (slower[i] >= slowerFrom[i] && of.estimate() > of.tolerance()) {
        verdicts[i] = Verdict.SLOWER;
      } else if (faster[i] >= fasterFrom[i] && of.estimate() < -of.tolerance()) {
        verdicts[i] = Verdict.FASTER;
      } else if (notSlower(of) && of.estimate() >= -of.tolerance()) {
        verdicts[i] = Verdict.NOT_SLOWER;
      }
    }
  }

  /** No cell passes below 1/alpha, and to work out all thresholds after each block takes time. */
  private double[] thresholds(double[] logE) {
    double least = Math.log(1 / policy.alpha());
    for (int i = 0; i < verdicts.length; i++) {
      if (verdicts[i] == null && logE[i] >= least) {
        return FamilyWise.logThresholds(logE, policy.alpha());
      }
    }
    return unreachable;
  }

  private boolean notSlower(Evidence of) {
    return of.logWithin() >= -Math.log(policy.beta());
  }

  /**
   * What can be said of a cell now.
   *
   * @param cell the number of the cell, from 0
   * @return {@code SLOWER}, {@code FASTER}, {@code NOT_SLOWER} or {@code UNDECIDED}
   */
  public Verdict verdict(int cell) {
    if (verdicts[cell] != null) {
      return verdicts[cell];
    }
    return notSlower(evidence.get(cell)) ? Verdict.NOT_SLOWER : Verdict.UNDECIDED;
  }

  /**
   * Whether more trials of a cell could change what is said of it. Those of one that is shown not
   * to be slower, but looks faster, could.
   *
   * @param cell the number of the cell, from 0
   * @return false once it is decided
   */
  public boolean isOpen(int cell) {
    return verdicts[cell] == null;
  }

  /**
   * What the trials say of a cell.
   *
   * @param cell the number of the cell, from 0
   * @return its evidence so far
   */
  public Evidence evidence(int cell) {
    return evidence.get(cell);
  }

  /**
   * The evidence that a cell needs to be called slower now, beside that of the others.
   *
   * @param cell the number of the cell, from 0
   * @return its logarithm
   */
  public double logSlowerFrom(int cell) {
    return FamilyWise.logThresholds(slower, policy.alpha())[cell];
  }

  /**
   * The evidence that a cell needs to be called faster now, beside that of the others.
   *
   * @param cell the number of the cell, from 0
   * @return its logarithm
   */
  public double logFasterFrom(int cell) {
    return FamilyWise.logThresholds(faster, policy.alpha())[cell];
  }
}
