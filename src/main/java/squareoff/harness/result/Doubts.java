package squareoff.harness.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What cannot be so in a result that can be read all the same: numbers that contradict each other,
 * or that no measurement gives. Said, so that nobody believes a table more than its file.
 */
public final class Doubts {
  /** How far a score may be from the mean of its raw data: files of other tools round. */
  static final double ROUNDED = 0.01;

  private final Metric score;
  private final double[] iterations;
  private final List<String> notes = new ArrayList<>();

  private Doubts(Metric score) {
    this.score = score;
    this.iterations = score.values();
  }

  /**
   * Looks at one result.
   *
   * @param entry the result
   * @return sentences without a full stop, in plain text; none where nothing is wrong
   */
  public static List<String> of(JmhEntry entry) {
    Doubts doubts = new Doubts(entry.primary());
    doubts.notFinite();
    doubts.contradictions();
    doubts.impossible(entry);
    doubts.forks(entry);
    doubts.percentiles(entry);
    entry.remark().ifPresent(doubts.notes::add);
    return List.copyOf(doubts.notes);
  }

  private void notFinite() {
    long finite = Arrays.stream(iterations).filter(Double::isFinite).count();
    if (finite < iterations.length) {
      notes.add(
          "%d of %d values are not finite and left out"
              .formatted(iterations.length - finite, iterations.length));
    }
    long forks = score.raw().stream().filter(f -> f.stream().anyMatch(Double::isFinite)).count();
    if (score.forkMeans().size() < forks) {
      notes.add("values whose mean is too great for a number are left out");
    }
    if (!Double.isFinite(score.score())) {
      notes.add(Double.isNaN(score.score()) ? "its score is no number" : "its score is infinite");
    }
  }

  /** JMH's score is the mean of all values, so that it lies among them. */
  private void contradictions() {
    double least = Arrays.stream(iterations).min().orElse(Double.NaN);
    double most = Arrays.stream(iterations).max().orElse(Double.NaN);
    double room = ROUNDED * Math.max(Math.abs(least), Math.abs(most));
    boolean outside = score.score() < least - room || score.score() > most + room;
    if (Double.isFinite(score.score()) && outside) {
      notes.add(
          "its score is %s, but its raw data lie from %s to %s"
              .formatted(score.score(), least, most));
    }
  }

  /** That some gave no data is told elsewhere: forks may fail. */
  private void forks(JmhEntry entry) {
    if (score.raw().size() > Math.max(1, entry.forks())) {
      notes.add(
          "its raw data are of %d forks, but it says that there were %d"
              .formatted(score.raw().size(), entry.forks()));
    }
  }

  /** Of the score's own and of others' distributions, which JMH gives as secondary metrics. */
  private void percentiles(JmhEntry entry) {
    Map<String, SortedMap<Double, Double>> distributions = new TreeMap<>();
    entry
        .secondaries()
        .forEach((name, metric) ->
            Percentile.rank(name)
                .ifPresent(rank ->
                    distributions
                        .computeIfAbsent(Percentile.of(name), of -> new TreeMap<>())
                        .put(rank, metric.score())));
    distributions.forEach((of, values) ->
        Percentile.falling(values)
            .ifPresent(words ->
                notes.add(
                    "the percentiles%s fall: %s"
                        .formatted(of.isEmpty() ? "" : " of " + of, words))));
  }

  private void impossible(JmhEntry entry) {
    if (score.score() < 0 || Arrays.stream(iterations).anyMatch(v -> v < 0)) {
      notes.add("a score below 0, which no time and no throughput is");
    } else if (score.score() == 0 && entry.cell().mode().equals("thrpt")) {
      notes.add("a throughput of 0: no operation ended");
    }
    if (score.error() < 0) {
      notes.add("JMH's error is below 0");
    }
    if (entry.cell().threads() < 1) {
      notes.add("measured with %d threads, it says".formatted(entry.cell().threads()));
    }
  }
}
