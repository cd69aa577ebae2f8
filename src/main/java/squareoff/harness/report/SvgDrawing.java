package squareoff.harness.report;

import java.util.List;

/**
 * A drawing: groups of paths and texts. All text in it is still as it came; the template escapes.
 *
 * @param width in the drawing's own units
 * @param height in the same
 * @param groups from back to front
 */
public record SvgDrawing(int width, int height, List<Group> groups) {

  /**
   * What belongs together.
   *
   * @param row the identifier of the table's row that it shows; empty for axes
   * @param title what a pointer at rest shows; may be empty
   * @param paths its lines and areas
   * @param texts its texts
   */
  public record Group(String row, String title, List<SvgPath> paths, List<SvgText> texts) {}

  /**
   * A line or an area.
   *
   * @param style the name of its style
   * @param d how it runs, as SVG writes it
   */
  public record SvgPath(String style, String d) {}

  /**
   * A text.
   *
   * @param style the name of its style
   * @param x its place, in the drawing's units
   * @param y the place of its base line
   * @param words as they came
   */
  public record SvgText(String style, String x, String y, String words) {}
}
