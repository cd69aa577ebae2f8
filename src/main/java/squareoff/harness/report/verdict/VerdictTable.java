package squareoff.harness.report.verdict;

import java.util.ArrayList;
import java.util.List;
import squareoff.harness.gate.CellVerdict;
import squareoff.harness.gate.GateResult;
import squareoff.harness.gate.Verdict;
import squareoff.harness.report.MarkdownText;

/**
 * A gate's verdicts as Markdown that GitHub shows as tables, and that reads as tables in a terminal
 * too: the worst first, of many cells that are not slower only how many.
 */
public final class VerdictTable {
  /** More cells than these are too many to read them all. */
  private static final int MANY = 24;

  private static final int MOST_IN_TERMINAL = 60;

  private final GateResult result;
  private final VerdictColumns columns;
  private final SuiteLines suite;
  private final StringBuilder out = new StringBuilder();

  private VerdictTable(GateResult result) {
    this.result = result;
    this.columns = new VerdictColumns(result);
    this.suite = new SuiteLines(result);
  }

  /**
   * Renders everything that a gate found out, for a file or the summary of a job.
   *
   * @param result what it found out
   * @return Markdown, with a line feed at the end of every line; where cells are many, those that
   *     are not slower are folded away at its end
   */
  public static String render(GateResult result) {
    VerdictTable table = new VerdictTable(result);
    List<CellVerdict> folded = table.folded();
    table.opening(table.shown(folded));
    table.closing(folded.size(), result.cells());
    table.fold(folded);
    return table.out.toString();
  }

  /**
   * Renders what fits a terminal: of many cells that are not slower only how many, and at most 60
   * rows.
   *
   * @param result what a gate found out
   * @return Markdown without any HTML of its own, with a line feed at the end of every line
   */
  public static String brief(GateResult result) {
    VerdictTable table = new VerdictTable(result);
    List<CellVerdict> folded = table.folded();
    List<CellVerdict> shown = table.shown(folded);
    table.opening(shown.subList(0, Math.min(MOST_IN_TERMINAL, shown.size())));
    if (shown.size() > MOST_IN_TERMINAL) {
      table.paragraph((shown.size() - MOST_IN_TERMINAL) + " more cells are in verdicts.json.");
    }
    table.closing(folded.size(), shown);
    return table.out.toString();
  }

  /** The cells that need not be looked at one by one. */
  private List<CellVerdict> folded() {
    List<CellVerdict> notSlower =
        result.cells().stream().filter(cell -> cell.verdict() == Verdict.NOT_SLOWER).toList();
    return result.cells().size() > MANY && notSlower.size() > MANY / 2 ? notSlower : List.of();
  }

  private List<CellVerdict> shown(List<CellVerdict> folded) {
    return folded.isEmpty()
        ? result.cells()
        : result.cells().stream().filter(cell -> cell.verdict() != Verdict.NOT_SLOWER).toList();
  }

  private void opening(List<CellVerdict> cells) {
    out.append("# Gate: ").append(suite.headline()).append('\n');
    suite.looksSlower(columns.names()).forEach(this::paragraph);
    // Nothing of others begins a line: GitHub takes a line that begins with two colons for a
    // command.
    paragraph("Run " + MarkdownText.escape(result.name()) + ": " + suite.counts() + ".");
    if (!cells.isEmpty()) {
      out.append('\n');
      columns.table().render(cells, out);
    }
  }

  private void closing(int folded, List<CellVerdict> noted) {
    if (folded > 0) {
      paragraph(
          folded
              + " cells are not-slower: none is slower by its tolerance or more. Each is in verdicts.json.");
    }
    list(columns.notes().lines(noted));
    list(Remarks.lines(result, columns.names()));
    List<String> notes = new ArrayList<>(Legend.lines(result, columns));
    notes.addAll(suite.certainty());
    list(notes);
    list(suite.facts());
  }

  private void fold(List<CellVerdict> folded) {
    if (!folded.isEmpty()) {
      out.append("\n<details><summary>The ")
          .append(folded.size())
          .append(" not-slower</summary>\n\n");
      columns.table().render(folded, out);
      out.append("\n</details>\n");
    }
  }

  private void paragraph(String text) {
    out.append('\n').append(text).append('\n');
  }

  private void list(List<String> lines) {
    if (!lines.isEmpty()) {
      out.append('\n');
      lines.forEach(line -> out.append("- ").append(line).append('\n'));
    }
  }
}
