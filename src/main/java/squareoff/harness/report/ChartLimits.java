package squareoff.harness.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import squareoff.harness.result.Metric;
import squareoff.harness.stats.Summary;

/**
 * Ratios to what arithmetic or physics allows: bars from 1, since what lies between 1 and the score
 * is the cost of the way it was done, and one compares those. From zero, 1.03 and 1.09 would look
 * the same.
 */
final class ChartLimits {

  private ChartLimits() {}

  /** A chart of the rows that know their limit; empty where there is none. */
  static Optional<Chart> of(String id, String heading, String ideal, List<ChartPoint> points) {
    List<ChartBars.Bar> bars = points.stream().flatMap(p -> bar(p, ideal)).toList();
    if (bars.isEmpty()) {
      return Optional.empty();
    }
    ChartBars.Words words =
        new ChartBars.Words(
            id,
            "limit",
            heading + ", × limit",
            "1 is the least time that is possible.",
            "Dashed line: 1, the least time that is possible. Bar: what was taken beyond, with its"
                + " 95\u00a0% interval. Ring: one trial. Less is better.");
    return new ChartBars(1, "× limit").chart(words, bars);
  }

  private static Stream<ChartBars.Bar> bar(ChartPoint point, String ideal) {
    return point.row().secondary(ideal).stream()
        .map(Metric::forkMeans)
        .filter(trials -> !trials.isEmpty())
        .map(trials -> {
          Summary summary = Summary.of(trials);
          return new ChartBars.Bar(point, summary.mean(), summary.interval(), trials);
        })
        .filter(bar -> Double.isFinite(bar.value()));
  }
}
