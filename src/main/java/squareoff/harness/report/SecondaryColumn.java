package squareoff.harness.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import squareoff.harness.result.Metric;
import squareoff.harness.result.Percentile;

/**
 * A column for a secondary metric. Rows may have it in different units, of different dimensions
 * even: two benchmarks may call two things by one name.
 *
 * @param name the metric's name
 * @param events whether it counts events in all rows
 * @param scale the unit that its numbers are converted to, from the least of their dimension; where
 *     empty, each stands in its own
 */
record SecondaryColumn(String name, boolean events, Optional<Scale> scale) {
  /** The unit of counters of events, which JMH sums over iterations. */
  private static final String EVENTS = "#";

  private static final int MOST = 6;
  private static final List<String> TELLING =
      List.of("p0.50", "p0.99", "p0.999", "gc.alloc.rate.norm");

  /**
   * The metrics of some rows that are shown: counters, rates, and what people look for most; not
   * the ideal, which has a column of its own.
   */
  static List<SecondaryColumn> of(Collection<Row> rows, Optional<String> ideal) {
    List<SecondaryColumn> columns = new ArrayList<>();
    units(rows)
        .forEach((name, units) -> {
          if (columns.size() < MOST
              && !ideal.equals(Optional.of(name))
              && units.stream().anyMatch(unit -> isShown(name, unit))) {
            boolean events = units.stream().allMatch(EVENTS::equals);
            columns.add(new SecondaryColumn(name, events, commonScale(rows, name, units)));
          }
        });
    return columns;
  }

  /** The names of the metrics of some rows that have no column, percentiles left out. */
  static List<String> withoutColumn(
      Collection<Row> rows, List<SecondaryColumn> columns, Optional<String> ideal) {
    List<String> shown = columns.stream().map(SecondaryColumn::name).toList();
    return units(rows).keySet().stream()
        .filter(name -> !shown.contains(name) && !ideal.equals(Optional.of(name)))
        .filter(name -> !Percentile.isOne(name))
        .toList();
  }

  /** Percentiles that no trial alone has and that no file can give of all trials together. */
  static List<String> notPooled(Collection<Row> rows) {
    return metrics(rows)
        .filter(m -> Percentile.isOne(m.name()) && Double.isNaN(m.score()))
        .filter(m -> !m.forkMeans().isEmpty())
        .map(Metric::name)
        .distinct()
        .toList();
  }

  private static Stream<Metric> metrics(Collection<Row> rows) {
    return rows.stream()
        .flatMap(row -> row.entry().stream())
        .flatMap(entry -> entry.secondaries().values().stream());
  }

  /** The units of each metric that has a value, by its name. */
  private static SortedMap<String, Set<String>> units(Collection<Row> rows) {
    SortedMap<String, Set<String>> units = new TreeMap<>();
    metrics(rows)
        .filter(m -> Double.isFinite(m.score()))
        .forEach(m -> units.computeIfAbsent(m.name(), n -> new TreeSet<>()).add(m.unit()));
    return units;
  }

  private static boolean isShown(String name, String unit) {
    boolean counterOrRate = unit.equals(EVENTS) || Scale.isTimeOrRate(unit);
    return TELLING.contains(name) || (counterOrRate && !Percentile.isOne(name));
  }

  private static Optional<Scale> commonScale(Collection<Row> rows, String name, Set<String> units) {
    List<String> dimensions =
        units.stream().map(unit -> Scale.least(unit).label()).distinct().toList();
    List<Double> values =
        rows.stream()
            .flatMap(row -> row.secondary(name).stream())
            .map(metric -> metric.score() * Scale.least(metric.unit()).factor())
            .toList();
    return dimensions.size() == 1 ? Scale.common(dimensions.getFirst(), values) : Optional.empty();
  }

  /** The column's name, with the unit where all rows share it. */
  String header() {
    String text = MarkdownText.escape(name);
    return events || scale.isEmpty() || scale.get().label().isEmpty()
        ? text
        : text + ", " + MarkdownText.escape(scale.get().label());
  }

  /** The number of one row. */
  String text(Row row) {
    Optional<Metric> metric = row.secondary(name);
    Optional<Estimate> estimate = metric.flatMap(SecondaryColumn::estimate);
    if (estimate.isEmpty()) {
      return Digits.MISSING;
    }
    Scale least = Scale.least(metric.get().unit());
    double value = estimate.get().centre() * least.factor();
    Scale own = scale.orElseGet(() -> Scale.of(least.label(), value));
    double half = estimate.get().halfWidth() * least.factor() * own.factor();
    String number = Digits.number(value * own.factor(), half);
    return scale.isPresent() || number.equals(Digits.MISSING)
        ? number
        : (number + " " + MarkdownText.escape(own.label())).strip();
  }

  /**
   * The mean of a metric per iteration as it stands in the file: of a ratio, whose unit in JMH's
   * files is that of the benchmark's times and means nothing.
   */
  static String perIteration(Row row, String name) {
    return row.secondary(name)
        .flatMap(Estimate::perIteration)
        .map(estimate -> Digits.number(estimate.centre(), estimate.halfWidth()))
        .orElse(Digits.MISSING);
  }

  private static Optional<Estimate> estimate(Metric metric) {
    // JMH's score of a percentile is that of all observations, not the mean over iterations.
    boolean perIteration = metric.unit().equals(EVENTS);
    return perIteration
        ? Estimate.perIteration(metric)
        : Optional.of(new Estimate(metric.score(), Double.NaN, Estimate.Kind.NONE));
  }
}
