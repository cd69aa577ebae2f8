package squareoff.harness.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import squareoff.harness.result.Direction;
import squareoff.harness.result.Doubts;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.result.Quantity;

/** The results of one cell on one side, as one: forks of several files are further forks. */
final class Pool {
  private final List<JmhEntry> entries = new ArrayList<>(1);

  /**
   * The numbers of all entries once there are two; most cells have one, in which none is sought.
   */
  private final Set<List<List<Double>>> seen = new HashSet<>(0);

  private int copies;

  /** Adds a result; one that repeats the numbers of another is the same file under two names. */
  void add(JmhEntry entry) {
    if (!entries.isEmpty()) {
      if (entries.size() == 1) {
        seen.addAll(numbers());
      }
      if (hasNumbers(entry) && !seen.add(entry.primary().raw())) {
        copies++;
        return;
      }
    }
    entries.add(entry);
  }

  private static boolean hasNumbers(JmhEntry entry) {
    return entry.primary().raw().stream().anyMatch(fork -> !fork.isEmpty());
  }

  List<JmhEntry> entries() {
    return entries;
  }

  JmhEntry first() {
    return entries.getFirst();
  }

  /** The numbers of every iteration: what only the same measurement can share. */
  Collection<List<List<Double>>> numbers() {
    return entries.size() > 1
        ? seen
        : entries.stream().filter(Pool::hasNumbers).map(entry -> entry.primary().raw()).toList();
  }

  /** The names of the secondary metrics. */
  Set<String> metrics() {
    Set<String> names = new LinkedHashSet<>();
    entries.forEach(entry -> names.addAll(entry.secondaries().keySet()));
    return names;
  }

  /**
   * One quantity of all results together.
   *
   * @param metric a secondary metric; the score where empty
   * @return empty where no result has the metric
   */
  Optional<Quantity> quantity(Optional<String> metric) {
    List<Quantity> parts =
        entries.stream().flatMap(entry -> quantity(entry, metric).stream()).toList();
    if (parts.size() < 2) {
      return parts.stream().findFirst();
    }
    Quantity one = parts.getFirst();
    if (parts.stream().anyMatch(part -> !part.unit().equals(one.unit()))) {
      // No number stands for all of them: the cell has none, and its conditions say why.
      String units =
          parts.stream().map(Quantity::unit).distinct().collect(Collectors.joining(" and "));
      return Optional.of(new Quantity(units, Direction.UNKNOWN, List.of(), Double.NaN, Double.NaN));
    }
    List<Double> trials = parts.stream().flatMap(part -> part.trials().stream()).toList();
    double mean = trials.stream().mapToDouble(Double::doubleValue).average().orElse(one.score());
    return Optional.of(new Quantity(one.unit(), one.direction(), trials, mean, Double.NaN));
  }

  private static Optional<Quantity> quantity(JmhEntry entry, Optional<String> metric) {
    if (metric.isEmpty()) {
      return Optional.of(Quantity.ofScore(entry));
    }
    return entry.secondary(metric.get()).map(Quantity::ofSecondary);
  }

  /** What a reader should know of these results. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (copies > 0) {
      notes.add("the same numbers stand there %s; counted once".formatted(times(copies + 1)));
    }
    entries.stream().flatMap(entry -> Doubts.of(entry).stream()).distinct().forEach(notes::add);
    long silent = entries.stream().mapToInt(e -> e.forks() - e.primary().forkMeans().size()).sum();
    long forks = entries.stream().mapToInt(JmhEntry::forks).sum();
    if (silent == forks) {
      notes.add(
          "no raw data, so no test; measure with -rf json and without -Djmh.json.rawData=false");
    } else if (silent > 0) {
      notes.add("%d of %d forks gave no data".formatted(silent, forks));
    }
    return notes;
  }

  private static String times(int times) {
    return times == 2 ? "twice" : times + " times";
  }
}
