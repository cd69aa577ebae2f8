package squareoff.harness.report;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Conditions;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.result.Metric;

/**
 * One row of a table.
 *
 * @param cell what was measured
 * @param entry its result; empty where every trial failed
 * @param notes what else is known
 * @param occurrence 1, or more where the source holds the cell more than once
 * @param score the score, with the interval that its trials allow
 */
record Row(
    Cell cell,
    Optional<JmhEntry> entry,
    CellNotes notes,
    int occurrence,
    Optional<Estimate> score) {

  static Row measured(JmhEntry entry, CellNotes notes, int occurrence) {
    Estimate score = Estimate.ofScore(entry.primary());
    return new Row(entry.cell(), Optional.of(entry), notes, occurrence, Optional.of(score));
  }

  /** The same with the score as a geometric mean, for a row in which a ratio stands. */
  Row geometric() {
    Optional<Estimate> mean = entry.flatMap(e -> Estimate.geometric(e.primary()));
    return new Row(cell, entry, notes, occurrence, mean.or(this::score));
  }

  static Row failed(Cell cell, CellNotes notes) {
    return new Row(cell, Optional.empty(), notes, 1, Optional.empty());
  }

  Optional<Metric> secondary(String name) {
    return entry.flatMap(e -> e.secondary(name));
  }

  /** How its trials were measured, each way once; none where every trial failed. */
  Set<Conditions> conditions() {
    Set<Map<String, String>> facts = notes.facts().isEmpty() ? Set.of(Map.of()) : notes.facts();
    return entry.stream()
        .flatMap(e -> facts.stream().map(more -> Conditions.of(e, more)))
        .collect(Collectors.toSet());
  }

  /** The number of trials that gave data. */
  int trials() {
    return entry.map(Row::trialsOf).orElse(0);
  }

  private static int trialsOf(JmhEntry entry) {
    int withData = entry.primary().forkMeans().size();
    return withData > 0 ? withData : entry.forks();
  }
}
