package squareoff.harness.report.verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import squareoff.harness.report.MarkdownText;
import squareoff.harness.result.Cell;

/**
 * Cells as a table of many benchmarks calls them: the class without its package where that is
 * enough, and of mode, threads and parameters only what differs among the cells of a benchmark.
 */
final class CellNames {
  private static final int MOST_PARTS = 8;
  private static final int MOST_BENCHMARKS = 20;

  private final Map<String, List<Cell>> benchmarks;
  private final Map<String, Long> namesakes;

  CellNames(Collection<Cell> cells) {
    benchmarks =
        cells.stream()
            .sorted()
            .collect(Collectors.groupingBy(Cell::benchmark, TreeMap::new, Collectors.toList()));
    namesakes =
        benchmarks.values().stream()
            .map(List::getFirst)
            .collect(Collectors.groupingBy(CellNames::shortest, Collectors.counting()));
  }

  private static String shortest(Cell cell) {
    return cell.simpleName().isEmpty()
        ? cell.methodName()
        : cell.simpleName() + "." + cell.methodName();
  }

  /** The benchmark's name, inert. */
  String benchmark(Cell cell) {
    String name = shortest(cell);
    return MarkdownText.escape(namesakes.getOrDefault(name, 0L) > 1 ? cell.benchmark() : name);
  }

  /** What tells the cell from others of its benchmark, inert; empty for an only one. */
  String variant(Cell cell) {
    List<Cell> siblings = benchmarks.getOrDefault(cell.benchmark(), List.of(cell));
    List<String> parts = new ArrayList<>();
    if (varies(siblings, Cell::mode)) {
      parts.add(MarkdownText.escape(cell.mode()));
    }
    if (varies(siblings, Cell::threads)) {
      parts.add(threads(cell));
    }
    cell.params()
        .forEach((name, value) -> {
          if (varies(siblings, parameter(name))) {
            parts.add(pair(name, value));
          }
        });
    return listed(parts, MOST_PARTS);
  }

  /** Both together, for lists. */
  String full(Cell cell) {
    return (benchmark(cell) + " " + variant(cell)).strip();
  }

  /** Whether some benchmark has more cells than one. */
  boolean anyVariant() {
    return benchmarks.values().stream().flatMap(List::stream).anyMatch(c -> !variant(c).isEmpty());
  }

  /** What is the same in all cells of a benchmark and therefore not said of each: inert lines. */
  List<String> constants() {
    Map<String, List<Cell>> byText = new LinkedHashMap<>();
    benchmarks
        .values()
        .forEach(cells ->
            byText
                .computeIfAbsent(constants(cells), key -> new ArrayList<>())
                .add(cells.getFirst()));
    byText.remove("");
    List<String> lines = new ArrayList<>();
    byText.forEach((text, cells) -> {
      boolean all = byText.size() == 1 && cells.size() == benchmarks.size();
      lines.add(
          (all ? "all cells" : listed(cells.stream().map(this::benchmark).toList(), MOST_PARTS))
              + ": "
              + text);
    });
    return lines.size() <= MOST_BENCHMARKS ? lines : List.copyOf(lines.subList(0, MOST_BENCHMARKS));
  }

  private static String constants(List<Cell> cells) {
    Cell first = cells.getFirst();
    List<String> parts = new ArrayList<>();
    if (!varies(cells, Cell::mode)) {
      parts.add(mode(first.mode()));
    }
    if (!varies(cells, Cell::threads)) {
      parts.add(threads(first));
    }
    SortedSet<String> names = new TreeSet<>(first.params().keySet());
    names.removeIf(name -> varies(cells, parameter(name)));
    names.forEach(name -> parts.add(pair(name, first.params().get(name))));
    return listed(parts, MOST_PARTS + 2);
  }

  private static String mode(String label) {
    return switch (label) {
      case "avgt" -> "average time";
      case "thrpt" -> "throughput";
      case "sample" -> "sampled time";
      case "ss" -> "single shot";
      default -> MarkdownText.escape(label);
    };
  }

  private static String threads(Cell cell) {
    return cell.threads() == 1 ? "1 thread" : cell.threads() + " threads";
  }

  private static String pair(String name, String value) {
    return MarkdownText.escape(name + "=" + value);
  }

  private static Function<Cell, Object> parameter(String name) {
    return cell -> Optional.ofNullable(cell.params().get(name));
  }

  private static boolean varies(List<Cell> cells, Function<Cell, Object> part) {
    return cells.stream().map(part).distinct().limit(2).count() > 1;
  }

  /** Some texts, and how many more there are. */
  static String listed(List<String> texts, int most) {
    String shown = texts.stream().limit(most).collect(Collectors.joining(", "));
    return texts.size() > most ? shown + " and " + (texts.size() - most) + " more" : shown;
  }
}
