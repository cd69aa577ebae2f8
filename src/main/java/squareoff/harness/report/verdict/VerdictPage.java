package squareoff.harness.report.verdict;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import squareoff.harness.gate.CellVerdict;
import squareoff.harness.gate.GateResult;
import squareoff.harness.gate.Verdict;
import squareoff.harness.report.MarkdownTable;
import squareoff.harness.report.MarkdownText;
import squareoff.harness.report.PageAssets;
import squareoff.harness.report.PageText;

/**
 * A gate's verdicts as one HTML file: it loads nothing, and can be read and printed without its
 * script. It shows the table of {@link VerdictTable} with the same digits, and in each row the
 * interval on an axis that all rows share.
 */
public final class VerdictPage {

  private VerdictPage() {}

  /**
   * Renders everything that a gate found out.
   *
   * @param result what it found out
   * @return the page
   */
  public static String render(GateResult result) {
    StringOutput out = new StringOutput();
    JtegateGenerated.render(new OwaspHtmlTemplateOutput(out), null, page(result));
    return out.toString();
  }

  private static GatePage page(GateResult result) {
    VerdictColumns columns = new VerdictColumns(result);
    SuiteLines suite = new SuiteLines(result);
    RatioAxis axis = new RatioAxis(result.cells());
    return new GatePage(
        suite.headline(),
        PageText.parse(MarkdownText.escape(result.name())),
        suite.verdicts().map(v -> new GatePage.Count(v.word(), sign(v), result.count(v))).toList(),
        texts(
            Stream.of(suite.looksSlower(columns.names()), suite.facts())
                .flatMap(List::stream)
                .toList()),
        texts(legend(result, columns)),
        axis.head(),
        numbers(columns).map(column -> PageText.parse(column.header())).toList(),
        IntStream.range(0, result.cells().size())
            .mapToObj(i -> row(i + 1, result.cells().get(i), columns, axis))
            .toList(),
        texts(
            Stream.of(columns.notes().lines(result.cells()), Remarks.lines(result, columns.names()))
                .flatMap(List::stream)
                .toList()),
        VerdictTable.render(result),
        PageAssets.with("verdict.css"));
  }

  private static List<String> legend(GateResult result, VerdictColumns columns) {
    List<String> lines = new ArrayList<>(Legend.lines(result, columns));
    if (!result.cells().isEmpty()) {
      lines.add(
          "Drawing: the diamond is the change, the line its interval; an arrow says that it goes on."
              + " The solid line is no change, the dashed one the cell's tolerance.");
    }
    lines.addAll(new SuiteLines(result).certainty());
    return lines;
  }

  private static List<PageText> texts(List<String> lines) {
    return lines.stream().map(PageText::parse).toList();
  }

  /** The columns behind those that tell cells apart. */
  private static Stream<MarkdownTable.Column<CellVerdict>> numbers(VerdictColumns columns) {
    return columns.table().columns().stream().skip(columns.identity());
  }

  private static GatePage.Row row(
      int number, CellVerdict cell, VerdictColumns columns, RatioAxis axis) {
    List<PageText> numbers =
        numbers(columns).map(column -> PageText.parse(column.text().apply(cell))).toList();
    return new GatePage.Row(
        "cell-" + number,
        cell.verdict().word(),
        sign(cell.verdict()),
        PageText.parse(columns.names().benchmark(cell.cell())),
        PageText.parse(columns.names().variant(cell.cell())),
        numbers.getFirst().plain(),
        VerdictColumns.ratio(cell).map(Object::toString).orElse(""),
        cell.estimate().stream().map(e -> axis.row(cell)).toList(),
        numbers.get(1).plain(),
        numbers.subList(1, numbers.size()));
  }

  private static String sign(Verdict verdict) {
    return switch (verdict) {
      case SLOWER -> "✗";
      case MIXED -> "≠";
      case FAILED -> "!";
      case INCOMPARABLE -> "⊘";
      case UNDECIDED -> "?";
      case NOT_SLOWER -> "=";
      case FASTER -> "✓";
    };
  }
}
