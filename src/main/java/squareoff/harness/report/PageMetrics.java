package squareoff.harness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.result.Metric;

/**
 * What stands behind a section's table: every trial's values, every other metric.
 *
 * @param trials a line a trial
 * @param metrics a line a metric
 */
record PageMetrics(List<Trial> trials, List<Other> metrics) {
  private static final int MOST_VALUES = 200;

  /**
   * One trial of a row.
   *
   * @param id the row's identifier
   * @param label what tells the row from others
   * @param number the trial's number, from 1
   * @param mean the mean of its iterations
   * @param unit their unit, JMH's own
   * @param values its iterations in order
   */
  record Trial(String id, String label, int number, String mean, String unit, String values) {}

  /**
   * One metric of a row.
   *
   * @param id the row's identifier
   * @param label what tells the row from others
   * @param name the metric's name
   * @param score JMH's score
   * @param error JMH's 99.9 % error
   * @param unit JMH's unit
   */
  record Other(String id, String label, String name, String score, String error, String unit) {}

  /** What stands behind the rows of a section. */
  static PageMetrics of(List<ChartPoint> points) {
    List<Trial> trials = new ArrayList<>();
    List<Other> metrics = new ArrayList<>();
    for (ChartPoint point : points) {
      JmhEntry entry = point.row().entry().orElseThrow();
      String label = point.shortLabel();
      Metric primary = entry.primary();
      int number = 0;
      for (List<Double> fork : primary.raw()) {
        double mean =
            fork.stream().mapToDouble(v -> v).filter(Double::isFinite).average().orElse(Double.NaN);
        trials.add(
            new Trial(
                point.id(), label, ++number, exact(mean), inert(primary.unit()), values(fork)));
      }
      entry
          .secondaries()
          .values()
          .forEach(m ->
              metrics.add(
                  new Other(
                      point.id(),
                      label,
                      inert(m.name()),
                      Digits.number(m.score(), m.error()),
                      Digits.halfWidth(m.score(), m.error()),
                      inert(m.unit()))));
    }
    return new PageMetrics(List.copyOf(trials), List.copyOf(metrics));
  }

  private static String inert(String text) {
    return PageText.parse(MarkdownText.escape(text)).plain();
  }

  private static String values(List<Double> fork) {
    String text =
        fork.stream().limit(MOST_VALUES).map(PageMetrics::exact).collect(Collectors.joining(" "));
    return fork.size() > MOST_VALUES
        ? text + " and " + (fork.size() - MOST_VALUES) + " more"
        : text;
  }

  /** Six digits: what is raw is not rounded to what its interval carries. */
  private static String exact(double value) {
    if (!Double.isFinite(value)) {
      return Digits.MISSING;
    }
    double size = Math.abs(value);
    boolean plain = value == 0 || (size >= 1e-4 && size < 1e7);
    int decimals = value == 0 ? 0 : Math.clamp(5 - (int) Math.floor(Math.log10(size)), 0, 12);
    return plain
        ? String.format(Locale.ROOT, "%." + decimals + "f", value)
        : String.format(Locale.ROOT, "%.5e", value);
  }
}
