package squareoff.harness.stats;

import java.util.Arrays;

/**
 * All ways to take some of several numbers, counted by their sums.
 *
 * <p>Each way takes some numbers of the first half and the rest of the second. The sums of all
 * subsets of each half, sorted, are walked from both ends (E. Horowitz and S. Sahni, "Computing
 * partitions with applications to the knapsack problem", 1974): of 36 numbers 2 · 2^18 sums stand
 * for 2^36 subsets.
 */
final class Divisions {
  private final int size;
  private final double[][] left;
  private final double[][] right;

  /**
   * Prepares the sums.
   *
   * @param values the numbers, at most {@link PermutationTest#MOST_EXACT}
   * @param size how many of them are taken
   */
  Divisions(double[] values, int size) {
    this.size = size;
    int half = values.length / 2;
    this.left = sumsBySize(Arrays.copyOfRange(values, 0, half));
    this.right = sumsBySize(Arrays.copyOfRange(values, half, values.length));
  }

  /** Sorted sums of all subsets, by the number of their elements. */
  private static double[][] sumsBySize(double[] values) {
    int subsets = 1 << values.length;
    double[] sums = new double[subsets];
    int[] counts = new int[values.length + 1];
    counts[0] = 1;
    for (int set = 1; set < subsets; set++) {
      // Every set is another set, whose sum is known, and its lowest element.
      sums[set] = sums[set & (set - 1)] + values[Integer.numberOfTrailingZeros(set)];
      counts[Integer.bitCount(set)]++;
    }
    double[][] bySize = new double[counts.length][];
    Arrays.setAll(bySize, i -> new double[counts[i]]);
    int[] filled = new int[counts.length];
    for (int set = 0; set < subsets; set++) {
      int elements = Integer.bitCount(set);
      bySize[elements][filled[elements]++] = sums[set];
    }
    Arrays.stream(bySize).forEach(Arrays::sort);
    return bySize;
  }

  /** Twice the smaller part: of the sums as great as one at least, or as small at least. */
  double twoSided(double observed, double tie) {
    long all = atMost(Double.POSITIVE_INFINITY);
    long greater = all - atMost(observed - tie);
    long smaller = atMost(observed + tie);
    return Math.min(1, 2.0 * Math.min(greater, smaller) / all);
  }

  /** The part of the sums that are as great as one at least. */
  double greater(double observed, double tie) {
    double all = atMost(Double.POSITIVE_INFINITY);
    return (all - atMost(observed - tie)) / all;
  }

  /** How many of the sums are at most as great as a bound. */
  private long atMost(double bound) {
    long count = 0;
    for (int taken = 0; taken < left.length; taken++) {
      if (size - taken >= 0 && size - taken < right.length) {
        count += pairsAtMost(left[taken], right[size - taken], bound);
      }
    }
    return count;
  }

  private static long pairsAtMost(double[] one, double[] other, double bound) {
    long count = 0;
    int fitting = other.length;
    for (double value : one) {
      while (fitting > 0 && value + other[fitting - 1] > bound) {
        fitting--;
      }
      count += fitting;
    }
    return count;
  }
}
