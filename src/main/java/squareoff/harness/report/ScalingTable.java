package squareoff.harness.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Cost;
import squareoff.harness.result.ParameterOrder;
import squareoff.harness.stats.Interval;
import squareoff.harness.stats.Ratio;
import squareoff.harness.stats.UniversalScalability;

/** How much more is done by more workers, or threads, than by one. */
final class ScalingTable {
  private static final String WORKERS = "workers";
  private static final int FEWEST_COUNTS = 6;
  private static final Pattern CORES = Pattern.compile("(?:^|, )(\\d{1,6}) cores?(?:,|$)");

  private final String counted;
  private final OptionalInt cores;

  private ScalingTable(String counted, OptionalInt cores) {
    this.counted = counted;
    this.cores = cores;
  }

  /**
   * The tables of a class: none where it has not both one worker and several. Where rows have a
   * limit, workers do each their own work, and that limit says how well they scale.
   */
  static List<Appendix<?>> of(List<Row> rows, List<String> machineLines) {
    if (rows.stream().anyMatch(row -> row.secondary(SecondaryColumn.LIMIT).isPresent())) {
      return List.of();
    }
    return Stream.of(WORKERS, "threads")
        .map(counted -> new ScalingTable(counted, cores(machineLines)))
        .<Appendix<?>>flatMap(table -> table.of(rows).stream())
        .toList();
  }

  /** A source knows its machine only as lines of text, and a plain JMH file not at all. */
  static OptionalInt cores(List<String> machineLines) {
    return machineLines.stream()
        .map(CORES::matcher)
        .filter(Matcher::find)
        .mapToInt(m -> Integer.parseInt(m.group(1)))
        .findFirst();
  }

  private record Line(String what, int count, Ratio speedup) {}

  private Optional<Appendix<Line>> of(List<Row> rows) {
    Map<String, SortedMap<Integer, Row>> groups = new LinkedHashMap<>();
    for (Row row : rows) {
      count(row.cell())
          .filter(count -> row.entry().map(e -> !Cost.of(e).trials().isEmpty()).orElse(false))
          .ifPresent(count ->
              groups
                  .computeIfAbsent(others(row.cell()), k -> new TreeMap<>())
                  .putIfAbsent(count, row));
    }
    List<Line> lines = new ArrayList<>();
    List<String> fits = new ArrayList<>();
    groups.forEach((what, byCount) -> {
      if (byCount.size() > 1 && byCount.containsKey(1)) {
        List<Line> own = lines(what, byCount);
        lines.addAll(own);
        fit(own).ifPresent(fits::add);
      }
    });
    return lines.isEmpty() ? Optional.empty() : Optional.of(appendix(lines, fits));
  }

  private Optional<Integer> count(Cell cell) {
    return counted.equals(WORKERS)
        ? Optional.ofNullable(cell.params().get(WORKERS))
            .flatMap(ParameterOrder::number)
            .filter(n -> n.signum() > 0 && n.stripTrailingZeros().scale() <= 0)
            .filter(n -> n.precision() < 9)
            .map(Number::intValue)
        : Optional.of(cell.threads()).filter(n -> n > 0);
  }

  private String others(Cell cell) {
    SortedMap<String, String> params = new TreeMap<>(cell.params());
    if (counted.equals(WORKERS)) {
      params.remove(WORKERS);
      params.put("threads", Integer.toString(cell.threads()));
    }
    return params.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(", ", cell.methodName() + " " + cell.mode() + " ", ""))
        .strip();
  }

  private List<Line> lines(String what, SortedMap<Integer, Row> byCount) {
    List<Double> one = costs(byCount.get(1));
    List<Line> lines = new ArrayList<>();
    byCount.forEach((count, row) -> lines.add(new Line(what, count, Ratio.of(one, costs(row)))));
    return lines;
  }

  /** In modes of time, JMH's threads do an operation each in the time of one. */
  private List<Double> costs(Row row) {
    Cell cell = row.cell();
    double together = cell.mode().equals("thrpt") || counted.equals(WORKERS) ? 1 : cell.threads();
    return Cost.of(row.entry().orElseThrow()).trials().stream().map(c -> c / together).toList();
  }

  private Appendix<Line> appendix(List<Line> lines, List<String> fits) {
    String introduction =
        "Scaling with %s: how many times as much is done in the same time as by one (95 %% interval),"
                .formatted(counted)
            + " and that divided by the "
            + counted
            + (counted.equals(WORKERS) ? ", which share the work." : ".");
    MarkdownTable<Line> table = new MarkdownTable<>();
    table.text("what", line -> MarkdownText.escape(line.what()));
    table.number(counted, line -> Integer.toString(line.count()));
    table.number("speed-up", ScalingTable::speedup);
    table.number("efficiency", line -> Digits.number(line.speedup().value() / line.count()));
    return new Appendix<>(
        "Scaling with " + counted,
        introduction,
        table,
        lines,
        fits.isEmpty() ? List.of(reason(lines)) : fits,
        !fits.isEmpty());
  }

  private static String speedup(Line line) {
    if (line.count() == 1) {
      return "1";
    }
    Optional<Interval> interval = line.speedup().interval();
    double half = interval.map(Interval::halfWidth).orElse(Double.NaN);
    return Digits.number(line.speedup().value(), half)
        + interval
            .map(i ->
                " (%s–%s)".formatted(Digits.number(i.low(), half), Digits.number(i.high(), half)))
            .orElse("");
  }

  private Optional<String> fit(List<Line> lines) {
    int largest = lines.getLast().count();
    boolean usable = lines.stream().allMatch(line -> line.speedup().value() > 0);
    if (lines.size() < FEWEST_COUNTS || cores.isEmpty() || cores.getAsInt() < largest || !usable) {
      return Optional.empty();
    }
    SortedMap<Integer, Double> capacity = new TreeMap<>();
    lines.forEach(line -> capacity.put(line.count(), line.speedup().value()));
    UniversalScalability law = UniversalScalability.fit(capacity);
    String peak =
        Double.isInfinite(law.peak())
            ? "no peak"
            : "peak at %s %s".formatted(Digits.number(law.peak()), counted);
    return Optional.of(
        "%s: Universal Scalability Law with contention σ = %s, coherency κ = %s, %s."
            .formatted(
                MarkdownText.escape(lines.getFirst().what()),
                Digits.number(law.contention()),
                Digits.number(law.coherency()),
                peak));
  }

  private String reason(List<Line> lines) {
    long most =
        lines.stream()
            .collect(Collectors.groupingBy(Line::what, Collectors.counting()))
            .values()
            .stream()
            .mapToLong(Long::longValue)
            .max()
            .orElseThrow();
    int largest = lines.stream().mapToInt(Line::count).max().orElseThrow();
    String why =
        most < FEWEST_COUNTS
            ? "that takes %d numbers of %s, and there are %d"
                .formatted(FEWEST_COUNTS, counted, most)
            : cores.isEmpty()
                ? "the input does not say how many cores the machine has"
                : "%d %s had %d cores".formatted(largest, counted, cores.getAsInt());
    return "No fit of the Universal Scalability Law: " + why + ".";
  }
}
