package squareoff.harness.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import squareoff.harness.result.Conditions;
import squareoff.harness.result.Conditions.Differences;
import squareoff.harness.result.Cost;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.run.Plan;
import squareoff.harness.run.TrialRecord;
import squareoff.harness.stats.TrialBlock;
import squareoff.harness.stats.TwoGroups;

/** The trials of one cell: which have measured, how they did so, and which make a block. */
final class CellTrials {
  private final Map<String, SortedMap<Long, TrialRecord>> measured = new HashMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();

  /** How the first trial of each build of a gate was measured, by the gate's number. */
  private final Map<Integer, Map<String, Conditions>> conditions = new HashMap<>();

  private Differences differences = Differences.NONE;
  private int disturbed;

  /**
   * Takes a trial that has ended into account.
   *
   * @param trial of this cell
   * @param gate the number of the gate that ran it
   * @param round its round, which no other gate's trials have
   * @return whether it measured what can be compared
   */
  boolean add(TrialRecord trial, int gate, long round) {
    String which = trial.build() + " " + round;
    Optional<String> failure = failure(trial);
    if (failure.isPresent()) {
      failures.put(which, failure.get());
      return false;
    }
    failures.remove(which);
    of(trial.build()).put(round, trial);
    learn(trial, gate);
    disturbed += trial.disturbances().isEmpty() ? 0 : 1;
    return !isIncomparable();
  }

  /** Why a trial cannot be used, where it cannot. */
  private static Optional<String> failure(TrialRecord trial) {
    Optional<String> failed = trial.failureReason();
    if (failed.isPresent()) {
      return failed.map(reason -> "%s: %s".formatted(trial.build(), reason));
    }
    double cost = cost(trial);
    return cost > 0 && Double.isFinite(cost)
        ? Optional.empty()
        : Optional.of(
            "%s: its score is %s, of which no ratio can be taken"
                .formatted(trial.build(), trial.measured().orElseThrow().primary().score()));
  }

  /** NaN where a trial has no finite value. */
  private static double cost(TrialRecord trial) {
    return Cost.of(trial.measured().orElseThrow()).trials().stream()
        .mapToDouble(Double::doubleValue)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Looks at how the first trials of both builds of a gate were measured. */
  private void learn(TrialRecord trial, int gate) {
    Map<String, Conditions> first = conditions.computeIfAbsent(gate, g -> new HashMap<>());
    if (first.containsKey(trial.build())) {
      return;
    }
    trial.conditions().ifPresent(its -> first.put(trial.build(), its));
    if (first.containsKey(Plan.BASE) && first.containsKey(Plan.CANDIDATE)) {
      differ(Conditions.between(List.of(first.get(Plan.BASE)), List.of(first.get(Plan.CANDIDATE))));
    }
  }

  /** Takes into account in what the builds were, or would have been, measured differently. */
  void differ(Differences more) {
    differences = differences.and(more);
  }

  /** Those of a build that measured, by round. */
  SortedMap<Long, TrialRecord> of(String build) {
    return measured.computeIfAbsent(build, name -> new TreeMap<>());
  }

  /** Whether a trial of that round has measured. */
  boolean has(String build, long round) {
    return of(build).containsKey(round);
  }

  /** Whether all trials of a block have measured. */
  boolean hasBlock(long block) {
    long first = 2 * block;
    return Stream.of(Plan.BASE, Plan.CANDIDATE)
        .allMatch(build -> has(build, first) && has(build, first + 1));
  }

  /** The logarithms of the costs of a block; empty where it lacks a trial. */
  Optional<TrialBlock> block(long block) {
    if (!hasBlock(block)) {
      return Optional.empty();
    }
    long first = 2 * block;
    return Optional.of(
        new TrialBlock(
            Math.log(cost(of(Plan.BASE).get(first))),
            Math.log(cost(of(Plan.BASE).get(first + 1))),
            Math.log(cost(of(Plan.CANDIDATE).get(first))),
            Math.log(cost(of(Plan.CANDIDATE).get(first + 1)))));
  }

  /** What went wrong, in a few words each, but for trials that were run again. */
  List<String> failures() {
    return List.copyOf(failures.values());
  }

  /** Whether the trials show that the builds are not measured alike. */
  boolean isIncomparable() {
    return differences.isIncomparable();
  }

  /** In what the builds were measured differently. */
  Differences differences() {
    return differences;
  }

  /** How many trials ran on a machine that was not quiet. */
  int disturbed() {
    return disturbed;
  }

  /** Of each build whether its trials fall into two groups, where they do. */
  List<String> groups() {
    List<String> notes = new ArrayList<>();
    for (String build : List.of(Plan.BASE, Plan.CANDIDATE)) {
      TwoGroups.of(of(build).values().stream().map(CellTrials::cost).toList())
          .ifPresent(groups -> notes.add(build + ": " + groups.words()));
    }
    return notes;
  }

  /** The scores of all trials, each build's in its own unit; empty without any trial. */
  Optional<CellVerdict.Scores> scores() {
    boolean any = Stream.of(Plan.BASE, Plan.CANDIDATE).anyMatch(build -> !of(build).isEmpty());
    return any
        ? Optional.of(
            new CellVerdict.Scores(
                mean(Plan.BASE, round -> true),
                unit(Plan.BASE),
                mean(Plan.CANDIDATE, round -> true),
                unit(Plan.CANDIDATE)))
        : Optional.empty();
  }

  /** The unit of a build's scores, that of its first trial; empty without a trial of it. */
  String unit(String build) {
    return of(build).isEmpty() ? "" : first(build).primary().unit();
  }

  /**
   * The geometric mean of a build's trials in complete blocks: the mean and the trials that the
   * estimate of the ratio has, without which score and change of a row contradict each other.
   */
  double score(String build) {
    return mean(build, round -> hasBlock(round / 2));
  }

  /** Of trials in some rounds; other gates may have measured in other units. */
  private double mean(String build, LongPredicate rounds) {
    return Math.exp(
        of(build).entrySet().stream()
            .filter(trial -> rounds.test(trial.getKey()))
            .map(trial -> trial.getValue().measured().orElseThrow())
            .mapToDouble(its -> its.primary().forkMeans().getFirst() * factor(its, first(build)))
            .map(Math::log)
            .average()
            .orElse(Double.NaN));
  }

  private JmhEntry first(String build) {
    return of(build).get(of(build).firstKey()).measured().orElseThrow();
  }

  /** A candidate may say in ns/op what the base says in us/op: the factor between their scores. */
  double inUnitOfBase() {
    return factor(first(Plan.CANDIDATE), first(Plan.BASE));
  }

  /** By which the scores of one trial are multiplied to be in the unit of another one. */
  private static double factor(JmhEntry from, JmhEntry to) {
    if (from.primary().unit().equals(to.primary().unit())) {
      return 1;
    }
    boolean rate = to.cell().mode().equals("thrpt");
    double theirs = costOfOne(from, rate);
    double ours = costOfOne(to, rate);
    return rate ? ours / theirs : theirs / ours;
  }

  private static double costOfOne(JmhEntry entry, boolean rate) {
    double mean = entry.primary().forkMeans().getFirst();
    double cost = Cost.of(entry).trials().getFirst();
    return rate ? cost * mean : cost / mean;
  }
}
