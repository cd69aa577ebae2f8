package squareoff.harness.report.verdict;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import squareoff.harness.gate.CellVerdict;
import squareoff.harness.gate.GateResult;
import squareoff.harness.report.Footnotes;
import squareoff.harness.report.MarkdownText;

/**
 * What is noted of the cells of a gate: a mark for each note at the rows that have it, and a line
 * that says what the mark means; of a note of every cell the line alone.
 */
final class Notes {
  private static final int MOST_LINES = 30;

  private final Set<String> common = new LinkedHashSet<>();
  private final Footnotes marks = new Footnotes();

  Notes(GateResult result) {
    List<CellVerdict> cells = result.cells();
    List<CellVerdict> measured =
        cells.stream()
            .filter(cell -> cell.estimate().isPresent() || cell.scores().isPresent())
            .toList();
    if (measured.size() > 1) {
      common.addAll(measured.getFirst().notes());
      measured.forEach(cell -> common.retainAll(cell.notes()));
    }
    cells.forEach(this::marks);
  }

  private List<String> own(CellVerdict cell) {
    return cell.notes().stream().filter(note -> !common.contains(note)).toList();
  }

  /** The marks of a row. */
  String marks(CellVerdict cell) {
    return marks.marks(own(cell));
  }

  /**
   * What the marks mean.
   *
   * @param cells those that are shown
   * @return inert lines
   */
  List<String> lines(List<CellVerdict> cells) {
    List<String> lines = new ArrayList<>();
    common.forEach(note -> lines.add("every cell: " + MarkdownText.prose(note)));
    List<String> noted = cells.stream().flatMap(cell -> own(cell).stream()).distinct().toList();
    noted.stream()
        .limit(MOST_LINES)
        .forEach(note -> lines.add(marks.marks(List.of(note)) + " " + MarkdownText.prose(note)));
    if (noted.size() > MOST_LINES) {
      lines.add("%d more notes are in verdicts.json.".formatted(noted.size() - MOST_LINES));
    }
    return lines;
  }
}
