package squareoff.harness.compare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import squareoff.harness.result.Cell;
import squareoff.harness.stats.PermutationTest;

/**
 * Two sets of results, compared.
 *
 * @param question what was asked
 * @param base the name of the base
 * @param candidate the name of the candidate
 * @param cells what both have, in the base's order
 * @param onlyBase the cells that only the base has, each with why, where that is known
 * @param onlyCandidate the cells that only the candidate has, each with why, where that is known
 * @param geometricMean over the cells that have trials above 0 on both sides; empty without any
 * @param sameTrials whether both sides hold the numbers of the same measurement
 */
public record Comparison(
    Question question,
    String base,
    String candidate,
    List<ComparedCell> cells,
    Map<Cell, List<String>> onlyBase,
    Map<Cell, List<String>> onlyCandidate,
    Optional<GeometricMean> geometricMean,
    boolean sameTrials) {

  /** Copies the list. */
  public Comparison {
    cells = List.copyOf(cells);
  }

  /** How many cells were tested: what Holm's procedure multiplies the least p with. */
  public int tests() {
    return (int) cells.stream().filter(cell -> cell.test().isPresent()).count();
  }

  /** The cells of a verdict. */
  public List<ComparedCell> of(Verdict verdict) {
    return cells.stream().filter(cell -> cell.verdict() == verdict).toList();
  }

  /**
   * What is noted of every one of several cells: to be said once.
   *
   * @return empty where there is one cell only
   */
  public List<String> commonNotes() {
    if (cells.size() < 2) {
      return List.of();
    }
    return cells.getFirst().notes().stream()
        .filter(note -> cells.stream().allMatch(cell -> cell.notes().contains(note)))
        .toList();
  }

  /** Whether a side lacks a cell of the other, or a cell that failed. */
  public boolean lacksCells() {
    return !onlyBase.isEmpty() || !onlyCandidate.isEmpty();
  }

  /** How many trials a side this many cells need at least, before any difference can be shown. */
  public int trialsNeeded() {
    return PermutationTest.trialsNeeded(Math.max(1, tests()), question.alpha());
  }

  /** The cells of which a difference was shown, the greatest change for the worse first. */
  public List<ComparedCell> shown() {
    return Stream.of(Verdict.WORSE, Verdict.MORE, Verdict.LESS, Verdict.BETTER)
        .flatMap(verdict -> of(verdict).stream())
        .sorted((a, b) -> Double.compare(value(b), value(a)))
        .toList();
  }

  private static double value(ComparedCell cell) {
    return cell.ratio().orElseThrow().value();
  }
}
