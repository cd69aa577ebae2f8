package squareoff.harness.stats;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Holm's adjustment of several p-values (S. Holm, "A simple sequentially rejective multiple test
 * procedure", Scandinavian Journal of Statistics 6, 1979): whoever believes every difference whose
 * adjusted p is below α is wrong anywhere among them with a probability of at most α, however the
 * tests depend on each other.
 */
public final class Holm {
  private final double[] adjusted;
  private final double[] sorted;

  /** The greatest of (K - j) · p_(j) over the p-values before a place in the order, at most 1. */
  private final double[] before;

  private Holm(double[] raw) {
    int[] order =
        IntStream.range(0, raw.length)
            .boxed()
            .sorted((a, b) -> Double.compare(raw[a], raw[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.sorted = Arrays.stream(order).mapToDouble(i -> raw[i]).toArray();
    this.adjusted = new double[raw.length];
    this.before = new double[raw.length + 1];
    for (int j = 0; j < order.length; j++) {
      before[j + 1] = Math.min(1, Math.max(before[j], (raw.length - j) * sorted[j]));
      adjusted[order[j]] = before[j + 1];
    }
  }

  /**
   * Adjusts p-values.
   *
   * @param raw the p-values, 0 to 1, in any order
   */
  public static Holm of(List<Double> raw) {
    return new Holm(raw.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /**
   * For each p-value the greatest of (K - j + 1) · p_(j) over the j-th least p-values up to its
   * own, at most 1.
   *
   * @return in the order of the p-values
   */
  public List<Double> adjusted() {
    return DoubleStream.of(adjusted).boxed().toList();
  }

  /** The adjusted p-value of one place. */
  public double adjusted(int place) {
    return adjusted[place];
  }

  /**
   * What the adjusted p of one test would be if its own were as small as it can be and all others
   * were as they are.
   *
   * @param least the least p that it can have, at most its own
   * @return 0 to 1
   */
  public double best(double least) {
    // What is below the least is below its own p as well, and so is no other than the others.
    int found = Arrays.binarySearch(sorted, least);
    int lesser = found >= 0 ? found : -found - 1;
    while (lesser > 0 && sorted[lesser - 1] == least) {
      lesser--;
    }
    return Math.min(1, Math.max(before[lesser], (sorted.length - lesser) * least));
  }
}
