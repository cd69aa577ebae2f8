package squareoff.harness.result;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Cells of two sides that do the same work, the same benchmark with the same parameters, and were
 * changed in how they are measured: in mode or threads, which are part of a cell's identity.
 */
public final class Counterparts {

  /** What is one benchmark with the same parameters. */
  private record Work(String benchmark, Map<String, String> params, Object sameToo) {
    static Function<Cell, Work> with(Function<Cell, Object> sameToo) {
      return cell -> new Work(cell.benchmark(), cell.params(), sameToo.apply(cell));
    }
  }

  private final Set<Cell> base;
  private final Set<Cell> candidate;
  private final Map<Cell, Cell> pairs = new LinkedHashMap<>();

  private Counterparts(Collection<Cell> base, Collection<Cell> candidate) {
    this.base = new LinkedHashSet<>(base);
    this.candidate = new LinkedHashSet<>(candidate);
  }

  /**
   * Puts cells together. Those first that differ in the mode alone, then those that differ in the
   * threads alone, then those that differ in both; and only where each side has one such cell, so
   * that it is clear which became which.
   *
   * @param base those that the candidate lacks
   * @param candidate those that the base lacks
   * @return the candidate's cell by the base's, in the base's order within each kind
   */
  public static Map<Cell, Cell> of(Collection<Cell> base, Collection<Cell> candidate) {
    Counterparts counterparts = new Counterparts(base, candidate);
    counterparts.pair(Work.with(Cell::threads));
    counterparts.pair(Work.with(Cell::mode));
    counterparts.pair(Work.with(cell -> ""));
    return counterparts.pairs;
  }

  private void pair(Function<Cell, Work> work) {
    Map<Work, List<Cell>> theirs = candidate.stream().collect(Collectors.groupingBy(work));
    Map<Work, List<Cell>> ours =
        base.stream().collect(Collectors.groupingBy(work, LinkedHashMap::new, Collectors.toList()));
    ours.forEach((same, cells) -> {
      List<Cell> others = theirs.getOrDefault(same, List.of());
      if (cells.size() == 1 && others.size() == 1) {
        pairs.put(cells.getFirst(), others.getFirst());
        base.remove(cells.getFirst());
        candidate.remove(others.getFirst());
      }
    });
  }
}
