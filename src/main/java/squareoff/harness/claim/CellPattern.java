package squareoff.harness.claim;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import squareoff.harness.result.Cell;

/**
 * Which cells one side of a claim is about.
 *
 * @param benchmark the full name of a benchmark, or {@code .Class.method}, the end of one
 * @param mode JMH's short label; any where empty
 * @param threads the numbers of threads; any where empty
 * @param params the values of some parameters; others may have any value
 */
record CellPattern(
    String benchmark,
    Optional<String> mode,
    Optional<ValuePattern> threads,
    SortedMap<String, ValuePattern> params) {

  CellPattern {
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
  }

  boolean matches(Cell cell) {
    return matchesName(cell)
        && mode.map(cell.mode()::equals).orElse(true)
        && threads.map(t -> t.matches(Integer.toString(cell.threads()))).orElse(true)
        && params.entrySet().stream().allMatch(e -> matches(e.getValue(), e.getKey(), cell));
  }

  boolean matchesName(Cell cell) {
    return benchmark.startsWith(".")
        ? cell.benchmark().endsWith(benchmark)
        : cell.benchmark().equals(benchmark);
  }

  /** Whether the two cells of a comparison may differ in a parameter: a bound only limits it. */
  boolean frees(String parameter) {
    ValuePattern pattern = params.get(parameter);
    return pattern != null && !(pattern instanceof ValuePattern.Numbers);
  }

  boolean freesThreads() {
    return threads.filter(t -> !(t instanceof ValuePattern.Numbers)).isPresent();
  }

  private static boolean matches(ValuePattern pattern, String name, Cell cell) {
    String value = cell.params().get(name);
    return value == null ? pattern instanceof ValuePattern.Any : pattern.matches(value);
  }

  /** The short name of the benchmark and what it asks of cells. */
  @Override
  public String toString() {
    String[] parts = benchmark.split("\\.");
    int last = parts.length - 1;
    String name =
        last < 1 || parts[last - 1].isEmpty() ? parts[last] : parts[last - 1] + "." + parts[last];
    SortedMap<String, Object> asked = new TreeMap<>(params);
    threads.ifPresent(t -> asked.put("threads", t));
    mode.ifPresent(m -> asked.put("mode", "=" + m));
    String text =
        asked.entrySet().stream()
            .filter(e -> !(e.getValue() instanceof ValuePattern.Any))
            .map(e -> e.getKey() + e.getValue())
            .collect(Collectors.joining(", "));
    return text.isEmpty() ? name : name + " with " + text;
  }
}
