package squareoff.harness.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import squareoff.harness.result.Cell;

/**
 * Cells as a table of many benchmarks calls them: the class without its package where that is
 * enough, and of mode, threads and parameters only what differs among the cells of a benchmark.
 */
public final class CellNames {
  private static final int MOST_PARTS = 8;
  private static final int MOST_LINES = 20;

  /** What differs among the cells of a benchmark, and the first of them. */
  private record Siblings(Cell first, boolean modes, boolean threads, Set<String> params) {

    private static Siblings of(List<Cell> cells) {
      Set<String> names = new TreeSet<>();
      cells.forEach(cell -> names.addAll(cell.params().keySet()));
      names.removeIf(name -> !varies(cells, cell -> Optional.ofNullable(cell.params().get(name))));
      return new Siblings(
          cells.getFirst(), varies(cells, Cell::mode), varies(cells, Cell::threads), names);
    }

    private static boolean varies(List<Cell> cells, Function<Cell, Object> part) {
      return cells.stream().map(part).distinct().limit(2).count() > 1;
    }

    private boolean any() {
      return modes || threads || !params.isEmpty();
    }
  }

  private final Map<String, Siblings> benchmarks = new TreeMap<>();
  private final Map<String, Long> namesakes;

  /**
   * Names for the cells of one table.
   *
   * @param cells all of them
   */
  public CellNames(Collection<Cell> cells) {
    cells.stream()
        .collect(Collectors.groupingBy(Cell::benchmark))
        .forEach((name, siblings) -> benchmarks.put(name, Siblings.of(siblings)));
    namesakes =
        benchmarks.values().stream()
            .map(siblings -> shortest(siblings.first()))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static String shortest(Cell cell) {
    return cell.simpleName().isEmpty()
        ? cell.methodName()
        : cell.simpleName() + "." + cell.methodName();
  }

  /**
   * The benchmark's name.
   *
   * @param cell one of the cells
   * @return inert Markdown
   */
  public String benchmark(Cell cell) {
    String name = shortest(cell);
    return MarkdownText.escape(namesakes.getOrDefault(name, 0L) > 1 ? cell.benchmark() : name);
  }

  /**
   * What tells the cell from others of its benchmark.
   *
   * @param cell one of the cells
   * @return inert Markdown; empty for an only one
   */
  public String variant(Cell cell) {
    Siblings siblings = benchmarks.get(cell.benchmark());
    List<String> parts = new ArrayList<>();
    if (siblings.modes()) {
      parts.add(mode(cell.mode()));
    }
    if (siblings.threads()) {
      parts.add(threads(cell));
    }
    cell.params()
        .forEach((name, value) -> {
          if (siblings.params().contains(name)) {
            parts.add(pair(name, value));
          }
        });
    return listed(parts, MOST_PARTS);
  }

  /**
   * Both together, for lists.
   *
   * @param cell one of the cells
   * @return inert Markdown
   */
  public String full(Cell cell) {
    return (benchmark(cell) + " " + variant(cell)).strip();
  }

  /**
   * Whether a table needs a column for what tells cells of a benchmark apart.
   *
   * @return whether some benchmark has more cells than one
   */
  public boolean anyVariant() {
    return benchmarks.values().stream().anyMatch(Siblings::any);
  }

  /**
   * What is the same in all cells of a benchmark and therefore not said of each.
   *
   * @return inert lines, twenty and one at most
   */
  public List<String> constants() {
    Map<String, List<String>> byText = new LinkedHashMap<>();
    for (Siblings siblings : benchmarks.values()) {
      byText
          .computeIfAbsent(constants(siblings), key -> new ArrayList<>())
          .add(benchmark(siblings.first()));
    }
    boolean all = byText.size() == 1;
    byText.remove("");
    List<String> lines = new ArrayList<>();
    byText.forEach((text, names) ->
        lines.add((all ? "all cells" : listed(names, MOST_PARTS)) + ": " + text + "."));
    if (lines.size() > MOST_LINES) {
      int more = lines.size() - MOST_LINES;
      lines.subList(MOST_LINES, lines.size()).clear();
      lines.add("What is the same in all cells of " + more + " more benchmarks: verdicts.json.");
    }
    return lines;
  }

  private static String constants(Siblings siblings) {
    Cell first = siblings.first();
    List<String> parts = new ArrayList<>();
    if (!siblings.modes()) {
      parts.add(mode(first.mode()));
    }
    if (!siblings.threads()) {
      parts.add(threads(first));
    }
    first
        .params()
        .forEach((name, value) -> {
          if (!siblings.params().contains(name)) {
            parts.add(pair(name, value));
          }
        });
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

  /**
   * Some texts, and how many more there are.
   *
   * @param texts all
   * @param most how many are named at most
   * @return a list with commas
   */
  public static String listed(List<String> texts, int most) {
    String shown = texts.stream().limit(most).collect(Collectors.joining(", "));
    return texts.size() > most ? shown + " and " + (texts.size() - most) + " more" : shown;
  }
}
