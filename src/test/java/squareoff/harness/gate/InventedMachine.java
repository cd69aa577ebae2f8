package squareoff.harness.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import squareoff.harness.run.Plan;
import squareoff.harness.run.PlannedCell;
import squareoff.harness.run.SyntheticGate;
import squareoff.harness.run.Trial;
import squareoff.harness.run.TrialRecord;

/** Runs the trials that a course asks for, by numbers of its own in place of JVMs. */
final class InventedMachine {

  /** More trials than any of these gates may take: a course that never ends is a failure. */
  private static final int MOST_TRIALS = 10_000;

  private static final double JVM_SECONDS = 0.5;
  private static final double BASE_SCORE = 100;

  private final Map<String, Double> ratios = new HashMap<>();
  private final Map<String, Double> noises = new HashMap<>();
  private final Map<String, Double> seconds = new HashMap<>();
  private final Random random;
  private Predicate<Trial> fails = trial -> false;
  private ToDoubleFunction<Trial> modes = trial -> 1;
  private UnaryOperator<TrialRecord> telling = trial -> trial;

  InventedMachine(long seed) {
    this.random = new Random(seed);
  }

  /** Gives a cell a ratio of the candidate's time to the base's, and noise between trials. */
  InventedMachine with(String cell, double ratio, double noise) {
    ratios.put(cell, ratio);
    noises.put(cell, noise);
    return this;
  }

  /** Has every trial of a cell take so many seconds. */
  InventedMachine taking(String cell, double trialSeconds) {
    seconds.put(cell, trialSeconds);
    return this;
  }

  InventedMachine failing(Predicate<Trial> which) {
    fails = which;
    return this;
  }

  /** Has each trial take so many times what it would have taken. */
  InventedMachine slowing(ToDoubleFunction<Trial> factor) {
    modes = factor;
    return this;
  }

  /** Has trials that measured tell something else. */
  InventedMachine telling(UnaryOperator<TrialRecord> what) {
    telling = what;
    return this;
  }

  /** Goes on until the course has no more trials. */
  List<TrialRecord> run(GateCourse course, List<TrialRecord> before) {
    return run(course, before, MOST_TRIALS);
  }

  List<TrialRecord> run(GateCourse course) {
    return run(course, List.of());
  }

  /** Goes on until the course has no more trials, or some have been run. */
  List<TrialRecord> run(GateCourse course, List<TrialRecord> before, int most) {
    List<TrialRecord> recorded = new ArrayList<>(before);
    List<Trial> next = course.next(List.copyOf(recorded));
    while (!next.isEmpty() && recorded.size() < before.size() + most) {
      if (recorded.size() > MOST_TRIALS) {
        throw new AssertionError("the course never ends");
      }
      for (Trial trial : next) {
        recorded.add(trial(trial, recorded.size()));
      }
      next = course.next(List.copyOf(recorded));
    }
    return recorded;
  }

  /** Runs trials as they come. */
  List<TrialRecord> trials(List<Trial> trials) {
    return trials.stream().map(trial -> trial(trial, 0)).toList();
  }

  private TrialRecord trial(Trial trial, int order) {
    if (fails.test(trial)) {
      return SyntheticGate.failed(trial, order, JVM_SECONDS);
    }
    String cell = trial.cell().cell().toString();
    int iterations = trial.cell().option("-i").map(Integer::parseInt).orElse(1);
    double noise = noises.getOrDefault(cell, 0.01);
    double ratio = trial.build().equals(Plan.BASE) ? 1 : ratios.getOrDefault(cell, 1.0);
    double ofFork =
        modes.applyAsDouble(trial) * BASE_SCORE * ratio * Math.exp(noise * random.nextGaussian());
    double[] scores = new double[iterations];
    for (int i = 0; i < iterations; i++) {
      scores[i] = ofFork * Math.exp(noise / 10 * random.nextGaussian());
    }
    double took = seconds.getOrDefault(cell, JVM_SECONDS + trial.cell().seconds());
    return telling.apply(SyntheticGate.measured(trial, order, took, scores));
  }

  /** A gate's plan by the usual policy, without tuning of the trials' length. */
  static Plan plan(int rounds, double budget, String... cells) {
    return plan(
        rounds, new Terms(Policy.DEFAULT, budget, false, false, List.of(), List.of()), cells);
  }

  static Plan plan(int rounds, Terms terms, String... cells) {
    List<PlannedCell> planned = Stream.of(cells).map(SyntheticGate::cell).toList();
    return SyntheticGate.plan(42, rounds, planned).withGate(terms.toMap());
  }

  static String cell(int number) {
    return "a.B.run:avgt:t1?n=" + number;
  }
}
