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
import squareoff.harness.result.Cell;
import squareoff.harness.result.Cost;
import squareoff.harness.result.ParameterOrder;
import squareoff.harness.stats.Interval;
import squareoff.harness.stats.Ratio;
import squareoff.harness.stats.UniversalScalability;

/**
 * How much more is done by more workers, or threads, than by one: of those only that are declared
 * to share the work, since by its name a parameter may count anything.
 */
final class ScalingTable {
  private static final String THREADS = "threads";
  private static final int FEWEST_COUNTS = 6;
  private static final Pattern CORES = Pattern.compile("(?:^|, )(\\d{1,6}) cores?(?:,|$)");

  /** The parameter that counts; where empty, JMH's threads do. */
  private final Optional<String> parameter;

  private final String counted;
  private final OptionalInt cores;

  private ScalingTable(Optional<String> parameter, OptionalInt cores) {
    this.parameter = parameter;
    this.counted = parameter.map(MarkdownText::escape).orElse(THREADS);
    this.cores = cores;
  }

  /** The tables of a class: none where it has not both one worker and several. */
  static List<Appendix<?>> of(
      List<Row> rows, Declarations declarations, List<String> machineLines) {
    List<Appendix<?>> tables = new ArrayList<>();
    OptionalInt cores = cores(machineLines);
    declarations
        .of(rows)
        .flatMap(declared -> declared.sharedWork().stream())
        .distinct()
        .forEach(name ->
            new ScalingTable(Optional.of(name), cores)
                .of(
                    Declarations.only(
                        rows, declarations, d -> d.sharedWork().equals(Optional.of(name))))
                .ifPresent(tables::add));
    new ScalingTable(Optional.empty(), cores)
        .of(Declarations.only(rows, declarations, Declarations.Declared::threadsShareWork))
        .ifPresent(tables::add);
    return tables;
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
    return parameter.isPresent()
        ? parameter
            .map(name -> cell.params().get(name))
            .flatMap(ParameterOrder::number)
            .filter(n -> n.signum() > 0 && n.stripTrailingZeros().scale() <= 0)
            .filter(n -> n.precision() < 9)
            .map(Number::intValue)
        : Optional.of(cell.threads()).filter(n -> n > 0);
  }

  private String others(Cell cell) {
    SortedMap<String, String> params = new TreeMap<>(cell.params());
    parameter.ifPresent(name -> {
      params.remove(name);
      params.put(THREADS, Integer.toString(cell.threads()));
    });
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
    double together = cell.mode().equals("thrpt") || parameter.isPresent() ? 1 : cell.threads();
    return Cost.of(row.entry().orElseThrow()).trials().stream().map(c -> c / together).toList();
  }

  private Appendix<Line> appendix(List<Line> lines, List<String> fits) {
    String introduction =
        "Scaling with %s: how many times as much is done in the same time as by one (95 %% interval),"
                .formatted(counted)
            + " and that divided by the "
            + counted
            + (parameter.isPresent() ? ", which share the work." : ".");
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
