package squareoff.suite.strategy;

/**
 * What one more costs: the slope of the straight line through some points that leaves the least
 * squares (A.-M. Legendre, 1805). What is there anyhow, however many there are, is not in it, as it
 * would be in the total divided by the number.
 */
public final class Slope {

  private int points;
  private double sumX;
  private double sumY;
  private double sumXx;
  private double sumXy;

  /** No points yet. */
  public Slope() {}

  /**
   * Adds a point.
   *
   * @param count how many there were
   * @param amount what all of them took, in any unit
   */
  public void add(long count, double amount) {
    points++;
    sumX += count;
    sumY += amount;
    sumXx += (double) count * count;
    sumXy += count * amount;
  }

  /**
   * Draws the line.
   *
   * @return what one more takes, in the unit of the amounts; may be negative
   * @throws IllegalStateException if there are no two points with different counts
   */
  public double perCount() {
    double spread = points * sumXx - sumX * sumX;
    if (points < 2 || spread <= 0) {
      throw new IllegalStateException("no slope through " + points + " points of the same count");
    }
    return (points * sumXy - sumX * sumY) / spread;
  }
}
