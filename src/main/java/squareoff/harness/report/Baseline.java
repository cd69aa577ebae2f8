package squareoff.harness.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import squareoff.harness.result.Cell;
import squareoff.harness.stats.Ratio;

/**
 * The reference rows of one table, and which of them a row is compared with: the one of the same
 * method, mode and thread count whose other parameters are the same.
 *
 * <p>A loop without workers has no number of them to vary. So where workers are declared to share
 * the work and all reference rows have the same number of them, rows with any number are compared
 * with these, and the caption says so.
 */
final class Baseline {
  private final Reference reference;
  private final Optional<String> sharedWork;
  private final Optional<String> onlyWorkers;
  private final Map<Identity, Row> byIdentity;

  private Baseline(Reference reference, List<Row> referenceRows, Optional<String> sharedWork) {
    this.reference = reference;
    this.sharedWork = sharedWork.filter(name -> !reference.params().containsKey(name));
    Set<String> workers = referenceRows.stream().map(this::workers).collect(Collectors.toSet());
    this.onlyWorkers =
        workers.stream().filter(w -> workers.size() == 1 && !w.isEmpty()).findFirst();
    // Looked up by every row, of which there may be ten thousand.
    this.byIdentity = new HashMap<>();
    referenceRows.forEach(row -> byIdentity.putIfAbsent(identity(row.cell()), row));
  }

  /** Empty where no row of the table is one to compare with. */
  static Optional<Baseline> in(List<Row> rows, Reference reference, Optional<String> sharedWork) {
    List<Row> found = rows.stream().filter(row -> reference.matches(row.cell())).toList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new Baseline(reference, found, sharedWork));
  }

  Reference reference() {
    return reference;
  }

  /** The one number of workers that all reference rows have, where rows may differ in it. */
  Optional<String> onlyWorkers(List<Row> rows) {
    return onlyWorkers.filter(only -> rows.stream().anyMatch(row -> !only.equals(workers(row))));
  }

  /** The parameter that counts those who share the work. */
  Optional<String> sharedWork() {
    return sharedWork;
  }

  private String workers(Row row) {
    return sharedWork.map(name -> row.cell().params().getOrDefault(name, "")).orElse("");
  }

  /** Whether a row is the one that it would itself be compared with. */
  boolean isReference(Row row) {
    return comparedWith(row).filter(found -> found == row).isPresent();
  }

  /** How many times as large a row's score is; empty where there is none to compare with. */
  Optional<Ratio> ratio(Row row) {
    return comparedWith(row)
        .filter(found -> found.entry().isPresent() && row.entry().isPresent())
        .filter(found -> sameUnit(found, row))
        .map(found -> ratio(row, found))
        .filter(ratio -> Double.isFinite(ratio.value()));
  }

  private Optional<Row> comparedWith(Row row) {
    return Optional.ofNullable(byIdentity.get(identity(row.cell())));
  }

  private static boolean sameUnit(Row one, Row other) {
    return unit(one).equals(unit(other));
  }

  private static Optional<String> unit(Row row) {
    return row.entry().map(e -> e.primary().unit());
  }

  private static Ratio ratio(Row row, Row found) {
    List<Double> above = row.entry().orElseThrow().primary().forkMeans();
    List<Double> below = found.entry().orElseThrow().primary().forkMeans();
    if (above.isEmpty() || below.isEmpty()) {
      return Ratio.of(row.score().orElseThrow().centre(), found.score().orElseThrow().centre());
    }
    return Ratio.of(above, below);
  }

  private record Identity(
      String benchmark, String mode, int threads, SortedMap<String, String> others) {}

  private Identity identity(Cell cell) {
    SortedMap<String, String> others = new TreeMap<>(cell.params());
    others.keySet().removeAll(reference.params().keySet());
    if (onlyWorkers.isPresent()) {
      others.remove(sharedWork.orElseThrow());
    }
    return new Identity(cell.benchmark(), cell.mode(), cell.threads(), others);
  }
}
