package squareoff.harness.report;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.List;
import squareoff.harness.report.SvgDrawing.SvgText;

/**
 * A chart as an SVG file of its own. What stands around it on the page, its heading and how to read
 * it, is drawn into the file; it has a ground of its own, since the page that shows it may be dark
 * where the reader's system is not.
 *
 * @param chart what it shows
 * @param drawing the one of its drawings that the page opens with
 * @param style the style sheet
 */
record ChartFile(Chart chart, SvgDrawing drawing, String style) {
  private static final int MARGIN = 16;
  private static final int HEADING = 36;
  private static final int LINE = 17;

  /** A chart, in the drawing that the page opens with. */
  static ChartFile of(Chart chart) {
    SvgDrawing shown =
        chart.variants().stream().filter(Chart.Variant::shown).findFirst().orElseThrow().drawing();
    return new ChartFile(chart, shown, HtmlReport.resource("chart.css"));
  }

  /** The file's text. */
  String svg() {
    StringOutput out = new StringOutput();
    JtechartfileGenerated.render(new OwaspHtmlTemplateOutput(out), null, this);
    return out.toString();
  }

  int margin() {
    return MARGIN;
  }

  int top() {
    return HEADING;
  }

  int width() {
    return drawing.width() + 2 * MARGIN;
  }

  int height() {
    return HEADING + drawing.height() + LINE * legend().size() + MARGIN;
  }

  /** The heading above the drawing, and below it how to read it. */
  List<SvgText> lines() {
    List<SvgText> lines = new ArrayList<>();
    String heading = ChartFrame.cut(chart.title(), drawing.width() / 1.25);
    lines.add(ChartFrame.text("start heading", MARGIN, 24, heading));
    double y = HEADING + drawing.height() + LINE;
    for (String line : legend()) {
      lines.add(ChartFrame.text("start quiet", MARGIN, y, line));
      y += LINE;
    }
    return lines;
  }

  private List<String> legend() {
    return ChartFrame.wrapped(chart.legend(), drawing.width());
  }
}
