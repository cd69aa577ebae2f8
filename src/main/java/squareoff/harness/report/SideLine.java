package squareoff.harness.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Conditions;
import squareoff.harness.result.Conditions.Differences;
import squareoff.harness.result.Cost;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.stats.Ratio;

/**
 * One line of a table of several sources: what each of them holds of one cell.
 *
 * @param rows one a source, in their order; empty where a source does not hold the cell; at least
 *     one is there
 */
record SideLine(List<Optional<Row>> rows) {

  /** What rows of different sources must share to be compared. */
  record Key(Cell cell, int occurrence) {}

  SideLine {
    rows = List.copyOf(rows);
  }

  static Key key(Row row) {
    return new Key(row.cell(), row.occurrence());
  }

  /** The rows that are there. */
  Stream<Row> present() {
    return rows.stream().flatMap(Optional::stream);
  }

  /** A row that says which cell this is. */
  Row shown() {
    return present().findFirst().orElseThrow();
  }

  /**
   * What an operation costs in a source as a multiple of what it costs in the first one, whatever
   * the mode and the units: below 1 is faster.
   *
   * @return empty where one of them has no result, or where their units cannot be compared, or they
   *     were measured in ways that give the scores different meanings
   */
  Optional<Ratio> ratio(int source) {
    if (differences(source).isIncomparable()) {
      return Optional.empty();
    }
    Optional<Row> own = rows.get(source).filter(row -> row.entry().isPresent());
    Optional<Row> first = rows.getFirst().filter(row -> row.entry().isPresent());
    return own.flatMap(o -> first.flatMap(f -> ratio(o, f)))
        .filter(ratio -> Double.isFinite(ratio.value()));
  }

  /** In what a source's row was measured differently from the first one's. */
  Differences differences(int source) {
    Optional<Row> first = rows.getFirst().filter(row -> row.entry().isPresent());
    Optional<Row> own = rows.get(source).filter(row -> row.entry().isPresent());
    return first.isPresent() && own.isPresent()
        ? Conditions.between(first.get().conditions(), own.get().conditions())
        : Differences.NONE;
  }

  /** The same with geometric means, which the ratios are of. */
  SideLine geometric() {
    return new SideLine(rows.stream().map(row -> row.map(Row::geometric)).toList());
  }

  private Optional<Ratio> ratio(Row ownRow, Row firstRow) {
    JmhEntry own = ownRow.entry().orElseThrow();
    JmhEntry first = firstRow.entry().orElseThrow();
    Cost above = Cost.of(own);
    Cost below = Cost.of(first);
    if (!above.unit().equals(below.unit())) {
      return Optional.empty();
    }
    if (!above.trials().isEmpty() && !below.trials().isEmpty()) {
      return Optional.of(Ratio.of(above.trials(), below.trials()));
    }
    if (!own.primary().unit().equals(first.primary().unit())) {
      return Optional.empty();
    }
    double more = ownRow.score().orElseThrow().centre();
    double less = firstRow.score().orElseThrow().centre();
    boolean rate = own.cell().mode().equals("thrpt") || own.primary().unit().startsWith("ops/");
    return Optional.of(rate ? Ratio.of(less, more) : Ratio.of(more, less));
  }
}
