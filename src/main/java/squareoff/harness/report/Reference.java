package squareoff.harness.report;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import squareoff.harness.result.Cell;

/**
 * Which rows the others are compared with: those that hold certain values of certain parameters.
 *
 * @param params the values by the parameters' names; at least one
 */
public record Reference(SortedMap<String, String> params) {

  /** Copies the parameters. */
  public Reference {
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
  }

  /**
   * Reads {@code name=value}, or several joined by {@code &}.
   *
   * @param text what was given
   * @return the reference
   * @throws InvalidReferenceException where it is not of that form
   */
  public static Reference parse(String text) {
    SortedMap<String, String> params = new TreeMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new InvalidReferenceException(
            "The reference '%s' is not name=value, such as kind=old.".formatted(text));
      }
      params.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return new Reference(params);
  }

  /**
   * Whether a cell is one that others are compared with.
   *
   * @param cell any cell
   * @return true where it has every parameter with the value wanted
   */
  public boolean matches(Cell cell) {
    return cell.params().entrySet().containsAll(params.entrySet());
  }

  /** The values alone, as a column's name. */
  String label() {
    return params.values().stream().map(MarkdownText::escape).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return params.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining("&"));
  }
}
