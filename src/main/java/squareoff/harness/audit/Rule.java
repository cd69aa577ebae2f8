package squareoff.harness.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import squareoff.harness.stats.Holm;
import squareoff.harness.stats.PermutationTest;
import squareoff.harness.stats.StudentT;

/**
 * How a fixed number of forks may be judged: at the gate's own level and tolerance, and as users of
 * other tools do, cell by cell. All but the thresholds find differences in either direction; only
 * those towards slower are counted here.
 */
enum Rule {
  /**
   * At the gate's own level and tolerance: whether fork means are exchangeable, one-sided, by
   * Holm's procedure over all cells. What is called slower is estimated beyond the tolerance too.
   */
  PERMUTATION("permutation test over fork means (Holm at α, tolerance)", Rule::permuted),
  /** JMH's bars over what is independent, and beyond the gate's tolerance. */
  FORK_BARS(
      "JMH's bars over fork means (99.9 %, per cell, tolerance)",
      each(sides ->
          sides.beyondTolerance()
              && barsApart(Sides.means(sides.base()), Sides.means(sides.candidate()), sides))),
  /**
   * What readers of JMH's tables do: score ± error, at 99.9 %, over the iterations of all forks.
   */
  ERROR_BARS(
      "JMH's error bars over pooled iterations (99.9 %, per cell)",
      each(sides -> barsApart(Sides.pooled(sides.base()), Sides.pooled(sides.candidate()), sides))),
  /** The default of benchstat (golang.org/x/perf), a fork being one of its samples. */
  FORK_MEANS(
      "benchstat: Mann-Whitney over fork means, per cell at 5 %",
      each(sides -> rankTest(Sides.means(sides.base()), Sides.means(sides.candidate()), sides))),
  /** The same test by those who take iterations for a sample. */
  POOLED(
      "Mann-Whitney over pooled iterations, per cell at 5 %",
      each(sides -> rankTest(Sides.pooled(sides.base()), Sides.pooled(sides.candidate()), sides))),
  /** What pyperf compare_to calls significant: Student's t with pooled variance, 95 %. */
  POOLED_T("pyperf: Student's t over pooled iterations, per cell at 5 %", each(Rule::pooledT)),
  /** A fixed threshold near the noise. */
  TEN_PERCENT("threshold: mean more than 10 % slower", each(sides -> ratio(sides) > 1.1)),
  /** The default of github-action-benchmark: an alert at 200 % of the previous value. */
  TWO_HUNDRED_PERCENT(
      "threshold: mean more than 200 % of the base's", each(sides -> ratio(sides) > 2));

  /**
   * At the least p that Holm's procedure asks for, so many of the drawn divisions are as extreme.
   */
  private static final int DRAWS = 10;

  private static final Map<Integer, Map<Double, Double>> QUANTILES = new ConcurrentHashMap<>();

  /** Judges cells, each beside all others where the rule does so. */
  private interface Judge {
    IntPredicate judge(List<Sides> cells, double alpha);
  }

  private final String says;
  private final Judge judge;

  Rule(String says, Judge judge) {
    this.says = says;
    this.judge = judge;
  }

  /** What it does, in half a sentence. */
  String says() {
    return says;
  }

  /**
   * Of which cells a user of the rule would say that the candidate is slower.
   *
   * @param cells all that were measured
   * @param alpha the family-wise level, for rules that have one
   * @return whether a cell is called slower, by its number from 0
   */
  IntPredicate judge(List<Sides> cells, double alpha) {
    return judge.judge(cells, alpha);
  }

  private static Judge each(Predicate<Sides> slower) {
    return (cells, alpha) -> cell -> slower.test(cells.get(cell));
  }

  private static IntPredicate permuted(List<Sides> cells, double alpha) {
    int most = (int) Math.min(1e6, Math.ceil(DRAWS * cells.size() / alpha));
    // Who is within the tolerance is not called, so that its p need not be known: 1 is no less.
    Holm holm =
        Holm.of(
            cells.stream()
                .map(sides ->
                    sides.beyondTolerance()
                        ? PermutationTest.greater(
                            sides.logCosts(sides.candidate()), sides.logCosts(sides.base()), most)
                        : 1)
                .toList());
    return cell -> holm.adjusted(cell) <= alpha;
  }

  private static boolean barsApart(double[] base, double[] candidate, Sides sides) {
    if (base.length < 3 || candidate.length < 3) {
      return false;
    }
    double apart = Math.abs(Sides.mean(candidate) - Sides.mean(base));
    return apart > error(base) + error(candidate)
        && sides.worse(Sides.mean(candidate), Sides.mean(base));
  }

  private static double error(double[] values) {
    double variance = squares(values) / (values.length - 1);
    return quantile(0.9995, values.length - 1) * Math.sqrt(variance / values.length);
  }

  private static boolean pooledT(Sides sides) {
    double[] base = Sides.pooled(sides.base());
    double[] candidate = Sides.pooled(sides.candidate());
    int freedom = base.length + candidate.length - 2;
    if (freedom < 1) {
      return false;
    }
    double variance = (squares(base) + squares(candidate)) / freedom;
    double error = Math.sqrt(variance / base.length + variance / candidate.length);
    double difference = Sides.mean(candidate) - Sides.mean(base);
    return Math.abs(difference) >= quantile(0.975, freedom) * error && sides.worse(difference, 0);
  }

  private static boolean rankTest(double[] base, double[] candidate, Sides sides) {
    var test = MannWhitneyUTest.withDefaults().test(candidate, base);
    // U counts the pairs in which the candidate's is greater: beyond half of them it is on the
    // whole.
    double half = base.length * (double) candidate.length / 2;
    return test.getPValue() < 0.05 && sides.worse(test.getStatistic(), half);
  }

  private static double squares(double[] values) {
    double mean = Sides.mean(values);
    return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
  }

  /** How many times the base's cost the candidate's is, of the means over all forks. */
  private static double ratio(Sides sides) {
    double base = Sides.mean(Sides.means(sides.base()));
    double candidate = Sides.mean(Sides.means(sides.candidate()));
    return sides.rate() ? base / candidate : candidate / base;
  }

  private static double quantile(double probability, int freedom) {
    return QUANTILES
        .computeIfAbsent(freedom, key -> new ConcurrentHashMap<>())
        .computeIfAbsent(probability, key -> StudentT.quantile(probability, freedom));
  }
}
