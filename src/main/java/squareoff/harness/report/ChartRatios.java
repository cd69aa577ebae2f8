package squareoff.harness.report;

import java.util.List;
import java.util.Optional;

/** Ratios to reference rows: bars from zero, since their lengths are compared. */
final class ChartRatios {

  private ChartRatios() {}

  /** A chart of the rows that are compared with others; empty where there is none. */
  static Optional<Chart> of(String id, String heading, Baseline baseline, List<ChartPoint> points) {
    List<ChartBars.Bar> bars =
        points.stream()
            .filter(p -> !baseline.isReference(p.row()))
            .flatMap(p ->
                baseline.ratio(p.row()).stream()
                    .map(r -> new ChartBars.Bar(p, r.value(), r.interval(), List.of())))
            .toList();
    if (bars.isEmpty()) {
      return Optional.empty();
    }
    String label = PageText.parse(baseline.reference().label()).plain();
    ChartBars.Words words =
        new ChartBars.Words(
            id,
            "ratio",
            heading + ", ratio to " + label,
            "1 is as much as " + label + ".",
            "Bar: the score divided by that of %s, with its 95\u00a0%% interval. Dashed line: 1, no difference. %s"
                .formatted(label, ChartPoint.direction(points))
                .strip());
    return new ChartBars(0, "× " + ChartFrame.cut(label, 300)).chart(words, bars);
  }
}
