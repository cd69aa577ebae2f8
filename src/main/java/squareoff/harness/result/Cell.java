package squareoff.harness.result;

import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The identity of a result: one benchmark in one mode, with one value for every parameter and one
 * thread count. Written {@code squareoff.suite.CpuBoundSquares.run:avgt:t1?strategy=virtual}.
 *
 * @param benchmark the full name, class and method
 * @param mode JMH's short label: {@code thrpt}, {@code avgt}, {@code sample} or {@code ss}
 * @param threads the number of threads that call the benchmark
 * @param params the value of each parameter by its name; unmodifiable, in the order of the names
 */
public record Cell(String benchmark, String mode, int threads, SortedMap<String, String> params)
    implements Comparable<Cell> {
  private static final Pattern FORM =
      Pattern.compile("([^:?&=]+):([^:?&=]+):t(-?[0-9]{1,9})(?:\\?(.+))?", Pattern.DOTALL);
  private static final String EXAMPLE =
      "a cell is written package.Class.method:avgt:t1?name=value&name=value";
  private static final Comparator<Cell> ORDER =
      Comparator.comparing(Cell::benchmark)
          .thenComparing(Cell::mode)
          .thenComparingInt(Cell::threads)
          .thenComparing(Cell::params, Cell::compareParams);

  /**
   * Copies the parameters, sorted by name.
   *
   * @throws IllegalArgumentException where the benchmark or the mode is empty
   */
  public Cell {
    if (benchmark.isEmpty() || mode.isEmpty()) {
      throw new IllegalArgumentException("a cell needs a benchmark and a mode");
    }
    SortedMap<String, String> sorted = new TreeMap<>();
    sorted.putAll(params);
    params = Collections.unmodifiableSortedMap(sorted);
  }

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @param text the written form
   * @return the cell
   * @throws UnreadableResultException where the text is not the written form of a cell
   */
  public static Cell parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw unreadable(text, "it lacks a part");
    }
    SortedMap<String, String> params = new TreeMap<>();
    if (form.group(4) != null) {
      for (String pair : form.group(4).split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 0 || pair.indexOf('=', equals + 1) >= 0) {
          throw unreadable(text, "'" + pair + "' is not name=value");
        }
        String name = decode(text, pair.substring(0, equals));
        if (params.put(name, decode(text, pair.substring(equals + 1))) != null) {
          throw unreadable(text, "parameter '" + name + "' stands there twice");
        }
      }
    }
    int threads = Integer.parseInt(form.group(3));
    return new Cell(decode(text, form.group(1)), decode(text, form.group(2)), threads, params);
  }

  private static String decode(String text, String part) {
    try {
      return PercentCode.decode(part);
    } catch (IllegalArgumentException e) {
      throw unreadable(text, e.getMessage());
    }
  }

  private static UnreadableResultException unreadable(String text, String why) {
    return new UnreadableResultException(
        "'" + text + "' is not a cell: " + why + "; " + EXAMPLE + ".");
  }

  /**
   * The class that holds the benchmark, with its package.
   *
   * @return empty where the benchmark's name has no class
   */
  public String className() {
    return benchmark.substring(0, Math.max(0, benchmark.lastIndexOf('.')));
  }

  /**
   * The name of the class without its package.
   *
   * @return empty where the benchmark's name has no class
   */
  public String simpleName() {
    String name = className();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /**
   * The benchmark's method, or its group.
   *
   * @return the part of the name after its last dot
   */
  public String methodName() {
    return benchmark.substring(benchmark.lastIndexOf('.') + 1);
  }

  /**
   * Orders by benchmark, mode, threads, then parameter by parameter; whole numbers by their value
   * and before other text. Consistent with equals.
   */
  @Override
  public int compareTo(Cell other) {
    return ORDER.compare(this, other);
  }

  private static int compareParams(SortedMap<String, String> one, SortedMap<String, String> two) {
    Iterator<Map.Entry<String, String>> left = one.entrySet().iterator();
    Iterator<Map.Entry<String, String>> right = two.entrySet().iterator();
    while (left.hasNext() && right.hasNext()) {
      Map.Entry<String, String> a = left.next();
      Map.Entry<String, String> b = right.next();
      int order = a.getKey().compareTo(b.getKey());
      if (order == 0) {
        order = ParameterOrder.VALUES.compare(a.getValue(), b.getValue());
      }
      if (order != 0) {
        return order;
      }
    }
    return Boolean.compare(left.hasNext(), right.hasNext());
  }

  /** The written form, which {@link #parse} reads back. */
  @Override
  public String toString() {
    String names = PercentCode.encode(benchmark) + ":" + PercentCode.encode(mode) + ":t" + threads;
    if (params.isEmpty()) {
      return names;
    }
    return params.entrySet().stream()
        .map(e -> PercentCode.encode(e.getKey()) + "=" + PercentCode.encode(e.getValue()))
        .collect(Collectors.joining("&", names + "?", ""));
  }
}
