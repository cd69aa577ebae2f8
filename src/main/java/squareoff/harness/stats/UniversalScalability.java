package squareoff.harness.stats;

import java.util.SortedMap;

/**
 * The Universal Scalability Law: with n workers the capacity relative to one is n / (1 + σ (n - 1)
 * + κ n (n - 1)) (N. J. Gunther, "A simple capacity model of massively parallel transaction
 * systems", CMG Conference, 1993).
 *
 * @param contention σ, the part of the work that waits in line; 0 or more
 * @param coherency κ, the price of each pair of workers that must agree; 0 or more
 */
public record UniversalScalability(double contention, double coherency) {

  /**
   * Fits the law by least squares of its linear form n / C - 1 = σ (n - 1) + κ n (n - 1) (Gunther,
   * "Guerrilla Capacity Planning", 2007), with neither parameter below 0.
   *
   * @param capacity the capacity relative to one worker, by the number of workers; at least two
   *     numbers above 1
   * @return the parameters
   */
  public static UniversalScalability fit(SortedMap<Integer, Double> capacity) {
    double aa = 0;
    double ab = 0;
    double bb = 0;
    double ay = 0;
    double by = 0;
    for (var point : capacity.entrySet()) {
      double n = point.getKey();
      double a = n - 1;
      double b = n * (n - 1);
      double y = n / point.getValue() - 1;
      aa += a * a;
      ab += a * b;
      bb += b * b;
      ay += a * y;
      by += b * y;
    }
    double determinant = aa * bb - ab * ab;
    double contention = (ay * bb - by * ab) / determinant;
    double coherency = (by * aa - ay * ab) / determinant;
    // On the border, the best fit is that of the other parameter alone.
    if (coherency < 0) {
      return new UniversalScalability(Math.max(0, ay / aa), 0);
    }
    return contention < 0
        ? new UniversalScalability(0, Math.max(0, by / bb))
        : new UniversalScalability(contention, coherency);
  }

  /**
   * What the law says of a number of workers.
   *
   * @param workers 1 or more
   * @return the capacity relative to one
   */
  public double capacity(double workers) {
    return workers / (1 + contention * (workers - 1) + coherency * workers * (workers - 1));
  }

  /**
   * The number of workers from which on more of them do less.
   *
   * @return infinity where there is none
   */
  public double peak() {
    return coherency == 0
        ? Double.POSITIVE_INFINITY
        : Math.sqrt(Math.max(0, 1 - contention) / coherency);
  }
}
