package squareoff.harness.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import squareoff.harness.result.Metric;

/**
 * A column for a secondary metric.
 *
 * @param name the metric's name
 * @param unit its unit, JMH's
 * @param scale the unit that its numbers are shown in; where empty, each in its own
 */
record SecondaryColumn(String name, String unit, Optional<Scale> scale) {
  /** The metric in which a benchmark gives its ratio to what arithmetic or physics allows. */
  static final String LIMIT = "ratioToLimit";

  /** The unit of counters of events, which JMH sums over iterations. */
  private static final String EVENTS = "#";

  private static final int MOST = 6;
  private static final Pattern PERCENTILE = Pattern.compile("p[01]\\.\\d+");
  private static final List<String> TELLING =
      List.of("p0.50", "p0.99", "p0.999", "gc.alloc.rate.norm");

  /** The metrics of some rows that are shown: counters, rates, and what people look for most. */
  static List<SecondaryColumn> of(Collection<Row> rows) {
    List<SecondaryColumn> columns = new ArrayList<>();
    units(rows)
        .forEach((name, unit) -> {
          if (isShown(name, unit) && columns.size() < MOST) {
            columns.add(new SecondaryColumn(name, unit, commonScale(rows, name, unit)));
          }
        });
    return columns;
  }

  /** The names of the metrics of some rows that have no column, percentiles left out. */
  static List<String> withoutColumn(Collection<Row> rows, List<SecondaryColumn> columns) {
    List<String> shown = columns.stream().map(SecondaryColumn::name).toList();
    return units(rows).keySet().stream()
        .filter(name -> !shown.contains(name) && !name.equals(LIMIT))
        .filter(name -> !PERCENTILE.matcher(name).matches())
        .toList();
  }

  private static SortedMap<String, String> units(Collection<Row> rows) {
    SortedMap<String, String> units = new TreeMap<>();
    for (Row row : rows) {
      row.entry()
          .ifPresent(e ->
              e.secondaries().values().stream()
                  .filter(m -> Double.isFinite(m.score()))
                  .forEach(m -> units.putIfAbsent(m.name(), m.unit())));
    }
    return units;
  }

  private static boolean isShown(String name, String unit) {
    if (name.equals(LIMIT)) {
      return false;
    }
    boolean counterOrRate = unit.equals(EVENTS) || Scale.isTimeOrRate(unit);
    return TELLING.contains(name) || (counterOrRate && !PERCENTILE.matcher(name).matches());
  }

  private static Optional<Scale> commonScale(Collection<Row> rows, String name, String unit) {
    List<Double> values =
        rows.stream()
            .map(row -> row.secondary(name).map(Metric::score))
            .flatMap(Optional::stream)
            .toList();
    return Scale.common(unit, values);
  }

  boolean isEvents() {
    return unit.equals(EVENTS);
  }

  /** The column's name, with the unit where all rows share it. */
  String header() {
    String text = MarkdownText.escape(name);
    return isEvents() || scale.isEmpty() || scale.get().label().isEmpty()
        ? text
        : text + ", " + MarkdownText.escape(scale.get().label());
  }

  /** The number of one row. */
  String text(Row row) {
    Optional<Estimate> estimate = row.secondary(name).flatMap(this::estimate);
    if (estimate.isEmpty()) {
      return Digits.MISSING;
    }
    double value = estimate.get().centre();
    Scale own = scale.orElseGet(() -> Scale.of(unit, value));
    double half = estimate.get().halfWidth() * own.factor();
    String number = Digits.number(value * own.factor(), half);
    return scale.isPresent() ? number : number + " " + own.label();
  }

  private Optional<Estimate> estimate(Metric metric) {
    // JMH's score of a percentile is that of all observations, not the mean over iterations.
    boolean perIteration = isEvents() || metric.name().equals(LIMIT);
    return perIteration
        ? Estimate.perIteration(metric)
        : Optional.of(new Estimate(metric.score(), Double.NaN, Estimate.Kind.NONE));
  }
}
