package squareoff.harness.compare;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import squareoff.harness.result.Cell;

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
 * @param testing what there was to be tested
 */
public record Comparison(
    Question question,
    String base,
    String candidate,
    List<ComparedCell> cells,
    Map<Cell, List<String>> onlyBase,
    Map<Cell, List<String>> onlyCandidate,
    Optional<GeometricMean> geometricMean,
    boolean sameTrials,
    Testing testing) {

  /**
   * The tests of all cells together.
   *
   * @param tests how many cells were tested: what Holm's procedure multiplies the least p with
   * @param trialsNeeded how many trials a side this many cells need at least, before any difference
   *     can be shown
   * @param noise where a cell was judged by the moderated t-test, what the noise of every cell
   *     counts as at least, as a fraction of its cost
   */
  public record Testing(int tests, int trialsNeeded, Optional<Double> noise) {}

  /** Copies the list. */
  public Comparison {
    cells = List.copyOf(cells);
  }

  /** How many cells were tested. */
  public int tests() {
    return testing.tests();
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

  /** Whether anything could be said of any cell. */
  public boolean judgedAny() {
    return cells.stream()
        .anyMatch(
            cell -> cell.verdict() != Verdict.UNDECIDED && cell.verdict() != Verdict.INCOMPARABLE);
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
