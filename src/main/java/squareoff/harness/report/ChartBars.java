package squareoff.harness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import squareoff.harness.report.SvgDrawing.Group;
import squareoff.harness.report.SvgDrawing.SvgPath;
import squareoff.harness.stats.Interval;

/**
 * Bars one below the other, with their intervals and a line at 1.
 *
 * @param base where bars begin: what their lengths are counted from
 * @param unit what stands below the axis
 */
record ChartBars(double base, String unit) {
  private static final int RIGHT = ChartFrame.WIDTH - 64;
  private static final int TOP = 24;
  private static final int STEP = 26;
  private static final int THICK = 14;
  private static final double LEAST_LOGARITHMIC = 20;

  /**
   * One bar.
   *
   * @param point the row that it shows
   * @param value where it ends
   * @param interval around the value; empty where there is none
   * @param trials the values of the trials; empty where a trial has none of its own
   */
  record Bar(ChartPoint point, double value, Optional<Interval> interval, List<Double> trials) {
    private DoubleStream values() {
      double low = interval.map(Interval::low).orElse(value);
      double high = interval.map(Interval::high).orElse(value);
      return DoubleStream.concat(
              DoubleStream.of(value, low, high), trials.stream().mapToDouble(v -> v))
          .filter(ChartAxis::isDrawable);
    }

    private double end() {
      return values().max().orElse(value);
    }

    private String number() {
      return Digits.number(value, interval.map(Interval::halfWidth).orElse(Double.NaN));
    }

    private String spoken() {
      String label = point.label();
      return (label.isEmpty() ? "" : label + ": ") + number();
    }
  }

  /** Words of a chart: which it is, its heading, and how to read it. */
  record Words(String id, String kind, String title, String unitSpoken, String legend) {}

  /** A chart of the first bars that can be drawn, and that there are more where there are. */
  Optional<Chart> chart(Words words, List<Bar> some) {
    List<Bar> all = some.stream().filter(bar -> ChartAxis.isDrawable(bar.value())).toList();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    List<Bar> bars = all.subList(0, Math.min(all.size(), Chart.MOST_ROWS));
    double most = bars.stream().flatMapToDouble(Bar::values).max().orElse(1);
    double least = bars.stream().flatMapToDouble(Bar::values).min().orElse(1);
    int left = ChartFrame.left(bars.stream().map(Bar::point).toList());
    ChartAxis linear = ChartAxis.linear(Math.min(base, least), Math.max(1, most), left, RIGHT, 5);
    Optional<SvgDrawing> logarithmic =
        base > 0 && least > 0 && most > LEAST_LOGARITHMIC
            ? Optional.of(
                draw(bars, ChartAxis.logarithmic(Math.min(base, least), most, left, RIGHT)))
            : Optional.empty();
    return Optional.of(
        new Chart(
            words.id(),
            words.kind(),
            words.title(),
            Chart.spoken(bars.stream().map(Bar::spoken).toList()) + " " + words.unitSpoken(),
            words.legend() + Chart.others(bars.size(), all.size()),
            Chart.variants(draw(bars, linear), logarithmic, logarithmic.isPresent())));
  }

  private SvgDrawing draw(List<Bar> bars, ChartAxis axis) {
    int bottom = TOP + STEP * bars.size();
    List<Group> groups = new ArrayList<>();
    String text = unit + (axis.logarithmic() ? " (logarithmic)" : "");
    groups.add(ChartFrame.bottom(axis, TOP, bottom, text, ChartAxis::label));
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

  private Group row(Bar bar, ChartAxis axis, double y) {
    double from = axis.at(base);
    double to = axis.at(bar.value());
    List<SvgPath> paths = new ArrayList<>();
    double width = Math.max(0.5, Math.abs(to - from));
    paths.add(
        new SvgPath("bar", SvgShapes.rectangle(Math.min(from, to), y - THICK / 2.0, width, THICK)));
    bar.trials().stream()
        .filter(Double::isFinite)
        .forEach(v -> paths.add(new SvgPath("trial", SvgShapes.circle(axis.at(v), y, 3))));
    bar.interval()
        .ifPresent(i -> {
          double low = axis.at(axis.logarithmic() ? Math.max(axis.low(), i.low()) : i.low());
          paths.add(new SvgPath("interval", SvgShapes.across(low, axis.at(i.high()), y, 4)));
        });
    double end = Math.max(Math.max(from, to), axis.at(bar.end()));
    return new Group(
        bar.point().id(),
        bar.spoken(),
        paths,
        List.of(
            ChartFrame.rowLabel(axis.from(), y, bar.point().shortLabel()),
            ChartFrame.text("start value", end + 8, y + 4, bar.number())));
  }
}
