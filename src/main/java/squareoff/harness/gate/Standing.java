package squareoff.harness.gate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Conditions.Differences;
import squareoff.harness.run.Plan;
import squareoff.harness.run.PlannedCell;
import squareoff.harness.run.TrialRecord;
import squareoff.harness.stats.Interval;
import squareoff.harness.stats.TrialBlock;

/**
 * Where a gate stands: puts trials together to blocks in the order in which they ended, and has the
 * referee decide after each block. The same trials in the same order stand the same, whether they
 * are being run or are read from a journal.
 */
final class Standing {

  /** More rounds than any gate has; even. */
  private static final long APART = 1_000_000;

  private static final String CONTRADICT =
      "its trials contradict each other: later ones exclude what earlier ones had shown, so that"
          + " something other than the builds changed between them";

  private final List<PlannedCell> cells;
  private final Referee referee;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<CellTrials> trials = new ArrayList<>();

  /** Cells of which something has become known since it was last looked who is decided. */
  private final BitSet touched = new BitSet();

  private final BitSet closed = new BitSet();
  private final BitSet fresh = new BitSet();

  Standing(List<PlannedCell> cells, Policy policy) {
    this.cells = List.copyOf(cells);
    this.referee =
        new Referee(policy, cells.stream().map(cell -> policy.tolerance(cell.cell())).toList());
    for (PlannedCell cell : cells) {
      numbers.put(cell.cell().toString(), trials.size());
      trials.add(new CellTrials());
    }
  }

  /** Takes the next trial into account, and decides what that allows to decide. */
  void add(TrialRecord trial) {
    int number = number(trial.cell());
    put(number, trial, 0).ifPresent(block -> referee.collect(number, block));
    // Without a block, too: what others need falls where a cell is taken out.
    decide();
  }

  /** Decides what the trials so far allow to decide. */
  void decide() {
    referee.decide();
  }

  /**
   * Takes the next trial into account, and decides nothing.
   *
   * @param trial of one of the cells
   * @param gate the number of the gate that ran it: a block has trials of one gate only
   */
  void collect(TrialRecord trial, int gate) {
    int number = number(trial.cell());
    put(number, trial, gate).ifPresent(block -> referee.collect(number, block));
  }

  /** The block that the trial makes complete, where it does. */
  private Optional<TrialBlock> put(int number, TrialRecord trial, int gate) {
    touched.set(number);
    CellTrials of = trials.get(number);
    long round = gate * APART + trial.round();
    if (of.add(trial, gate, round)) {
      return of.block(round / 2);
    }
    if (of.isIncomparable()) {
      referee.exclude(number);
    }
    return Optional.empty();
  }

  /** Takes a cell out of which it is known without any trial that it cannot be compared. */
  void exclude(int number, Differences differences) {
    touched.set(number);
    trials.get(number).differ(differences);
    referee.exclude(number);
  }

  int cells() {
    return cells.size();
  }

  /** The number of a cell, where it is one of these. */
  OptionalInt find(String cell) {
    Integer number = numbers.get(cell);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** The number of a cell, from 0, by its written form. */
  int number(String cell) {
    return numbers.get(cell);
  }

  Referee referee() {
    return referee;
  }

  CellTrials trials(int cell) {
    return trials.get(cell);
  }

  boolean hasFailed(int cell) {
    return !trials.get(cell).failures().isEmpty();
  }

  /** Whether the builds are not measured alike, so that no ratio of theirs says anything. */
  boolean isIncomparable(int cell) {
    return trials.get(cell).isIncomparable();
  }

  /** Whether a cell gets no more trials, whatever they would say. */
  boolean isOut(int cell) {
    return hasFailed(cell) || isIncomparable(cell);
  }

  /** Whether trials of a cell can still change what is said of it. */
  boolean isOpen(int cell) {
    return !isOut(cell) && referee.isOpen(cell);
  }

  /**
   * The cells that have a verdict that stays; of ten thousand only those are looked at that moved.
   */
  BitSet closed() {
    touched.or(referee.moved());
    touched.stream().forEach(cell -> closed.set(cell, !isOpen(cell)));
    fresh.or(touched);
    touched.clear();
    return closed;
  }

  /** Those of them that moved since this was asked last. */
  BitSet freshlyClosed() {
    BitSet cells = (BitSet) closed().clone();
    cells.and(fresh);
    fresh.clear();
    return cells;
  }

  /**
   * What can be said of a cell now.
   *
   * @param number of the cell, from 0
   * @param whyUndecided what to say where nothing was shown
   */
  CellVerdict verdict(int number, String whyUndecided) {
    Cell cell = cells.get(number).cell();
    CellTrials of = trials.get(number);
    Evidence evidence = referee.evidence(number);
    Interval interval = evidence.interval(referee.policy().beta());
    boolean contradict = interval.low() >= interval.high();
    Verdict verdict = verdict(number, contradict);
    List<String> failures = of.failures();
    String reason =
        switch (verdict) {
          case FAILED -> failures.getFirst();
          case INCOMPARABLE -> of.differences().reason();
          case UNDECIDED -> contradict ? CONTRADICT : whyUndecided;
          default -> "";
        };
    return new CellVerdict(
        cell,
        verdict,
        referee.policy().tolerance(cell),
        evidence.blocks() == 0 || verdict == Verdict.INCOMPARABLE
            ? Optional.empty()
            : Optional.of(estimate(number, interval)),
        TrialBlock.PAIRS * evidence.blocks(),
        reason,
        failures,
        of.disturbed(),
        List.of(),
        notes(of),
        verdict == Verdict.INCOMPARABLE ? of.scores() : Optional.empty());
  }

  private static List<String> notes(CellTrials of) {
    return Stream.concat(of.differences().circumstances().stream(), of.groups().stream()).toList();
  }

  private Verdict verdict(int number, boolean contradict) {
    if (isIncomparable(number)) {
      return Verdict.INCOMPARABLE;
    }
    if (hasFailed(number)) {
      return Verdict.FAILED;
    }
    return contradict ? Verdict.UNDECIDED : referee.verdict(number);
  }

  private CellVerdict.Estimate estimate(int number, Interval all) {
    Evidence evidence = referee.evidence(number);
    // Where every ratio is excluded, what is between is what is in dispute.
    Interval interval =
        all.low() < all.high() ? all : new Interval(all.high(), all.low(), all.level());
    CellTrials of = trials.get(number);
    return new CellVerdict.Estimate(
        Math.exp(evidence.within(interval)),
        interval,
        evidence.noise(),
        of.score(Plan.BASE),
        of.score(Plan.CANDIDATE) * of.inUnitOfBase(),
        of.unit(Plan.BASE),
        Math.exp(evidence.logSlower()),
        Math.exp(referee.logSlowerFrom(number)),
        evidence.modes().rarestExcluded(referee.policy().beta()));
  }
}
