package squareoff.harness.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the shapes of charts run, as the {@code d} of SVG paths. */
public final class SvgShapes {
  /** How many marks can be told apart by their shape. */
  static final int MARKS = 8;

  private SvgShapes() {}

  /**
   * A number in a path: a tenth of a pixel is enough.
   *
   * @param value in the drawing's units
   * @return with one digit behind the point, or none
   */
  public static String number(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  static String point(double x, double y) {
    return number(x) + " " + number(y);
  }

  /**
   * A straight line.
   *
   * @param x1 where it begins
   * @param y1 where it begins
   * @param x2 where it ends
   * @param y2 where it ends
   * @return the path
   */
  public static String line(double x1, double y1, double x2, double y2) {
    return "M" + point(x1, y1) + "L" + point(x2, y2);
  }

  static String rectangle(double x, double y, double width, double height) {
    return "M%sh%sv%sh%sz".formatted(point(x, y), number(width), number(height), number(-width));
  }

  static String circle(double x, double y, double r) {
    return "M%sa%s %s 0 1 0 %s 0a%s %s 0 1 0 %s 0z"
        .formatted(
            point(x - r, y),
            number(r),
            number(r),
            number(2 * r),
            number(r),
            number(r),
            number(-2 * r));
  }

  /** A horizontal interval with caps. */
  static String across(double x1, double x2, double y, double cap) {
    return line(x1, y, x2, y) + line(x1, y - cap, x1, y + cap) + line(x2, y - cap, x2, y + cap);
  }

  /** A vertical interval with caps. */
  static String upright(double x, double y1, double y2, double cap) {
    return line(x, y1, x, y2) + line(x - cap, y1, x + cap, y1) + line(x - cap, y2, x + cap, y2);
  }

  /**
   * A line with corners.
   *
   * @param points x and y of each
   * @return the path
   */
  public static String polyline(List<double[]> points) {
    return points.stream().map(p -> point(p[0], p[1])).collect(Collectors.joining("L", "M", ""));
  }

  /** One of {@link #MARKS} marks around a point. */
  static String mark(int kind, double x, double y) {
    double r = 4.5;
    return switch (Math.floorMod(kind, MARKS)) {
      case 0 -> circle(x, y, r);
      case 1 -> rectangle(x - 4, y - 4, 8, 8);
      case 2 -> polygon(x, y, 0, -5.5, 5, 3.5, -5, 3.5);
      case 3 -> polygon(x, y, 0, -5.5, 5.5, 0, 0, 5.5, -5.5, 0);
      case 4 -> polygon(x, y, 0, 5.5, 5, -3.5, -5, -3.5);
      case 5 -> rectangle(x - 7, y - 2.5, 14, 5);
      case 6 ->
          polygon(
              x, y, -1.8, -5, 1.8, -5, 1.8, -1.8, 5, -1.8, 5, 1.8, 1.8, 1.8, 1.8, 5, -1.8, 5, -1.8,
              1.8, -5, 1.8, -5, -1.8, -1.8, -1.8);
      default -> polygon(x, y, -7, -5, 0, -1.5, 7, -5, 7, 5, 0, 1.5, -7, 5);
    };
  }

  /**
   * The mark of a centre among the dots of its trials.
   *
   * @param x of its middle
   * @param y of its middle
   * @return the path
   */
  public static String diamond(double x, double y) {
    return mark(3, x, y);
  }

  private static String polygon(double x, double y, double... offsets) {
    StringBuilder d = new StringBuilder();
    for (int i = 0; i < offsets.length; i += 2) {
      d.append(i == 0 ? 'M' : 'L').append(point(x + offsets[i], y + offsets[i + 1]));
    }
    return d.append('z').toString();
  }
}
