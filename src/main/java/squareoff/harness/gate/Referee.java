package squareoff.harness.gate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import squareoff.harness.stats.FamilyWise;
import squareoff.harness.stats.TrialBlock;

/**
 * Decides cell by cell as the blocks come in. What is shown once stays shown, since the probability
 * that it ever is where it is not true is what alpha and beta bound; the evidence of all cells
 * counts for the family-wise level, that of decided ones too. The verdict follows from what is
 * shown and from the ratio as it is now: it says what the interval says, however long trials went
 * on.
 */
public final class Referee {

  private final Policy policy;
  private final List<Evidence> evidence = new ArrayList<>();
  private final BitSet shownSlower = new BitSet();
  private final BitSet shownFaster = new BitSet();
  private final BitSet shownNotSlower = new BitSet();
  private final FamilyWise slower;
  private final FamilyWise faster;

  private final Waiting nearSlower = new Waiting();
  private final Waiting nearFaster = new Waiting();

  /** Cells of which the evidence of others has shown something. */
  private final BitSet moved = new BitSet();

  /**
   * Cells that lack a verdict but have evidence that would be enough of a single one: that of
   * others may bring them over. What the others lack is the same for all of these, so that the one
   * with the greatest evidence comes first.
   */
  private static final class Waiting {
    private record Place(int cell, double logE) {}

    private final TreeSet<Place> order =
        new TreeSet<>(Comparator.comparingDouble(Place::logE).thenComparingInt(Place::cell));
    private final Map<Integer, Place> places = new HashMap<>();

    void put(int cell, double logE) {
      remove(cell);
      places.put(cell, new Place(cell, logE));
      order.add(places.get(cell));
    }

    void remove(int cell) {
      Place before = places.remove(cell);
      if (before != null) {
        order.remove(before);
      }
    }

    /** Takes out those, from the first on, whose evidence reaches what they need. */
    void decide(IntToDoubleFunction needed, IntConsumer shown) {
      while (!order.isEmpty() && order.last().logE() >= needed.applyAsDouble(order.last().cell())) {
        int cell = order.last().cell();
        remove(cell);
        shown.accept(cell);
      }
    }
  }

  /**
   * A referee before any block.
   *
   * @param policy what is held against the candidate
   * @param tolerances of each cell, as fractions of the base's cost
   */
  public Referee(Policy policy, List<Double> tolerances) {
    this.policy = policy;
    tolerances.forEach(tolerance -> evidence.add(new Evidence(tolerance, policy.proveExcess())));
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
    slower.set(cell, of.logSlower());
    faster.set(cell, of.logFaster());
    near(nearSlower, shownSlower, cell, of.logSlower());
    near(nearFaster, shownFaster, cell, of.logFaster());
    if (!shownNotSlower.get(cell)
        && of.isWithin(policy.beta())
        && of.modes().excluded(policy.rare(), policy.beta())) {
      shownNotSlower.set(cell);
    }
  }

  private void near(Waiting waiting, BitSet shown, int cell, double logE) {
    if (!shown.get(cell) && logE >= -Math.log(policy.alpha())) {
      waiting.put(cell, logE);
    } else {
      waiting.remove(cell);
    }
  }

  /**
   * Takes a cell out of the family that cannot be compared.
   *
   * @param cell the number of the cell, from 0
   */
  void exclude(int cell) {
    slower.exclude(cell);
    faster.exclude(cell);
    nearSlower.remove(cell);
    nearFaster.remove(cell);
  }

  /** What is held against the candidate. */
  public Policy policy() {
    return policy;
  }

  /** Decides what the blocks so far allow to decide, of any cell. */
  public void decide() {
    nearSlower.decide(this::logSlowerFrom, cell -> show(shownSlower, cell));
    nearFaster.decide(this::logFasterFrom, cell -> show(shownFaster, cell));
  }

  private void show(BitSet shown, int cell) {
    shown.set(cell);
    moved.set(cell);
  }

  /** The cells of which blocks have shown something since this was asked last, their own or not. */
  BitSet moved() {
    BitSet cells = (BitSet) moved.clone();
    moved.clear();
    return cells;
  }

  /**
   * What can be said of a cell now.
   *
   * @param cell the number of the cell, from 0
   * @return {@code SLOWER}, {@code FASTER}, {@code NOT_SLOWER} or {@code UNDECIDED}
   */
  public Verdict verdict(int cell) {
    Evidence of = evidence.get(cell);
    boolean isSlower = shownSlower.get(cell);
    boolean isFaster = shownFaster.get(cell);
    if (isSlower && isFaster) {
      return Verdict.UNDECIDED;
    }
    if (isSlower && of.looksSlower(policy.beta())) {
      return Verdict.SLOWER;
    }
    if (isFaster && of.looksFaster(policy.beta())) {
      return Verdict.FASTER;
    }
    return shownNotSlower.get(cell) ? Verdict.NOT_SLOWER : Verdict.UNDECIDED;
  }

  /**
   * Whether more trials of a cell could change what is said of it. Those of one that is shown not
   * to be slower, but looks faster, could.
   *
   * @param cell the number of the cell, from 0
   * @return false once it is decided
   */
  public boolean isOpen(int cell) {
    return switch (verdict(cell)) {
      case NOT_SLOWER -> evidence.get(cell).looksFaster(policy.beta());
      case UNDECIDED -> true;
      default -> false;
    };
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
   * The evidence that a cell needs to be called slower now, beside that of the others; no less than
   * what keeps the interval on the one side of no change.
   *
   * @param cell the number of the cell, from 0
   * @return its logarithm
   */
  public double logSlowerFrom(int cell) {
    return Math.max(slower.logThreshold(cell), -Math.log(policy.beta()));
  }

  /**
   * The evidence that a cell needs to be called faster now, beside that of the others.
   *
   * @param cell the number of the cell, from 0
   * @return its logarithm
   */
  public double logFasterFrom(int cell) {
    return Math.max(faster.logThreshold(cell), -Math.log(policy.beta()));
  }
}
