package squareoff.harness.compare;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Conditions;
import squareoff.harness.result.Conditions.Differences;
import squareoff.harness.result.JmhEntry;

/**
 * One of the two that are compared.
 *
 * @param name what messages call it
 * @param entries its results; those of the same cell are further trials of it
 * @param remarks what else is known of its cells, such as trials that failed, as plain text; a cell
 *     of which every trial failed has a remark and no entry
 * @param facts what JMH's entries lack of how a cell was measured, each kind once, by the names of
 *     {@link Conditions}
 */
public record Side(
    String name,
    List<JmhEntry> entries,
    Map<Cell, List<String>> remarks,
    Map<Cell, Set<Map<String, String>>> facts) {

  /** A side of which nothing is known but JMH's entries. */
  public Side(String name, List<JmhEntry> entries, Map<Cell, List<String>> remarks) {
    this(name, entries, remarks, Map.of());
  }

  /** Copies the collections. */
  public Side {
    entries = List.copyOf(entries);
    remarks = Map.copyOf(remarks);
    facts = Map.copyOf(facts);
  }

  /** The results of each cell, in the order in which the cells first appear. */
  Map<Cell, Pool> pools() {
    Map<Cell, Pool> pools = new LinkedHashMap<>();
    entries.forEach(entry -> pools.computeIfAbsent(entry.cell(), cell -> new Pool()).add(entry));
    return pools;
  }

  /** In what a cell was measured differently on another side. */
  Differences differences(Pool own, Side candidate, Pool theirs) {
    boolean plain = facts.isEmpty() && candidate.facts.isEmpty();
    JmhEntry first = own.first();
    return plain
            && Stream.concat(own.entries().stream(), theirs.entries().stream())
                .allMatch(first::isMeasuredLike)
        ? Differences.NONE
        : Conditions.between(conditions(own), candidate.conditions(theirs));
  }

  /** How the results of a cell were measured, each way once. */
  private Set<Conditions> conditions(Pool pool) {
    Set<Map<String, String>> recorded = facts.getOrDefault(pool.first().cell(), Set.of(Map.of()));
    Set<Conditions> conditions = new LinkedHashSet<>();
    for (JmhEntry entry : pool.entries()) {
      recorded.forEach(more -> conditions.add(Conditions.of(entry, more)));
    }
    return conditions;
  }
}
