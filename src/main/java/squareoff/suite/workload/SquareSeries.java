package squareoff.suite.workload;

/** A result that is more than one number: the squares of consecutive numbers, one long each. */
public final class SquareSeries {

  private SquareSeries() {}

  /**
   * Computes {@code i * i} for as many consecutive numbers as fit.
   *
   * @param from the first number squared
   * @param squares filled with the squares, each modulo 2^64
   */
  public static void fill(long from, long[] squares) {
    for (int i = 0; i < squares.length; i++) {
      long number = from + i;
      squares[i] = number * number;
    }
  }

  /**
   * Adds up all squares and checks the sum, which a missing, repeated or changed one would alter.
   *
   * @param from the first number squared, 0 to 2^61
   * @param squares what {@link #fill} made
   * @return the sum, modulo 2^64
   * @throws IllegalStateException if it is not that of the closed form
   */
  public static long check(long from, long[] squares) {
    long sum = 0;
    for (long square : squares) {
      sum += square;
    }
    long right = ClosedForm.sumOfSquares(from + squares.length) - ClosedForm.sumOfSquares(from);
    if (sum != right) {
      throw new IllegalStateException(
          "the squares of the %d numbers from %d on add up to %d, but those that came to %d"
              .formatted(squares.length, from, right, sum));
    }
    return sum;
  }
}
