package squareoff.harness.gate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import squareoff.harness.result.Cell;

/**
 * What a gate found out.
 *
 * @param name of the run, or of the runs that were put together
 * @param policy what was held against the candidate
 * @param cells the verdicts, worst first
 * @param onlyInBase cells that the candidate's jar does not have
 * @param onlyInCandidate cells that the base's jar does not have
 * @param jars path and SHA-256 of each build's jar, by the names base and candidate; those of the
 *     first run where there are several
 * @param environment what machine it was, as in environment.json; of the first run where there are
 *     several
 * @param trials how many trials were run
 * @param seconds how long they took together, in seconds
 * @param ended why no more trials were run, in a few words
 */
public record GateResult(
    String name,
    Policy policy,
    List<CellVerdict> cells,
    List<Cell> onlyInBase,
    List<Cell> onlyInCandidate,
    Map<String, Jar> jars,
    Map<String, Object> environment,
    int trials,
    double seconds,
    String ended) {

  /**
   * A jar under test.
   *
   * @param path where it was
   * @param sha256 the hash of its bytes, in hexadecimal
   */
  public record Jar(String path, String sha256) {}

  /**
   * Worst verdict first; within one, what looks slower, the greatest ratio, then the order of
   * cells.
   */
  private static final Comparator<CellVerdict> WORST_FIRST =
      Comparator.comparing(CellVerdict::verdict)
          .thenComparing(cell -> !cell.looksSlower())
          .thenComparing(
              cell -> cell.estimate().map(CellVerdict.Estimate::ratio).orElse(0.0),
              Comparator.reverseOrder())
          .thenComparing(CellVerdict::cell);

  /** Sorts the cells, and keeps copies that cannot be changed. */
  public GateResult {
    cells = cells.stream().sorted(WORST_FIRST).toList();
    onlyInBase = List.copyOf(onlyInBase);
    onlyInCandidate = List.copyOf(onlyInCandidate);
  }

  /** Whether cells were compared, and each of them is undecided. */
  public boolean nothingDecided() {
    return !cells.isEmpty() && count(Verdict.UNDECIDED) == cells.size();
  }

  /** The names of the machines whose trials were put together; empty where it is one alone. */
  public List<String> machines() {
    return cells.stream()
        .flatMap(cell -> cell.machines().stream())
        .map(CellVerdict.OnMachine::machine)
        .distinct()
        .sorted()
        .toList();
  }

  /** How many trials ran on a machine that was not quiet. */
  public int disturbed() {
    return cells.stream().mapToInt(CellVerdict::disturbed).sum();
  }

  /**
   * How many cells have a verdict.
   *
   * @param verdict which
   * @return 0 or more
   */
  public long count(Verdict verdict) {
    return cells.stream().filter(cell -> cell.verdict() == verdict).count();
  }
}
