package squareoff.harness.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import squareoff.harness.result.Cell;
import squareoff.harness.result.ParameterOrder;

/**
 * The order of a table's rows and of its parameters' columns.
 *
 * <p>Rows that are compared with each other stand together, the one they are compared with first:
 * the reference's parameters are the last that rows are sorted by. Numbers are in order of value,
 * other text in the order in which it first appears, as its author arranged it.
 */
final class RowOrder {
  private final List<Row> rows;
  private final Optional<Reference> reference;

  RowOrder(List<Row> rows, Optional<Reference> reference) {
    this.rows = rows;
    this.reference = reference;
  }

  /** The names of all parameters, those of the reference last. */
  List<String> parameters() {
    SortedSet<String> names = new TreeSet<>();
    rows.forEach(row -> names.addAll(row.cell().params().keySet()));
    Collection<String> last = reference.map(r -> r.params().keySet()).orElseGet(TreeSet::new);
    List<String> ordered = new ArrayList<>(names);
    ordered.sort(Comparator.comparing(last::contains));
    return ordered;
  }

  /** The rows in order. */
  List<Row> sorted() {
    Comparator<Row> order =
        byAppearance(row -> row.cell().methodName())
            .thenComparing(byAppearance(row -> row.cell().mode()))
            .thenComparing(row -> row.cell().threads());
    for (String name : parameters()) {
      Optional<String> first = reference.map(r -> r.params().get(name));
      Function<Row, String> value = row -> value(row.cell(), name);
      if (first.isPresent()) {
        order = order.thenComparing(row -> !value.apply(row).equals(first.get()));
      }
      order =
          order
              .thenComparing(row -> ParameterOrder.number(value.apply(row)).isEmpty())
              .thenComparing(row -> ParameterOrder.number(value.apply(row)).orElse(BigDecimal.ZERO))
              .thenComparing(byAppearance(value));
    }
    return rows.stream().sorted(order).toList();
  }

  private static String value(Cell cell, String name) {
    return cell.params().getOrDefault(name, "");
  }

  private Comparator<Row> byAppearance(Function<Row, String> key) {
    List<String> seen = new ArrayList<>(new LinkedHashSet<>(rows.stream().map(key).toList()));
    Map<String, Integer> places = new HashMap<>();
    seen.forEach(text -> places.put(text, places.size()));
    return Comparator.comparing(row -> places.get(key.apply(row)));
  }
}
