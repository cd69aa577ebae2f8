package squareoff.harness.gate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Conditions.Differences;
import squareoff.harness.stats.Interval;

/**
 * What a gate found out about one cell.
 *
 * @param cell which
 * @param verdict what is said of it
 * @param tolerance the slowdown that does not matter, as a fraction of the base's cost
 * @param estimate ratio and scores; empty before the first complete block
 * @param pairs how many pairs of trials, of base and candidate, the verdict rests on
 * @param reason why it is undecided, failed or incomparable, in a sentence; empty otherwise
 * @param failures what went wrong in its trials, in a few words each
 * @param disturbed how many of its trials ran on a machine that was not quiet
 * @param machines what each machine that was to measure it says by itself; empty where trials of
 *     one machine only were judged, or none can be compared
 * @param notes what else a reader should know: in what the builds were measured differently that
 *     may be the change itself, and whose trials fall into two groups; plain text, a phrase each
 * @param scores of an incomparable cell what was measured, where anything was
 */
public record CellVerdict(
    Cell cell,
    Verdict verdict,
    double tolerance,
    Optional<Estimate> estimate,
    int pairs,
    String reason,
    List<String> failures,
    int disturbed,
    List<OnMachine> machines,
    List<String> notes,
    Optional<Scores> scores) {

  /**
   * The scores of two builds that mean different things.
   *
   * @param base the geometric mean over the base's trials; NaN where there is none
   * @param baseUnit its unit, as JMH writes it; empty without a trial
   * @param candidate that of the candidate's
   * @param candidateUnit its unit, which may be another one
   */
  public record Scores(double base, String baseUnit, double candidate, String candidateUnit) {}

  /**
   * What one of several machines says by itself.
   *
   * @param machine its name
   * @param verdict {@code SLOWER}, {@code NOT_SLOWER} or {@code UNDECIDED}
   * @param slowerAlone whether its own gate would call it slower, which beside other machines may
   *     be too little
   * @param ratio the candidate's cost divided by the base's; NaN before the first complete block
   * @param interval the ratios that are not excluded
   * @param noise the standard deviation between trials as a fraction of the cost
   * @param pairs how many pairs of trials it has
   */
  public record OnMachine(
      String machine,
      Verdict verdict,
      boolean slowerAlone,
      double ratio,
      Interval interval,
      double noise,
      int pairs) {}

  /** What a gate on one machine found out about a cell of which nothing is to be noted. */
  public CellVerdict(
      Cell cell,
      Verdict verdict,
      double tolerance,
      Optional<Estimate> estimate,
      int pairs,
      String reason,
      List<String> failures,
      int disturbed) {
    this(
        cell,
        verdict,
        tolerance,
        estimate,
        pairs,
        reason,
        failures,
        disturbed,
        List.of(),
        List.of(),
        Optional.empty());
  }

  /**
   * A cell that got no trial, since the builds would be measured differently.
   *
   * @param cell which, of the base
   * @param differences in what
   * @param tolerance the slowdown that would not have mattered
   */
  static CellVerdict untried(Cell cell, Differences differences, double tolerance) {
    return new CellVerdict(
        cell,
        Verdict.INCOMPARABLE,
        tolerance,
        Optional.empty(),
        0,
        differences.reason(),
        List.of(),
        0,
        List.of(),
        differences.circumstances(),
        Optional.empty());
  }

  /**
   * What the pairs say.
   *
   * @param ratio the candidate's cost divided by the base's, of geometric means: above 1 is slower,
   *     in every mode
   * @param interval the ratios that no look excluded, anytime-valid; from 0, to infinity where
   *     nothing is excluded yet; of several machines, all ratios that are not excluded on one of
   *     them
   * @param noise the standard deviation between trials as a fraction of the cost
   * @param base the geometric mean of the scores of the base's trials that the ratio is of
   * @param candidate that of the candidate's, in the same unit: the two divided are the ratio
   * @param unit the unit of the scores, as JMH writes it
   * @param evidenceSlower how strong the evidence is that the candidate is slower at all, or, where
   *     the policy asks for that, by more than the tolerance: a factor
   * @param evidenceNeeded what it would take to be called slower beside the other cells
   * @param rarestMode the part of the candidate's JVMs from which on a mode that makes them slower,
   *     by as much as makes up the tolerance, is excluded; empty where not even one in half of them
   *     is
   */
  public record Estimate(
      double ratio,
      Interval interval,
      double noise,
      double base,
      double candidate,
      String unit,
      double evidenceSlower,
      double evidenceNeeded,
      OptionalDouble rarestMode) {

    /**
     * The smallest slowdown that is excluded.
     *
     * @return as a fraction of the base's cost: 0.03 says that the candidate is not slower by 3 %
     *     or more; may be below 0, and infinite where none is excluded
     */
    public double excludedSlowdown() {
      return interval.high() - 1;
    }
  }

  /**
   * Whether the cell is undecided, but all ratios that are not excluded are beyond its tolerance,
   * or the gate of one machine alone would call it slower: what was asked of it is not yet reached.
   */
  public boolean looksSlower() {
    return verdict == Verdict.UNDECIDED
        && (slowerOnOne() || estimate.filter(e -> e.interval().low() > 1 + tolerance).isPresent());
  }

  /** Whether the gate of one machine alone would call it slower. */
  public boolean slowerOnOne() {
    return machines.stream().anyMatch(OnMachine::slowerAlone);
  }

  /** Keeps a copy that cannot be changed. */
  public CellVerdict {
    failures = List.copyOf(failures);
    machines = List.copyOf(machines);
    notes = List.copyOf(notes);
  }
}
