package squareoff.suite.workload;

/** The square loop: the sum of the squares of consecutive numbers. */
public final class SquareLoop {

  private SquareLoop() {}

  /**
   * Adds up {@code i * i} for {@code from <= i < to}, modulo 2^64.
   *
   * @param from the first number squared
   * @param to one more than the last number squared; nothing is squared if not above {@code from}
   * @return the sum, modulo 2^64
   */
  public static long sum(long from, long to) {
    long sum = 0;
    for (long i = from; i < to; i++) {
      sum += i * i;
    }
    return sum;
  }
}
