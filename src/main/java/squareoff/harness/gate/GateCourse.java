package squareoff.harness.gate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import squareoff.harness.result.Cell;
import squareoff.harness.run.Course;
import squareoff.harness.run.Plan;
import squareoff.harness.run.PlannedCell;
import squareoff.harness.run.Trial;
import squareoff.harness.run.TrialRecord;
import squareoff.harness.stats.TrialBlock;

/**
 * Chooses the trials of a gate, block by block: each cell gets one, then those come first that look
 * slower, then those that should be decided soonest, and what is decided gets none. All of it
 * follows from the plan and the trials so far, so that a run that goes on goes on as it began.
 */
public final class GateCourse implements Course {

  /** What ended a gate whose time was up. */
  public static final String NO_MORE_BUDGET = "the budget ended";

  /** What ended a gate that left cells undecided in time. */
  public static final String NO_MORE_ROUNDS = "no more rounds";

  /** A cell that is this many times farther from a verdict than all rounds go is given up ... */
  private static final double HOPELESS = 4;

  /** ... once it has had this many blocks. */
  private static final int FAIR_CHANCE = 4;

  /** What a trial needs beside its iterations before one has been seen, in seconds. */
  private static final double USUAL_OVERHEAD = 1;

  private final Plan plan;
  private final Terms terms;
  private final Standing standing;
  private final int mostBlocks;
  private final List<Outlook> outlooks;

  /** Cells of which some trials of the next block have been run, and not all. */
  private final BitSet begun = new BitSet();

  private int seen;
  private double seconds;
  private String ended = "cut short";

  /** What is known of a cell's next block; only trials of the cell itself change it. */
  private final class Outlook {
    private final int cell;
    private final long lot;
    private double overheads;
    private int trials;

    /**
     * The first that lacks trials: as many as the cell has, unless a journal has lost a trial in
     * the middle, which may then be run again.
     */
    private int block;

    private PlannedCell next;
    private List<Trial> missing;

    Outlook(int cell) {
      this.cell = cell;
      this.next = plan.cells().get(cell);
      this.lot = BlockOrder.lot(plan.seed(), next.cell().toString(), -1) >>> 1;
      this.missing = List.of();
    }

    void add(TrialRecord trial) {
      // A trial that failed may have been killed after minutes: it tells nothing of the next one.
      if (trial.failed().isEmpty()) {
        overheads += trial.seconds() - planned(cell, trial.round() / 2).seconds();
        trials++;
      }
    }

    /** Looks again, after a trial of the cell. */
    void look() {
      while (block < mostBlocks && standing.trials(cell).hasBlock(block)) {
        block++;
      }
      next = planned(cell, block);
      missing = new ArrayList<>(BlockOrder.of(plan.seed(), next, block));
      missing.removeIf(trial -> standing.trials(cell).has(trial.build(), trial.round()));
      boolean partly = missing.size() < 2 * TrialBlock.PAIRS;
      begun.set(cell, partly && block < mostBlocks && !standing.isOut(cell));
    }

    /**
     * How long the next block takes, in seconds: what its iterations are asked to, and what came on
     * top.
     */
    double seconds() {
      double overhead = trials > 0 ? overheads / trials : USUAL_OVERHEAD;
      return 2 * TrialBlock.PAIRS * Math.max(0, next.seconds() + overhead);
    }

    Trial first() {
      if (missing.isEmpty()) {
        look();
      }
      return missing.getFirst();
    }
  }

  /**
   * The course of a gate.
   *
   * @param plan its plan
   */
  public GateCourse(Plan plan) {
    this(plan, Terms.of(plan));
  }

  /**
   * The course of a gate, by other terms than it was planned with.
   *
   * @param plan its plan
   * @param terms what is held against the candidate
   */
  public GateCourse(Plan plan, Terms terms) {
    this.plan = plan;
    this.terms = terms;
    this.standing = new Standing(plan.cells(), terms.policy());
    this.mostBlocks = Math.ceilDiv(plan.rounds(), TrialBlock.PAIRS);
    this.outlooks = IntStream.range(0, plan.cells().size()).mapToObj(Outlook::new).toList();
  }

  @Override
  public List<Trial> next(List<TrialRecord> recorded) {
    recorded.subList(seen, recorded.size()).forEach(this::add);
    seen = recorded.size();
    IntStream cells = begun.isEmpty() ? IntStream.range(0, outlooks.size()) : begun.stream();
    int[] eligible = cells.filter(this::eligible).toArray();
    Optional<Key> next =
        IntStream.of(eligible)
            .filter(cell -> begun.get(cell) || seconds + blockSeconds(cell) <= terms.budget())
            .mapToObj(this::key)
            .min(Key.ORDER);
    if (next.isEmpty()) {
      ended = why(eligible.length > 0);
      return List.of();
    }
    // One at a time: after a trial that failed, the rest of its block would tell nothing.
    return List.of(outlooks.get(next.get().cell()).first());
  }

  /** Takes a trial that has ended into account. */
  void add(TrialRecord trial) {
    int cell = standing.number(trial.cell());
    Outlook outlook = outlooks.get(cell);
    outlook.add(trial);
    standing.add(trial);
    outlook.look();
    seconds += trial.seconds();
  }

