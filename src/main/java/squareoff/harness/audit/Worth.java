package squareoff.harness.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import squareoff.harness.stats.Proportion;

/**
 * What one way to judge came to.
 *
 * @param name of the way
 * @param forks of each build that a cell got, as people read it
 * @param falseAlarms suites in which any cell was called slower, none being so
 * @param found for each slowdown, suites in which the slow cell was called slower
 */
record Worth(String name, String forks, Proportion falseAlarms, List<Proportion> found) {

  private static final double LEVEL = 0.95;

  /** The heads of a table of such lines. */
  static List<String> headers(String name, List<Double> slowdowns) {
    List<String> headers = new ArrayList<>(List.of(name, "forks a side", "false alarms"));
    slowdowns.forEach(slowdown -> headers.add("finds " + Percent.plain(slowdown)));
    return headers;
  }

  List<String> row() {
    List<String> row = new ArrayList<>(List.of(name, forks, Percent.withInterval(falseAlarms)));
    found.forEach(rate -> row.add(Percent.whole(rate)));
    return row;
  }

  /**
   * Where another way finds more than this one by more than chance explains, that is, where the
   * intervals of both rates are apart. Ways that are shown to raise more false alarms than the
   * level allows do not count.
   *
   * @param others the other ways
   * @param slowdowns that were to be found, as fractions, as in {@link #found}
   * @param tolerance slowdowns up to it are not meant to be found
   * @param alpha the level of false alarms
   * @return half a sentence for each such slowdown, with the way that finds most
   */
  List<String> outdoneBy(
      List<Worth> others, List<Double> slowdowns, double tolerance, double alpha) {
    List<Worth> fair =
        others.stream().filter(other -> other.falseAlarms.interval(LEVEL).low() <= alpha).toList();
    List<String> says = new ArrayList<>();
    for (int i : IntStream.range(0, slowdowns.size()).toArray()) {
      fair.stream()
          .max(Comparator.comparingDouble(other -> other.found.get(i).rate()))
          .filter(most -> slowdowns.get(i) > tolerance && apart(found.get(i), most.found.get(i)))
          .ifPresent(most ->
              says.add(
                  "slowdowns of %s: %s by %s forks a side and the %s, %s by the gate"
                      .formatted(
                          Percent.plain(slowdowns.get(i)),
                          Percent.whole(most.found.get(i)),
                          most.forks,
                          most.name,
                          Percent.whole(found.get(i)))));
    }
    return says;
  }

  private static boolean apart(Proportion less, Proportion more) {
    return more.interval(LEVEL).low() > less.interval(LEVEL).high();
  }
}
