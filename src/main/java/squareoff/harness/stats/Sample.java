package squareoff.harness.stats;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * Observations of one quantity, each with the number of times it was seen, and their moments and
 * percentiles.
 *
 * <p>All results are in the unit of the observations ({@link #variance()} in its square) and are
 * defined as JMH defines them, so that a number computed here can stand beside one of JMH's.
 */
public final class Sample {
  private final double[] values;
  private final long[] counts;
  private final long n;
  private volatile Map.Entry<double[], long[]> inOrder;

  private Sample(double[] values, long[] counts, long n) {
    this.values = values;
    this.counts = counts;
    this.n = n;
  }

  /**
   * A sample of single observations.
   *
   * @param values the observations; may be empty, may hold NaN, which every result but {@link
   *     #percentile} then is
   * @return the sample
   */
  public static Sample of(Collection<Double> values) {
    return of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** A sample of single observations, which are kept as they are. */
  public static Sample of(double[] values) {
    long[] ones = new long[values.length];
    Arrays.fill(ones, 1);
    return new Sample(values, ones, values.length);
  }

  /**
   * A sample given as a histogram.
   *
   * @param histogram how often each value was observed
   * @return the sample
   */
  public static Sample ofHistogram(SortedMap<Double, Long> histogram) {
    long[] counts = histogram.values().stream().mapToLong(Long::longValue).toArray();
    return new Sample(
        histogram.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
        counts,
        Arrays.stream(counts).sum());
  }

  /**
   * The number of observations.
   *
   * @return 0 or more
   */
  public long n() {
    return n;
  }

  /**
   * The sum of all observations.
   *
   * @return NaN where there is none
   */
  public double sum() {
    if (n == 0) {
      return Double.NaN;
    }
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * counts[i];
    }
    return sum;
  }

  /**
   * The arithmetic mean.
   *
   * @return NaN where there is no observation
   */
  public double mean() {
    return sum() / n;
  }

  /**
   * The unbiased estimate of the variance (divisor n - 1), by the two-pass formula.
   *
   * @return NaN where there are fewer than two observations
   */
  public double variance() {
    if (n < 2) {
      return Double.NaN;
    }
    double mean = mean();
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      squares += (values[i] - mean) * (values[i] - mean) * counts[i];
    }
    return squares / (n - 1);
  }

  /**
   * The standard deviation, the root of {@link #variance()}.
   *
   * @return NaN where there are fewer than two observations
   */
  public double standardDeviation() {
    return Math.sqrt(variance());
  }

  /**
   * The least observation.
   *
   * @return NaN where there is none
   */
  public double min() {
    return Arrays.stream(values).min().orElse(Double.NaN);
  }

  /**
   * The greatest observation.
   *
   * @return NaN where there is none
   */
  public double max() {
    return Arrays.stream(values).max().orElse(Double.NaN);
  }

  /**
   * The two-sided confidence interval of the mean by Student's t (W. S. Gosset, 1908): mean ± t((1
   * + level) / 2, n - 1) · s / √n.
   *
   * @param level the coverage, for example 0.95
   * @return empty where there are fewer than three observations: with two, one degree of freedom
   *     makes the interval too wide to say anything, and JMH gives none either
   */
  public Optional<Interval> meanInterval(double level) {
    if (n < 3) {
      return Optional.empty();
    }
    double half =
        StudentT.quantile((1 + level) / 2, n - 1) * standardDeviation() / Math.sqrt((double) n);
    return Optional.of(new Interval(mean() - half, mean() + half, level));
  }

  /**
   * The percentile by linear interpolation at position p (n + 1) / 100 of the sorted observations,
   * the first below position 1 and the last from position n on (the LEGACY type of Apache Commons
   * Math 3, R's type 6; R. J. Hyndman and Y. Fan, 1996). NaN is left out.
   *
   * @param rank 0 to 100
   * @return NaN where there is no observation
   */
  public double percentile(double rank) {
    if (rank == 0) {
      return min();
    }
    Map.Entry<double[], long[]> sorted = sortedNumbers();
    double[] value = sorted.getKey();
    long[] upTo = sorted.getValue();
    if (value.length == 0) {
      return Double.NaN;
    }
    double position = rank * (upTo[upTo.length - 1] + 1) / 100;
    double floor = Math.floor(position);
    double lower = at(value, upTo, (long) floor);
    double upper = at(value, upTo, (long) floor + 1);
    return lower + (upper - lower) * (position - floor);
  }

  /** The values in order, NaN left out, each with the number of observations up to and with it. */
  private Map.Entry<double[], long[]> sortedNumbers() {
    // Made once: percentiles are asked for by the dozen.
    Map.Entry<double[], long[]> made = inOrder;
    if (made == null) {
      made = sorted();
      inOrder = made;
    }
    return made;
  }

  private Map.Entry<double[], long[]> sorted() {
    int[] order =
        IntStream.range(0, values.length)
            .filter(i -> counts[i] > 0 && !Double.isNaN(values[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] sorted = Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
    long[] upTo = Arrays.stream(order).mapToLong(i -> counts[i]).toArray();
    for (int i = 1; i < upTo.length; i++) {
      upTo[i] += upTo[i - 1];
    }
    return Map.entry(sorted, upTo);
  }

  /** The observation at a position that counts from 1, the nearest one outside. */
  private static double at(double[] sorted, long[] upTo, long position) {
    int found = Arrays.binarySearch(upTo, Math.max(1, position));
    return sorted[Math.min(found >= 0 ? found : -found - 1, sorted.length - 1)];
  }
}