  /** A cell with the length that trials of one of its blocks have. */
  private PlannedCell planned(int cell, int block) {
    PlannedCell planned = plan.cells().get(cell);
    return terms.tuned() && block > 0
        ? TrialLength.tuned(
            planned, standing.trials(cell), standing.referee().evidence(cell).tolerance())
        : planned;
  }

  private boolean eligible(int cell) {
    if (standing.isOut(cell) || outlooks.get(cell).block >= mostBlocks) {
      return false;
    }
    return begun.get(cell) || terms.everyRound() || (standing.isOpen(cell) && !hopeless(cell));
  }

  private int blocks(int cell) {
    return standing.referee().evidence(cell).blocks();
  }

  /**
   * What comes first: undecided cells, those without a block, those that look slower, less time to
   * a verdict. Each block tells that time better, and within a budget this decides the most cells.
   */
  private Key key(int cell) {
    Evidence evidence = standing.referee().evidence(cell);
    boolean shown = standing.referee().verdict(cell) == Verdict.NOT_SLOWER;
    int blocks = evidence.blocks();
    return new Key(
        cell,
        shown,
        terms.everyRound() ? blocks : Math.min(blocks, 1),
        !Pace.looksSlower(evidence),
        blocks == 0 ? outlooks.get(cell).lot : pairsLeft(cell) * blockSeconds(cell));
  }

  private double pairsLeft(int cell) {
    Referee referee = standing.referee();
    boolean shown = referee.verdict(cell) == Verdict.NOT_SLOWER;
    return Pace.pairsLeft(
        referee.evidence(cell),
        terms.policy(),
        shown ? referee.logFasterFrom(cell) : referee.logSlowerFrom(cell));
  }

  private boolean hopeless(int cell) {
    return blocks(cell) >= FAIR_CHANCE && pairsLeft(cell) > HOPELESS * plan.rounds();
  }

  private double blockSeconds(int cell) {
    return outlooks.get(cell).seconds();
  }

  /** Less comes first. */
  private record Key(int cell, boolean shown, int blocks, boolean calm, double left) {
    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::shown)
            .thenComparingInt(Key::blocks)
            .thenComparing(Key::calm)
            .thenComparingDouble(Key::left);
  }

  private String why(boolean anyEligible) {
    if (anyEligible) {
      return NO_MORE_BUDGET;
    }
    if (plan.cells().isEmpty()) {
      return "no cell can be compared";
    }
    boolean open = IntStream.range(0, plan.cells().size()).anyMatch(standing::isOpen);
    return open ? NO_MORE_ROUNDS : "every cell is decided";
  }

  /** Where the gate stands. */
  Standing standing() {
    return standing;
  }

  /** How many cells have a verdict that stays. */
  public int decided() {
    return standing.closed().cardinality();
  }

  /**
   * The cells that have a verdict that stays, of those that moved since this was asked last.
   *
   * @return their verdicts, in the order of the plan
   */
  public Map<Cell, Verdict> news() {
    Map<Cell, Verdict> verdicts = new LinkedHashMap<>();
    standing.freshlyClosed().stream()
        .forEach(cell ->
            verdicts.put(plan.cells().get(cell).cell(), standing.verdict(cell, "").verdict()));
    return verdicts;
  }

  /** The time that trials have taken together, in seconds. */
  public double seconds() {
    return seconds;
  }

  /**
   * The time that trials may take together.
   *
   * @return seconds; infinite where only rounds end the gate
   */
  public double budget() {
    return terms.budget();
  }

  /**
   * What a single round should take before anything has been measured.
   *
   * @return two trials of each build of every cell, in seconds
   */
  public double firstRound() {
    return IntStream.range(0, plan.cells().size()).mapToDouble(this::blockSeconds).sum();
  }

  /**
   * What the trials so far say.
   *
   * @return the verdicts
   */
  public GateResult result() {
    List<CellVerdict> verdicts = new ArrayList<>(terms.untried());
    for (int cell = 0; cell < plan.cells().size(); cell++) {
      verdicts.add(standing.verdict(cell, whyUndecided(cell)));
    }
    return new GateResult(
        plan.run(),
        terms.policy(),
        verdicts,
        terms.onlyInBase(),
        terms.onlyInCandidate(),
        Jars.of(plan),
        plan.environment(),
        seen,
        seconds,
        ended);
  }

  private String whyUndecided(int cell) {
    if (blocks(cell) == 0) {
      return ended + " before its first block of four trials";
    }
    double left = pairsLeft(cell);
    Evidence evidence = standing.referee().evidence(cell);
    String more =
        left > 1000
            ? "more than 1000 more pairs would be needed"
            : "at least about %.0f more pairs would be needed".formatted(Math.ceil(left));
    if (evidence.isWithin(terms.policy().beta())) {
      more += " to exclude a mode that makes some of the candidate's JVMs slower";
    }
    return "%s: with a noise of %.1f %% between trials, %s"
        .formatted(hopeless(cell) ? "given up" : ended, 100 * evidence.noise(), more);
  }
}
