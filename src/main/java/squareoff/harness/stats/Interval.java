package squareoff.harness.stats;

/**
 * A two-sided confidence interval.
 *
 * @param low its lower end, in the unit of what is estimated
 * @param high its upper end, in the same unit
 * @param level the coverage that it was made for, for example 0.95
 */
public record Interval(double low, double high, double level) {

  /**
   * Half of its width: what stands behind ±, where the interval is symmetric.
   *
   * @return in the unit of the ends
   */
  public double halfWidth() {
    return (high - low) / 2;
  }

  /**
   * Whether a value lies within, the ends included.
   *
   * @param value in the unit of the ends
   * @return true where it does
   */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
