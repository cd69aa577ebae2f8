package squareoff.harness.stats;

import java.util.SplittableRandom;

/**
 * Random ways to take some of many numbers, where all ways are too many to be counted.
 *
 * <p>The p-values are valid for any number of draws: (b + 1) / (n + 1) after n draws of which b
 * were as extreme as what was observed (B. Phipson and G. K. Smyth, "Permutation p-values should
 * never be zero", 2010), or h / l where the h-th extreme one came at draw l and drawing ended there
 * (J. Besag and P. Clifford, "Sequential Monte Carlo p-values", 1991). The seed is fixed: the same
 * numbers always have the same p.
 */
final class RandomDivisions {
  private static final int MOST_DRAWS = 999_999;
  private static final int ENOUGH = 1000;

  /** As many tell that one p is not small. */
  private static final int PLENTY = 50;

  private static final long SEED = 1935;

  private final double[] values;
  private final int size;
  private final SplittableRandom random = new SplittableRandom(SEED);

  /**
   * Prepares the draws.
   *
   * @param values the numbers
   * @param size how many of them are taken
   */
  RandomDivisions(double[] values, int size) {
    this.values = values.clone();
    this.size = size;
  }

  /** Twice the smaller part: of the sums as great as one at least, or as small at least. */
  double twoSided(double observed, double tie) {
    int greater = 0;
    int smaller = 0;
    int enoughGreater = 0;
    int enoughSmaller = 0;
    for (int draw = 1; draw <= MOST_DRAWS && (enoughGreater == 0 || enoughSmaller == 0); draw++) {
      double sum = drawnSum();
      if (sum >= observed - tie && ++greater == ENOUGH) {
        enoughGreater = draw;
      }
      if (sum <= observed + tie && ++smaller == ENOUGH) {
        enoughSmaller = draw;
      }
    }
    return Math.min(1, 2 * Math.min(part(greater, enoughGreater), part(smaller, enoughSmaller)));
  }

  /** The part of the sums that are as great as one at least. */
  double greater(double observed, double tie, int mostDraws) {
    int greater = 0;
    for (int draw = 1; draw < mostDraws; draw++) {
      if (drawnSum() >= observed - tie && ++greater == PLENTY) {
        return (double) PLENTY / draw;
      }
    }
    return (greater + 1.0) / mostDraws;
  }

  private static double part(int extreme, int enoughAt) {
    return enoughAt > 0 ? (double) ENOUGH / enoughAt : (extreme + 1.0) / (MOST_DRAWS + 1.0);
  }

  /** The first steps of the shuffle of R. Durstenfeld, 1964. */
  private double drawnSum() {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      int chosen = random.nextInt(i, values.length);
      double value = values[chosen];
      values[chosen] = values[i];
      values[i] = value;
      sum += value;
    }
    return sum;
  }
}
