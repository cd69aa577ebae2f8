package squareoff.harness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import squareoff.harness.report.SvgDrawing.Group;
import squareoff.harness.report.SvgDrawing.SvgPath;
import squareoff.harness.stats.Interval;
import squareoff.harness.stats.Ratio;

/** Ratios to reference rows: bars from zero, since their lengths are compared. */
final class ChartRatios {
  private static final int RIGHT = ChartFrame.WIDTH - 64;
  private static final int TOP = 24;
  private static final int STEP = 26;
  private static final int THICK = 14;

  private record Bar(ChartPoint point, Ratio ratio) {
    double end() {
      return ratio.interval().map(Interval::high).orElse(ratio.value());
    }

    String spoken() {
      return "%s: %s".formatted(point.label(), Digits.number(ratio.value()));
    }
  }

  private ChartRatios() {}

  /** A chart of the rows that are compared with others; empty where there is none. */
  static Optional<Chart> of(String id, Baseline baseline, List<ChartPoint> points) {
    List<Bar> bars =
        points.stream()
            .filter(p -> !baseline.isReference(p.row()))
            .flatMap(p -> baseline.ratio(p.row()).map(r -> new Bar(p, r)).stream())
            .limit(Chart.MOST_ROWS)
            .toList();
    if (bars.isEmpty()) {
      return Optional.empty();
    }
    String label = PageText.parse(baseline.reference().label()).plain();
    StringBuilder words = new StringBuilder();
    bars.stream().limit(12).forEach(bar -> words.append(bar.spoken()).append("; "));
    return Optional.of(
        new Chart(
            id,
            "ratio",
            "Ratio to " + label,
            words + "1 is as much as " + label + ".",
            "Bar: the score divided by that of " + label + ", with its interval. Line: 1.",
            Chart.variants(draw(bars, label), Optional.empty(), false)));
  }

  private static SvgDrawing draw(List<Bar> bars, String label) {
    double most = Math.max(1, bars.stream().mapToDouble(Bar::end).max().orElse(1));
    int left = ChartFrame.left(bars.stream().map(Bar::point).toList());
    ChartAxis axis = ChartAxis.linear(0, most, left, RIGHT, 5);
    int bottom = TOP + STEP * bars.size();
    List<Group> groups = new ArrayList<>();
    String unit = "× " + ChartFrame.cut(label, 300);
    groups.add(ChartFrame.bottom(axis, TOP, bottom, unit, ChartAxis::label));
    groups.add(ChartFrame.names(axis.from(), bars.getFirst().point().labelNames()));
    double one = axis.at(1);
    groups.add(
        new Group(
            "", "", List.of(new SvgPath("one", SvgShapes.line(one, TOP, one, bottom))), List.of()));
    for (int i = 0; i < bars.size(); i++) {
      groups.add(row(bars.get(i), axis, TOP + STEP * i + STEP / 2.0));
    }
    return new SvgDrawing(ChartFrame.WIDTH, bottom + 46, groups);
  }

  private static Group row(Bar bar, ChartAxis axis, double y) {
    double end = axis.at(bar.ratio().value());
    List<SvgPath> paths = new ArrayList<>();
    paths.add(
        new SvgPath(
            "bar",
            SvgShapes.rectangle(
                axis.from(), y - THICK / 2.0, Math.max(0.5, end - axis.from()), THICK)));
    bar.ratio()
        .interval()
        .ifPresent(i ->
            paths.add(
                new SvgPath(
                    "interval", SvgShapes.across(axis.at(i.low()), axis.at(i.high()), y, 4))));
    return new Group(
        bar.point().id(),
        bar.spoken(),
        paths,
        List.of(
            ChartFrame.rowLabel(axis.from(), y, bar.point().shortLabel()),
            ChartFrame.text(
                "start value", Math.max(end, axis.at(bar.end())) + 8, y + 4, value(bar.ratio()))));
  }

  private static String value(Ratio ratio) {
    return Digits.number(
        ratio.value(), ratio.interval().map(Interval::halfWidth).orElse(Double.NaN));
  }
}
