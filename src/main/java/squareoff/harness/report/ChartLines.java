package squareoff.harness.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import squareoff.harness.report.SvgDrawing.Group;
import squareoff.harness.report.SvgDrawing.SvgPath;
import squareoff.harness.report.SvgDrawing.SvgText;
import squareoff.harness.result.ParameterOrder;

/** Scores over a parameter that is a number: a line for every combination of the others. */
final class ChartLines {
  private static final int LEFT = 64;
  private static final int RIGHT = 470;
  private static final int TOP = 34;
  private static final int BOTTOM = 300;
  private static final int LEAST_VALUES = 3;
  private static final double LEAST_LOGARITHMIC = 20;
  private static final int NAME_APART = 18;
  private static final int NAME = 136;

  private record Line(int kind, String name, List<ChartPoint> points) {}

  private final String parameter;
  private final List<ChartPoint> points;
  private final List<Line> lines = new ArrayList<>();

  private ChartLines(String parameter, List<ChartPoint> points) {
    this.parameter = parameter;
    this.points = points.stream().filter(p -> Double.isFinite(p.centre())).toList();
    Map<String, List<ChartPoint>> byName = new LinkedHashMap<>();
    for (ChartPoint point : this.points) {
      byName.computeIfAbsent(point.label(parameter), k -> new ArrayList<>()).add(point);
    }
    byName
        .values()
        .forEach(series -> {
          List<ChartPoint> inOrder =
              series.stream().sorted(Comparator.comparingDouble(this::x)).toList();
          String name = series.getFirst().shortLabel(parameter);
          lines.add(new Line(lines.size(), name, inOrder));
        });
  }

  /**
   * A chart over the parameter with the most values; empty where none has three that are numbers.
   */
  static Optional<Chart> of(String id, String kind, String heading, List<ChartPoint> points) {
    Optional<String> parameter =
        points.getFirst().identity().keySet().stream()
            .filter(name -> values(points, name) >= LEAST_VALUES)
            .max(Comparator.comparingLong(name -> values(points, name)));
    return parameter
        .map(name -> new ChartLines(name, points))
        .filter(chart -> chart.lines.size() <= SvgShapes.MARKS && !chart.points.isEmpty())
        .filter(chart -> chart.lines.stream().anyMatch(l -> l.points().size() >= LEAST_VALUES))
        .map(chart -> chart.chart(id, kind, heading));
  }

  /** How many values a parameter has; 0 where one is no number. */
  private static long values(List<ChartPoint> points, String name) {
    boolean numbers = points.stream().allMatch(p -> number(p, name).isPresent());
    return numbers
        ? points.stream().mapToDouble(p -> number(p, name).getAsDouble()).distinct().count()
        : 0;
  }

  private static OptionalDouble number(ChartPoint point, String name) {
    return ParameterOrder.number(point.identity().get(name))
        .map(Number::doubleValue)
        .filter(ChartAxis::isDrawable)
        .map(OptionalDouble::of)
        .orElse(OptionalDouble.empty());
  }

  private double x(ChartPoint point) {
    return number(point, parameter).orElseThrow();
  }

  private DoubleStream xs() {
    return points.stream().mapToDouble(this::x);
  }

  private DoubleStream ys() {
    return points.stream().flatMapToDouble(ChartPoint::values);
  }

  private Chart chart(String id, String kind, String heading) {
    double x0 = xs().min().orElseThrow();
    double x1 = xs().max().orElseThrow();
    double y0 = ys().min().orElseThrow();
    double y1 = ys().max().orElseThrow();
    SvgDrawing linear =
        draw(
            ChartAxis.linear(Math.min(0, x0), x1, LEFT, RIGHT, 5),
            ChartAxis.linear(Math.min(0, y0), y1, BOTTOM, TOP, 5));
    Optional<SvgDrawing> logarithmic =
        x0 > 0 && y0 > 0 && y1 > y0
            ? Optional.of(
                draw(
                    ChartAxis.logarithmic(x0, x1, LEFT, RIGHT),
                    ChartAxis.logarithmic(y0, y1, BOTTOM, TOP)))
            : Optional.empty();
    return new Chart(
        id,
        kind,
        heading + " over " + parameter + ", " + unit(),
        Chart.spoken(points.stream().map(ChartPoint::spoken).toList()),
        ("Ring: one trial. Filled mark: the score, with the interval of its ±. "
                + ChartPoint.direction(points))
            .strip(),
        Chart.variants(linear, logarithmic, x0 > 0 && x1 / x0 >= LEAST_LOGARITHMIC));
  }

  private String unit() {
    return points.getFirst().unit();
  }

  private SvgDrawing draw(ChartAxis x, ChartAxis y) {
    String note = x.logarithmic() ? " (both axes logarithmic)" : "";
    List<Group> groups = new ArrayList<>();
    groups.add(
        ChartFrame.bottom(x, TOP, BOTTOM, ChartFrame.cut(parameter, 240) + note, ChartAxis::label));
    groups.add(ChartFrame.left(y, LEFT, RIGHT, unit()));
    for (Line line : lines) {
      groups.add(curve(line, x, y));
      line.points().forEach(point -> groups.add(point(line, point, x, y)));
    }
    groups.add(names(y));
    return new SvgDrawing(ChartFrame.WIDTH, height(), groups);
  }

  private int height() {
    return BOTTOM + 46;
  }

  private Group curve(Line line, ChartAxis x, ChartAxis y) {
    List<double[]> corners =
        line.points().stream().map(p -> new double[] {x.at(x(p)), y.at(p.centre())}).toList();
    String style = "line s" + line.kind();
    return new Group("", "", List.of(new SvgPath(style, SvgShapes.polyline(corners))), List.of());
  }

  private Group point(Line line, ChartPoint point, ChartAxis x, ChartAxis y) {
    List<SvgPath> paths = new ArrayList<>();
    double at = x.at(x(point));
    String series = " s" + line.kind();
    point
        .trials()
        .forEach(v -> paths.add(new SvgPath("trial" + series, SvgShapes.circle(at, y.at(v), 3))));
    if (point.half() > 0) {
      double low = point.centre() - point.half();
      double from = y.at(y.logarithmic() ? Math.max(y.low(), low) : low);
      double to = y.at(point.centre() + point.half());
      paths.add(new SvgPath("interval" + series, SvgShapes.upright(at, from, to, 4)));
    }
    paths.add(new SvgPath("mark" + series, SvgShapes.mark(line.kind(), at, y.at(point.centre()))));
    return new Group(point.id(), point.spoken(), paths, List.of());
  }

  /** The lines' names, beside their last points as near as there is room. */
  private Group names(ChartAxis y) {
    List<Line> fromTop =
        lines.stream()
            .sorted(Comparator.comparingDouble(l -> y.at(l.points().getLast().centre())))
            .toList();
    List<SvgPath> paths = new ArrayList<>();
    List<SvgText> texts = new ArrayList<>();
    double next = TOP;
    int left = fromTop.size();
    for (Line line : fromTop) {
      double wanted = y.at(line.points().getLast().centre());
      double lowest = BOTTOM - (double) (--left) * NAME_APART;
      double place = Math.max(next, Math.min(wanted, lowest));
      next = place + NAME_APART;
      paths.add(
          new SvgPath("mark s" + line.kind(), SvgShapes.mark(line.kind(), RIGHT + 18, place)));
      texts.add(ChartFrame.text("start", RIGHT + 30, place + 4, ChartFrame.cut(line.name(), NAME)));
    }
    return new Group("", "", paths, texts);
  }
}
