package squareoff.harness.gate;

import java.util.ArrayList;
import java.util.BitSet;
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
  private final FamilyWise slower;
  private final FamilyWise faster;

  /** Undecided cells with evidence that is enough of a single one: others may bring them over. */
  private final BitSet near = new BitSet();

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
    this.slower = new FamilyWise(tolerances.size(), policy.alpha());
    this.faster = new FamilyWise(tolerances.size(), policy.alpha());
  }

  /**
   * Takes a block into account and decides what it allows to decide, of any cell.
   *
   * @param cell the number of the cell, from 0
   * @param block four trials
   */
  public void add(int cell, TrialBlock block) {
    collect(cell, block);
    decide(cell);
    for (int i = near.nextSetBit(0); i >= 0; i = near.nextSetBit(i + 1)) {
      decide(i);
    }
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
    slower.set(cell, of.logSlower());
    faster.set(cell, of.logFaster());
    double least = -Math.log(policy.alpha());
    near.set(cell, verdicts[cell] == null && Math.max(of.logSlower(), of.logFaster()) >= least);
  }

  /** What is held against the candidate. */
  public Policy policy() {
    return policy;
  }

  /** Decides what the blocks so far allow to decide, of any cell. */
  public void decide() {
    for (int cell = 0; cell < verdicts.length; cell++) {
      decide(cell);
    }
  }

  private void decide(int cell) {
    Evidence of = evidence.get(cell);
    if (verdicts[cell] != null || of.blocks() == 0) {
      return;
    }
    if (of.logSlower() >= slower.logThreshold(cell) && of.estimate() > of.tolerance()) {
      verdicts[cell] = Verdict.SLOWER;
    } else if (of.logFaster() >= faster.logThreshold(cell) && of.estimate() < -of.tolerance()) {
      verdicts[cell] = Verdict.FASTER;
    } else if (notSlower(of) && of.estimate() >= -of.tolerance()) {
      verdicts[cell] = Verdict.NOT_SLOWER;
    } else {
      return;
    }
    near.clear(cell);
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
    return slower.logThreshold(cell);
  }

  /**
   * The evidence that a cell needs to be called faster now, beside that of the others.
   *
   * @param cell the number of the cell, from 0
   * @return its logarithm
   */
  public double logFasterFrom(int cell) {
    return faster.logThreshold(cell);
  }
}
