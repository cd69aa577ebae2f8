package squareoff.harness.result;

import java.util.AbstractList;
import java.util.List;
import java.util.OptionalDouble;
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
 */
public record Metric(String name, String unit, double score, double error, List<List<Double>> raw) {

  /** Copies the raw values. */
  public Metric {
    raw = raw.stream().map(Numbers::of).toList();
  }

  /** Numbers in a third of the memory that a list of objects needs. */
  private static final class Numbers extends AbstractList<Double> implements RandomAccess {
    private final double[] values;

    private Numbers(double[] values) {
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
    return raw.stream()
        .map(fork -> fork.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite))
        .map(values -> values.average())
        .filter(OptionalDouble::isPresent)
        .map(OptionalDouble::getAsDouble)
        // A mean may overflow where no value does.
        .filter(Double::isFinite)
        .toList();
  }
}
