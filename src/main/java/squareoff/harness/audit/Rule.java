package squareoff.harness.audit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import squareoff.harness.stats.StudentT;

/**
 * How other tools find a slowdown, cell by cell, each as its users apply it. All but the thresholds
 * find differences in either direction; only those towards slower are counted here.
 */
enum Rule {
  /**
   * What readers of JMH's tables do: score ± error, at 99.9 %, over the iterations of all forks.
   */
  ERROR_BARS("JMH's error bars do not overlap (99.9 %, pooled iterations)") {
    @Override
    boolean slower(Sides sides) {
      double[] base = Sides.pooled(sides.base());
      double[] candidate = Sides.pooled(sides.candidate());
      if (base.length < 3 || candidate.length < 3) {
        return false;
      }
      double apart = Math.abs(Sides.mean(candidate) - Sides.mean(base));
      return apart > error(base) + error(candidate)
          && sides.worse(Sides.mean(candidate), Sides.mean(base));
    }

    private double error(double[] values) {
      double variance = squares(values) / (values.length - 1);
      return quantile(0.9995, values.length - 1) * Math.sqrt(variance / values.length);
    }
  },
  /** The default of benchstat (golang.org/x/perf), a fork being one of its samples. */
  FORK_MEANS("benchstat: Mann-Whitney over fork means, p < 0.05") {
    @Override
    boolean slower(Sides sides) {
      return rankTest(Sides.means(sides.base()), Sides.means(sides.candidate()), sides);
    }
  },
  /** The same test by those who take iterations for a sample. */
  POOLED("Mann-Whitney over pooled iterations, p < 0.05") {
    @Override
    boolean slower(Sides sides) {
      return rankTest(Sides.pooled(sides.base()), Sides.pooled(sides.candidate()), sides);
    }
  },
  /** What pyperf compare_to calls significant: Student's t with pooled variance, 95 %. */
  POOLED_T("pyperf: Student's t over pooled iterations, 95 %") {
    @Override
    boolean slower(Sides sides) {
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
  },
  /** A fixed threshold near the noise. */
  TEN_PERCENT("threshold: mean more than 10 % slower") {
    @Override
    boolean slower(Sides sides) {
      return ratio(sides) > 1.1;
    }
  },
  /** The default of github-action-benchmark: an alert at 200 % of the previous value. */
  TWO_HUNDRED_PERCENT("threshold: mean more than 200 % of the base's") {
    @Override
    boolean slower(Sides sides) {
      return ratio(sides) > 2;
    }
  };

  private static final Map<Integer, Map<Double, Double>> QUANTILES = new ConcurrentHashMap<>();

  private final String says;

  Rule(String says) {
    this.says = says;
  }

  /** What it does, in half a sentence. */
  String says() {
    return says;
  }

  /** Whether a user of the rule would say that the candidate is slower. */
  abstract boolean slower(Sides sides);

  private static boolean rankTest(double[] base, double[] candidate, Sides sides) {
    var test = MannWhitneyUTest.withDefaults().test(candidate, base);
    // U counts the pairs in which the candidate's is greater: beyond half of them it is on the
    // whole.
    double half = base.length * (double) candidate.length / 2;
    return test.getPValue() < 0.05 && sides.worse(test.getStatistic(), half);
  }

  private static double squares(double[] values) {
    double mean = Sides.mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum;
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
