package squareoff.harness.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Conditions;
import squareoff.harness.result.Conditions.Differences;
import squareoff.harness.result.Cost;
import squareoff.harness.result.JmhEntry;
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
  private static final int APART = 1_000_000;

  private static final String CONTRADICT =
      "its trials contradict each other: later ones exclude what earlier ones had shown, so that"
          + " something other than the builds changed between them";

  private final List<PlannedCell> cells;
  private final Referee referee;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<CellTrials> trials = new ArrayList<>();

  /** The trials of one cell. */
  static final class CellTrials {
    private final Map<String, Map<Integer, TrialRecord>> measured = new HashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();
    private final Map<String, Conditions> conditions = new HashMap<>();
    private Differences differences = Differences.NONE;
    private int disturbed;

    /** Looks at how the first trials of both builds of a gate were measured. */
    void learn(TrialRecord trial, int gate) {
      String base = Plan.BASE + gate;
      String candidate = Plan.CANDIDATE + gate;
      boolean both = conditions.containsKey(base) && conditions.containsKey(candidate);
      if (!both && trial.conditions().isPresent()) {
        conditions.putIfAbsent(trial.build() + gate, trial.conditions().get());
        if (conditions.containsKey(base) && conditions.containsKey(candidate)) {
          Differences found =
              Conditions.between(List.of(conditions.get(base)), List.of(conditions.get(candidate)));
          differences = differences.isIncomparable() ? differences : found;
        }
      }
    }

    /** Those of a build, by round. */
    Map<Integer, TrialRecord> of(String build) {
      return measured.computeIfAbsent(build, name -> new HashMap<>());
    }

    /** Whether a trial of that round has measured. */
    boolean has(String build, int round) {
      return of(build).containsKey(round);
    }

    /** Whether all trials of a block have measured. */
    boolean hasBlock(int block) {
      int first = 2 * block;
      return Stream.of(Plan.BASE, Plan.CANDIDATE)
          .allMatch(build -> has(build, first) && has(build, first + 1));
    }
  }

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
    put(number, trial, 0).ifPresent(block -> referee.add(number, block));
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
    CellTrials of = trials.get(number);
    int round = gate * APART + trial.round();
    String which = trial.build() + " " + round;
    Optional<String> failure = failure(trial);
    if (failure.isPresent()) {
      of.failures.put(which, failure.get());
      return Optional.empty();
    }
    of.failures.remove(which);
    of.of(trial.build()).put(round, trial);
    of.learn(trial, gate);
    if (of.differences.isIncomparable()) {
      referee.exclude(number);
      return Optional.empty();
    }
    if (!trial.disturbances().isEmpty()) {
      of.disturbed++;
    }
    return block(of, round / 2);
  }

  /** Why a trial cannot be used, where it cannot. */
  private static Optional<String> failure(TrialRecord trial) {
    Optional<String> failed = trial.failureReason();
    if (failed.isPresent()) {
      return failed.map(reason -> "%s: %s".formatted(trial.build(), reason));
    }
    double cost = cost(trial);
    return cost > 0 && Double.isFinite(cost)
        ? Optional.empty()
        : Optional.of(
            "%s: its score is %s, of which no ratio can be taken"
                .formatted(trial.build(), trial.measured().orElseThrow().primary().score()));
  }

  /** NaN where a trial has no finite value. */
  private static double cost(TrialRecord trial) {
    return Cost.of(trial.measured().orElseThrow()).trials().stream()
        .mapToDouble(Double::doubleValue)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static Optional<TrialBlock> block(CellTrials trials, int block) {
    if (!trials.hasBlock(block)) {
      return Optional.empty();
    }
    int first = 2 * block;
    return Optional.of(
        new TrialBlock(
            Math.log(cost(trials.of(Plan.BASE).get(first))),
            Math.log(cost(trials.of(Plan.BASE).get(first + 1))),
            Math.log(cost(trials.of(Plan.CANDIDATE).get(first))),
            Math.log(cost(trials.of(Plan.CANDIDATE).get(first + 1)))));
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
    return !trials.get(cell).failures.isEmpty();
  }

  /** Whether the first trials show that the builds are not measured alike. */
  boolean isIncomparable(int cell) {
    return trials.get(cell).differences.isIncomparable();
  }

  /** Whether a cell gets no more trials, whatever they would say. */
  boolean isOut(int cell) {
    return hasFailed(cell) || isIncomparable(cell);
  }

  /** Whether trials of a cell can still change what is said of it. */
  boolean isOpen(int cell) {
    return !isOut(cell) && referee.isOpen(cell);
  }

  /** How many cells have a verdict that stays. */
  int decided() {
    int decided = 0;
    for (int i = 0; i < cells.size(); i++) {
      decided += isOpen(i) ? 0 : 1;
    }
    return decided;
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
    List<String> failures = List.copyOf(of.failures.values());
    String reason =
        switch (verdict) {
          case FAILED -> failures.getFirst();
          case INCOMPARABLE -> of.differences.reason();
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
        of.disturbed);
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
    JmhEntry any = of.of(Plan.BASE).values().iterator().next().measured().orElseThrow();
    JmhEntry their = of.of(Plan.CANDIDATE).values().iterator().next().measured().orElseThrow();
    return new CellVerdict.Estimate(
        Math.exp(evidence.within(interval)),
        interval,
        evidence.noise(),
        score(of, Plan.BASE),
        score(of, Plan.CANDIDATE) * inUnitOf(any, their),
        any.primary().unit(),
        Math.exp(evidence.logSlower()),
        Math.exp(referee.logSlowerFrom(number)),
        evidence.modes().rarestExcluded(referee.policy().beta()));
  }

  /** A candidate may say in ns/op what the base says in us/op: the factor between their scores. */
  private static double inUnitOf(JmhEntry base, JmhEntry candidate) {
    if (base.primary().unit().equals(candidate.primary().unit())) {
      return 1;
    }
    boolean rate = base.cell().mode().equals("thrpt");
    double theirs = costOfOne(candidate, rate);
    double ours = costOfOne(base, rate);
    return rate ? ours / theirs : theirs / ours;
  }

  private static double costOfOne(JmhEntry entry, boolean rate) {
    double mean = entry.primary().forkMeans().getFirst();
    double cost = Cost.of(entry).trials().getFirst();
    return rate ? cost * mean : cost / mean;
  }

  /**
   * The geometric mean of a build's trials in complete blocks: the mean and the trials that the
   * estimate of the ratio has, without which score and change of a row contradict each other.
   */
  private static double score(CellTrials trials, String build) {
    return Math.exp(
        trials.of(build).entrySet().stream()
            .filter(trial -> block(trials, trial.getKey() / 2).isPresent())
            .map(trial -> trial.getValue().measured().orElseThrow().primary().forkMeans())
            .mapToDouble(means -> Math.log(means.getFirst()))
            .average()
            .orElse(Double.NaN));
  }
}
