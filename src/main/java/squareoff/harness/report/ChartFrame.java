package squareoff.harness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import squareoff.harness.report.SvgDrawing.Group;
import squareoff.harness.report.SvgDrawing.SvgPath;
import squareoff.harness.report.SvgDrawing.SvgText;

/** Axes and names of charts. */
final class ChartFrame {
  /** The width of every chart; its height follows from what it shows. */
  static final int WIDTH = 640;

  private static final int LEAST_LEFT = 120;
  private static final int MOST_LEFT = 320;
  private static final int GAP = 12;
  private static final double ELLIPSIS = 12.5;
  private static final String NARROW = "iIjlrtf.,:;'|!()[]/\\ -·";
  private static final String WIDE = "mwMWQO@%<>=+~^#&_";
  private static final double APART = 62;

  private ChartFrame() {}

  /**
   * A name, cut in its middle where it is too long for its place.
   *
   * @param most the width of the place, in the drawing's units
   */
  static String cut(String text, double most) {
    if (width(text) <= most) {
      return text;
    }
    int[] points = text.codePoints().toArray();
    StringBuilder head = new StringBuilder();
    int i = 0;
    while (width(head.toString()) + width(points[i]) < (most - ELLIPSIS) * 2 / 3) {
      head.appendCodePoint(points[i++]);
    }
    StringBuilder tail = new StringBuilder();
    int j = points.length - 1;
    while (j > i && width(tail.toString()) + width(points[j]) < (most - ELLIPSIS) / 3) {
      tail.insert(0, Character.toString(points[j--]));
    }
    return head + "…" + tail;
  }

  /** About the width of a text in the widest of the usual fonts. */
  private static double width(String text) {
    return text.codePoints().mapToDouble(ChartFrame::width).sum();
  }

  private static double width(int c) {
    if (NARROW.indexOf(c) >= 0) {
      return 5.3;
    }
    boolean wide = MarkdownText.width(Character.toString(c)) > 1 || WIDE.indexOf(c) >= 0;
    return wide ? 13 : Character.isUpperCase(c) ? 9.6 : c < 0x80 ? 8.1 : 10.5;
  }

  /** A text in lines of a width, broken between words. */
  static List<String> wrapped(String text, double most) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (!line.isEmpty() && width(line + " " + word) > most) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(cut(word, most));
    }
    lines.add(line.toString());
    return lines;
  }

  /** A text at a place. */
  static SvgText text(String style, double x, double y, String words) {
    return new SvgText(style, SvgShapes.number(x), SvgShapes.number(y), words);
  }

  /** Where the tracks of some rows begin, so that their names have room. */
  static int left(List<ChartPoint> points) {
    double widest = points.stream().mapToDouble(p -> width(p.shortLabel())).max().orElse(0);
    return (int) Math.clamp(Math.ceil(widest) + GAP + 4, LEAST_LEFT, MOST_LEFT);
  }

  /** The name of a row, left of its track. */
  static SvgText rowLabel(double right, double y, String words) {
    return text("name", right - GAP, y + 4, cut(words, right - GAP));
  }

  /** What the names of rows consist of, above them. */
  static Group names(double right, String words) {
    // Nothing is drawn at this height: what has no room on the left may go on to the right.
    SvgText text =
        width(words) <= right - GAP
            ? text("name tick", right - GAP, 14, words)
            : text("start quiet", 0, 14, cut(words, WIDTH - 40));
    return new Group("", words, List.of(), List.of(text));
  }

  /** Vertical lines with numbers below, and the axis' unit. */
  static Group bottom(
      ChartAxis axis, double top, double bottom, String unit, DoubleFunction<String> label) {
    List<SvgPath> paths = new ArrayList<>();
    List<SvgText> texts = new ArrayList<>();
    for (double tick : axis.ticks(APART)) {
      double x = axis.at(tick);
      paths.add(new SvgPath("grid", SvgShapes.line(x, top, x, bottom)));
      texts.add(text("tick", x, bottom + 17, label.apply(tick)));
    }
    paths.add(new SvgPath("axis", SvgShapes.line(axis.from(), bottom, axis.to(), bottom)));
    texts.add(text("unit", (axis.from() + axis.to()) / 2, bottom + 36, unit));
    return new Group("", "", paths, texts);
  }

  /** Horizontal lines with numbers on their left, and the axis' unit above. */
  static Group left(ChartAxis axis, double left, double right, String unit) {
    List<SvgPath> paths = new ArrayList<>();
    List<SvgText> texts = new ArrayList<>();
    for (double tick : axis.ticks(34)) {
      double y = axis.at(tick);
      paths.add(new SvgPath("grid", SvgShapes.line(left, y, right, y)));
      texts.add(text("name tick", left - 8, y + 4, ChartAxis.label(tick)));
    }
    texts.add(text("start", 0, 14, unit));
    return new Group("", "", paths, texts);
  }
}
