package squareoff.harness.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Cost;
import squareoff.harness.result.ParameterOrder;
import squareoff.harness.stats.BreakEven;
import squareoff.harness.stats.Interval;

/**
 * From how much work on each strategy of a class is cheaper than the reference: the number that a
 * reader takes home.
 */
final class BreakEvenTable {
  private final List<Row> rows;
  private final Reference reference;
  private final String work;
  private final Optional<String> sharedWork;
  private final Map<Key, List<Row>> references;

  private BreakEvenTable(
      List<Row> rows, Reference reference, String work, Optional<String> sharedWork) {
    this.work = work;
    this.sharedWork = sharedWork;
    this.rows = rows;
    this.reference = reference;
    // By what they are compared in, since a class may have ten thousand rows.
    this.references =
        rows.stream()
            .filter(row -> reference.matches(row.cell()))
            .collect(Collectors.groupingBy(row -> key(row.cell())));
  }

  /**
   * The tables, one for each parameter that rows have and that is declared to be an amount of work;
   * none where there are not two amounts to compare at.
   */
  static List<Appendix<?>> of(List<Row> all, Reference reference, Declarations declarations) {
    List<Appendix<?>> tables = new ArrayList<>();
    declarations
        .of(all)
        .filter(declared -> declared.work().isPresent())
        .forEach(declared -> {
          List<Row> rows = Declarations.only(all, declarations, declared::equals);
          BreakEvenTable table =
              new BreakEvenTable(rows, reference, declared.work().get(), declared.sharedWork());
          List<Line> lines = table.lines();
          if (!lines.isEmpty()) {
            tables.add(table.appendix(lines));
          }
        });
    return tables;
  }

  private record Group(String method, String mode, int threads, SortedMap<String, String> params) {
    String text() {
      SortedMap<String, String> all = new TreeMap<>(params);
      return String.join(
          ", ", all.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    }
  }

  private Group group(Cell cell) {
    SortedMap<String, String> params = new TreeMap<>(cell.params());
    params.remove(work);
    return new Group(cell.methodName(), cell.mode(), cell.threads(), params);
  }

  private record Line(Group group, BreakEven found, double least, double most) {}

  private List<Line> lines() {
    Map<Group, List<BreakEven.Point>> points = new LinkedHashMap<>();
    for (Row row : rows) {
      if (!reference.matches(row.cell())) {
        point(row)
            .ifPresent(
                p -> points.computeIfAbsent(group(row.cell()), g -> new ArrayList<>()).add(p));
      }
    }
    List<Line> lines = new ArrayList<>();
    points.forEach((group, measured) -> {
      measured.sort(Comparator.comparingDouble(BreakEven.Point::work));
      if (measured.stream().map(BreakEven.Point::work).distinct().count() > 1) {
        lines.add(
            new Line(
                group,
                BreakEven.of(distinct(measured)),
                measured.getFirst().work(),
                measured.getLast().work()));
      }
    });
    return lines;
  }

  /** Of results of the same cell, the first: which is shown above as measured more than once. */
  private static List<BreakEven.Point> distinct(List<BreakEven.Point> sorted) {
    Map<Double, BreakEven.Point> byWork = new LinkedHashMap<>();
    sorted.forEach(point -> byWork.putIfAbsent(point.work(), point));
    return List.copyOf(byWork.values());
  }

  private Optional<BreakEven.Point> point(Row row) {
    Optional<Double> work = work(row.cell());
    Optional<Cost> cost = cost(row);
    if (work.isEmpty() || cost.isEmpty()) {
      return Optional.empty();
    }
    return comparable(row)
        .flatMap(other -> cost(other).stream())
        .filter(other -> other.unit().equals(cost.get().unit()))
        .findFirst()
        .map(other -> BreakEven.Point.of(work.get(), cost.get().trials(), other.trials()));
  }

  /** Reference rows of the same work: those of the same number of workers first, then any. */
  private Stream<Row> comparable(Row row) {
    return references.getOrDefault(key(row.cell()), List.of()).stream()
        .sorted(Comparator.comparing(other -> !workers(other).equals(workers(row))));
  }

  private record Key(String method, String mode, int threads, Map<String, String> params) {}

  private Key key(Cell cell) {
    return new Key(cell.methodName(), cell.mode(), cell.threads(), compared(cell));
  }

  private Map<String, String> compared(Cell cell) {
    Map<String, String> params = new TreeMap<>(cell.params());
    params.keySet().removeAll(reference.params().keySet());
    sharedWork.filter(name -> !reference.params().containsKey(name)).ifPresent(params::remove);
    return params;
  }

  private Optional<String> workers(Row row) {
    return sharedWork.map(name -> row.cell().params().get(name));
  }

  private Optional<Double> work(Cell cell) {
    return Optional.ofNullable(cell.params().get(work))
        .flatMap(ParameterOrder::number)
        .map(Number::doubleValue)
        .filter(work -> work > 0);
  }

  private static Optional<Cost> cost(Row row) {
    return row.entry().map(Cost::of).filter(BreakEvenTable::isUsable);
  }

  private static boolean isUsable(Cost cost) {
    return !cost.trials().isEmpty() && cost.trials().stream().allMatch(Double::isFinite);
  }

  private Appendix<Line> appendix(List<Line> lines) {
    String introduction =
        "Break-even: the "
            + MarkdownText.escape(work)
            + " from which on a row is faster than the reference, the costs between measured amounts"
            + " taken for straight lines, with its 95 % interval: amounts at which the two cannot be"
            + " told apart.";
    MarkdownTable<Line> table = new MarkdownTable<>();
    table.text("faster than the reference", line -> MarkdownText.escape(line.group().text()));
    table.number("from " + MarkdownText.escape(work), BreakEvenTable::place);
    table.number("95 % interval", BreakEvenTable::interval);
    if (lines.stream().anyMatch(line -> workers(line) > 1)) {
      table.number("per worker", this::perWorker);
    }
    return new Appendix<>("Break-even", introduction, table, lines, List.of(), false);
  }

  private int workers(Line line) {
    return sharedWork
        .map(name -> line.group().params().get(name))
        .flatMap(ParameterOrder::number)
        .map(Number::intValue)
        .orElse(1);
  }

  private static String place(Line line) {
    return switch (line.found().place()) {
      case BELOW -> "below " + amount(line.least());
      case ABOVE -> "not up to " + amount(line.most());
      case WITHIN -> amount(line.found().work());
    };
  }

  private String perWorker(Line line) {
    return line.found().place() == BreakEven.Place.WITHIN
        ? amount(line.found().work() / workers(line))
        : Digits.MISSING;
  }

  private static String interval(Line line) {
    Optional<Interval> found = line.found().interval();
    if (found.isEmpty()) {
      return Digits.MISSING;
    }
    boolean fromBelow = found.get().low() == 0;
    boolean toAbove = Double.isInfinite(found.get().high());
    String below = "below " + amount(line.least());
    String above = "above " + amount(line.most());
    if (fromBelow && found.get().high() <= line.least()) {
      return below;
    }
    if (toAbove && found.get().low() >= line.most()) {
      return above;
    }
    return (fromBelow ? below : amount(found.get().low()))
        + " – "
        + (toAbove ? above : amount(found.get().high()));
  }

  /** Three significant digits, grouped by thousands so that zeros can be counted. */
  private static String amount(double value) {
    if (value < 1000) {
      return Digits.number(value);
    }
    double unit = Math.pow(10, Math.floor(Math.log10(value)) - 2);
    return String.format(Locale.ROOT, "%,.0f", Math.rint(value / unit) * unit).replace(',', ' ');
  }
}
