package squareoff.harness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import squareoff.harness.report.SvgDrawing.Group;
import squareoff.harness.report.SvgDrawing.SvgPath;

/** Rows one below the other: a dot a trial, before them the centre and its interval. */
final class ChartDots {
  private static final int RIGHT = ChartFrame.WIDTH - 24;
  private static final int TOP = 24;
  private static final int STEP = 28;
  private static final double MOST_WITHOUT_ZERO = 2;
  private static final double LEAST_LOGARITHMIC = 20;

  private ChartDots() {}

  /** A chart of some rows with the same unit. */
  static Chart of(String id, String kind, String heading, List<ChartPoint> all) {
    List<ChartPoint> points = all.subList(0, Math.min(all.size(), Chart.MOST_ROWS));
    double low = points.stream().flatMapToDouble(ChartPoint::values).min().orElse(0);
    double high = points.stream().flatMapToDouble(ChartPoint::values).max().orElse(1);
    double least = points.stream().mapToDouble(ChartPoint::centre).min().orElse(0);
    boolean positive = low > 0 && high > low;
    boolean fromZero = low > 0 && high / low > MOST_WITHOUT_ZERO;
    int left = ChartFrame.left(points);
    ChartAxis linear = ChartAxis.linear(fromZero ? 0 : low, high, left, RIGHT, 5);
    Optional<SvgDrawing> logarithmic =
        positive && high / low > 1.5
            ? Optional.of(draw(points, ChartAxis.logarithmic(low, high, left, RIGHT)))
            : Optional.empty();
    return new Chart(
        id,
        kind,
        heading + ", " + points.getFirst().unit(),
        Chart.spoken(points.stream().map(ChartPoint::spoken).toList()),
        legend(points) + Chart.others(points.size(), all.size()),
        Chart.variants(draw(points, linear), logarithmic, high > LEAST_LOGARITHMIC * least));
  }

  private static String legend(List<ChartPoint> points) {
    String marks =
        points.stream().allMatch(p -> p.trials().size() <= 1)
            ? "Diamond: the score of one trial, with the interval of its ± where there is one. "
            : "Ring: one trial. Diamond: the score, with the interval of its ±. ";
    return (marks + ChartPoint.direction(points)).strip();
  }

  private static SvgDrawing draw(List<ChartPoint> points, ChartAxis axis) {
    int bottom = TOP + STEP * points.size();
    List<Group> groups = new ArrayList<>();
    String unit = points.getFirst().unit() + note(axis);
    groups.add(ChartFrame.bottom(axis, TOP, bottom, unit, ChartAxis::label));
    groups.add(ChartFrame.names(axis.from(), points.getFirst().labelNames()));
    for (int i = 0; i < points.size(); i++) {
      groups.add(row(points.get(i), axis, TOP + STEP * i + STEP / 2.0));
    }
    return new SvgDrawing(ChartFrame.WIDTH, bottom + 46, groups);
  }

  private static String note(ChartAxis axis) {
    if (axis.logarithmic()) {
      return " (logarithmic)";
    }
    return axis.low() <= 0 ? "" : " (the axis begins at " + ChartAxis.label(axis.low()) + ")";
  }

  private static Group row(ChartPoint point, ChartAxis axis, double y) {
    List<SvgPath> paths = new ArrayList<>();
    paths.add(new SvgPath("track", SvgShapes.line(axis.from(), y, RIGHT, y)));
    point.trials().stream()
        .filter(Double::isFinite)
        .forEach(v -> paths.add(new SvgPath("trial", SvgShapes.circle(axis.at(v), y, 4))));
    double centre = point.centre();
    if (Double.isFinite(centre)) {
      if (point.half() > 0) {
        double from = axis.at(axis.logarithmic() ? lowEnd(point, axis) : centre - point.half());
        String d = SvgShapes.across(from, axis.at(centre + point.half()), y, 5);
        paths.add(new SvgPath("interval", d));
      }
      paths.add(new SvgPath("centre", SvgShapes.diamond(axis.at(centre), y)));
    }
    return new Group(
        point.id(),
        point.spoken(),
        paths,
        List.of(ChartFrame.rowLabel(axis.from(), y, point.shortLabel())));
  }

  private static double lowEnd(ChartPoint point, ChartAxis axis) {
    return Math.max(axis.low(), point.centre() - point.half());
  }
}
