package squareoff.harness.report;

import java.util.List;

/**
 * A drawing: groups of paths and texts. All text in it is still as it came; the template escapes.
 *
 * @param width in the drawing's own units
 * @param height in the same
 * @param groups from back to front
 */
record SvgDrawing(int width, int height, List<Group> groups) {

  /**
   * What belongs together.
   *
   * @param row the identifier of the table's row that it shows; empty for axes
   * @param title what a pointer at rest shows; may be empty
   * @param paths its lines and areas
   * @param texts its texts
   */
  record Group(String row, String title, List<SvgPath> paths, List<SvgText> texts) {}

  /** A line or an area: its style's name, and how it runs. */
  record SvgPath(String style, String d) {}

  /** A text: its style's name, its place, the words. */
  record SvgText(String style, String x, String y, String words) {}
}
