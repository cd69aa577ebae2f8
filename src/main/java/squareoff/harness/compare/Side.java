package squareoff.harness.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import squareoff.harness.result.Cell;
import squareoff.harness.result.JmhEntry;

/**
 * One of the two that are compared.
 *
 * @param name what messages call it
 * @param entries its results; those of the same cell are further trials of it
 * @param remarks what else is known of its cells, such as trials that failed, as plain text; a cell
 *     of which every trial failed has a remark and no entry
 */
public record Side(String name, List<JmhEntry> entries, Map<Cell, List<String>> remarks) {

  /** Copies the collections. */
  public Side {
    entries = List.copyOf(entries);
    remarks = Map.copyOf(remarks);
  }

  /** The results of each cell, in the order in which the cells first appear. */
  Map<Cell, Pool> pools() {
    Map<Cell, Pool> pools = new LinkedHashMap<>();
    entries.forEach(entry -> pools.computeIfAbsent(entry.cell(), cell -> new Pool()).add(entry));
    return pools;
  }
}
