package squareoff.harness.result;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.RandomAccess;

/**
 * One measured quantity of an entry: what JMH made of it, and what it was made from.
 *
 * @param name the name of a secondary metric; of the primary one, the benchmark's method
 * @param unit JMH's unit, such as {@code ns/op}, {@code ops/s}, {@code B/op} or {@code #}
 * @param score JMH's score, in the unit; NaN where JMH had none
 * @param error half the width of JMH's 99.9 % interval over all iterations, in the unit; NaN where
 *     JMH had none
 * @param raw the values by fork and iteration, in the unit (in sample mode the mean of each
 *     iteration); empty where the file holds none; NaN is possible
 * @param origin what the score was made of
 */
public record Metric(
    String name, String unit, double score, double error, List<List<Double>> raw, Origin origin) {

  /** What JMH made a score of, as far as its file tells. */
  public enum Origin {
    /** The mean of the values. */
    MEAN,
    /** Something else of the values, such as their sum: it has an interval of no width. */
    NO_MEAN,
    /** The mean of single observations, of which the values are means. */
    OBSERVATIONS
  }

  /** Copies the raw values. */
  public Metric {
    raw = raw.stream().map(Numbers::of).toList();
  }

  /** Numbers in a third of the memory that a list of objects needs. */
  static final class Numbers extends AbstractList<Double> implements RandomAccess {
    private final double[] values;

    /** Of an array that is kept. */
    Numbers(double[] values) {
      this.values = values;
    }

    static List<Double> of(List<Double> numbers) {
      return numbers instanceof Numbers
          ? numbers
          : new Numbers(numbers.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Override
    public Double get(int index) {
      return values[index];
    }

    @Override
    public int size() {
      return values.length;
    }
  }

  /**
   * The mean of each fork over its finite values: the trials' numbers.
   *
   * @return in the unit; a fork without finite values is left out, and one whose mean is not finite
   */
  public List<Double> forkMeans() {
    double[] means = new double[raw.size()];
    int trials = 0;
    for (List<Double> fork : raw) {
      double mean = finiteMean(fork);
      // A mean may overflow where no value does.
      if (Double.isFinite(mean)) {
        means[trials++] = mean;
      }
    }
    return new Numbers(Arrays.copyOf(means, trials));
  }

  /** NaN where no value is finite. */
  private static double finiteMean(List<Double> values) {
    DoubleSummaryStatistics finite = new DoubleSummaryStatistics();
    for (double value : values) {
      if (Double.isFinite(value)) {
        finite.accept(value);
      }
    }
    return finite.getCount() == 0 ? Double.NaN : finite.getAverage();
  }

  /** The values of all iterations of all forks, in their order. */
  double[] values() {
    double[] all = new double[raw.stream().mapToInt(List::size).sum()];
    int count = 0;
    for (List<Double> fork : raw) {
      for (double value : fork) {
        all[count++] = value;
      }
    }
    return all;
  }
}
