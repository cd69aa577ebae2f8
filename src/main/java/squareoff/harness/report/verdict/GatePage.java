package squareoff.harness.report.verdict;

import java.util.List;
import squareoff.harness.report.MarkdownText;
import squareoff.harness.report.PageAssets;
import squareoff.harness.report.PageText;
import squareoff.harness.report.SvgDrawing;

/**
 * Everything that a gate's page shows. Texts are as they came; the template escapes.
 *
 * @param headline the outcome in a sentence, which is the page's title too
 * @param name the run's
 * @param counts how many cells got which verdict
 * @param facts how much was run, which jars, what machine
 * @param legend how to read the table, and how sure it is
 * @param head the axis of the drawings
 * @param columns those of numbers, from left to right, without that of the drawings
 * @param rows the worst first
 * @param remarks what the marks of rows mean, why cells are undecided or failed, and what is in one
 *     jar only
 * @param markdown the same as Markdown
 * @param assets style and script
 */
record GatePage(
    String headline,
    PageText name,
    List<Count> counts,
    List<PageText> facts,
    List<PageText> legend,
    SvgDrawing head,
    List<PageText> columns,
    List<Row> rows,
    List<PageText> remarks,
    String markdown,
    PageAssets assets) {

  /** A verdict, the shape that stands for it, and how many cells have it. */
  record Count(String word, String sign, long number) {}

  /**
   * A row.
   *
   * @param id unique on the page
   * @param verdict in a word, which is the name of its style too
   * @param sign the verdict as a shape
   * @param benchmark the cell's
   * @param variant what tells it from others of its benchmark
   * @param change the words of the drawing
   * @param ratio what the row is sorted by among changes; empty where there is none
   * @param drawings one, or none where there is no estimate
   * @param interval the drawing in words
   * @param numbers the texts behind the drawing
   */
  record Row(
      String id,
      String verdict,
      String sign,
      PageText benchmark,
      PageText variant,
      String change,
      String ratio,
      List<SvgDrawing> drawings,
      String interval,
      List<PageText> numbers) {
    private static final int LONG = 40;

    /** Whether it is broken into lines. */
    boolean isLong() {
      return Math.max(width(benchmark), width(variant)) > LONG;
    }

    private static int width(PageText text) {
      return MarkdownText.width(text.plain());
    }
  }
}
