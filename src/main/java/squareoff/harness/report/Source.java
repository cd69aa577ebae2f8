package squareoff.harness.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import squareoff.harness.result.Cell;
import squareoff.harness.result.JmhEntry;

/**
 * What one input of a report gave.
 *
 * @param name what the report calls it: the name of a file or a run
 * @param entries the results in their order; the same cell may stand there more than once
 * @param notes what the run's journal says of its cells; empty for a plain JMH file
 * @param machineLines what machine this was, one fact a line; empty where the input does not say
 * @param when when it was measured, in words; empty where the input does not say
 */
public record Source(
    String name,
    List<JmhEntry> entries,
    Map<Cell, CellNotes> notes,
    List<String> machineLines,
    Optional<String> when) {

  /** Copies the collections. */
  public Source {
    entries = List.copyOf(entries);
    notes = Map.copyOf(notes);
    machineLines = List.copyOf(machineLines);
  }

  /**
   * Results of which nobody knows when they were measured.
   *
   * @param name what the report calls it
   * @param entries the results in their order
   * @param notes what is known of its cells
   * @param machineLines what machine this was, one fact a line
   */
  public Source(
      String name, List<JmhEntry> entries, Map<Cell, CellNotes> notes, List<String> machineLines) {
    this(name, entries, notes, machineLines, Optional.empty());
  }

  /**
   * The same under another name.
   *
   * @param other what the report is to call it
   * @return a source with everything else as it is
   */
  public Source named(String other) {
    return new Source(other, entries, notes, machineLines, when);
  }

  /**
   * A JMH file of which nothing else is known.
   *
   * @param name the file's name
   * @param entries its entries
   * @return a source without notes
   */
  public static Source ofFile(String name, List<JmhEntry> entries) {
    return new Source(name, entries, Map.of(), List.of());
  }

  /** The rows by the full name of their class, classes in the order of their first result. */
  Map<String, List<Row>> rowsByClass() {
    Map<String, List<Row>> classes = new LinkedHashMap<>();
    Map<Cell, Integer> seen = new HashMap<>();
    for (JmhEntry entry : entries) {
      int times = seen.merge(entry.cell(), 1, Integer::sum);
      Row row = Row.measured(entry, notes.getOrDefault(entry.cell(), CellNotes.NONE), times);
      classes.computeIfAbsent(entry.cell().className(), k -> new ArrayList<>()).add(row);
    }
    SortedSet<Cell> failed = new TreeSet<>(notes.keySet());
    failed.removeIf(cell -> seen.containsKey(cell) || notes.get(cell).failed() == 0);
    for (Cell cell : failed) {
      Row row = Row.failed(cell, notes.get(cell));
      classes.computeIfAbsent(cell.className(), k -> new ArrayList<>()).add(row);
    }
    return classes;
  }
}
