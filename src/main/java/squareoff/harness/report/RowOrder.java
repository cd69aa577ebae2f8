package squareoff.harness.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import squareoff.harness.result.ParameterOrder;

/**
 * The order of a table's rows and of its parameters' columns.
 *
 * <p>Rows that are compared with each other stand together, the one they are compared with first:
 * the reference's parameters are the last that rows are sorted by. Numbers are in order of value,
 * other text in the order in which it first appears, as its author arranged it.
 */
final class RowOrder {
  private static final Comparator<String> AS_IT_APPEARS = Comparator.comparing(text -> 0);

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
        by(row -> row.cell().methodName(), AS_IT_APPEARS)
            .thenComparing(by(row -> row.cell().mode(), AS_IT_APPEARS))
            .thenComparing(row -> row.cell().threads());
    for (String name : parameters()) {
      Optional<String> first = reference.map(r -> r.params().get(name));
      Comparator<String> values =
          Comparator.comparing((String value) -> !Optional.of(value).equals(first))
              .thenComparing(value -> ParameterOrder.number(value).isEmpty())
              .thenComparing(value -> ParameterOrder.number(value).orElse(BigDecimal.ZERO));
      order = order.thenComparing(by(row -> row.cell().params().getOrDefault(name, ""), values));
    }
    return rows.stream().sorted(order).toList();
  }

  /** Orders by a text; texts that the given order takes for equal, by their first appearance. */
  private Comparator<Row> by(Function<Row, String> text, Comparator<String> order) {
    Map<String, Integer> places = new HashMap<>();
    rows.stream()
        .map(text)
        .distinct()
        .sorted(order)
        .forEachOrdered(value -> places.put(value, places.size()));
    return Comparator.comparing(row -> places.get(text.apply(row)));
  }
}
