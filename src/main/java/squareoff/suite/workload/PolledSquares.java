package squareoff.suite.workload;

/**
 * The {@link SquareLoop} that can be told to stop: every so many squares it looks whether its
 * thread was interrupted.
 */
public final class PolledSquares {

  /** Always 0, as that of {@link SquareLoop}. */
  private static volatile long mask;

  private PolledSquares() {}

  /**
   * Adds up {@code i * i} for {@code from <= i < to}, modulo 2^64, unless interrupted.
   *
   * @param from the first number squared
   * @param to one more than the last number squared; nothing is squared if not above {@code from}
   * @param pollEvery after how many squares to look, at least 1
   * @return the sum, modulo 2^64
   * @throws InterruptedException if the thread was found interrupted; its status is cleared
   */
  public static long sum(long from, long to, long pollEvery) throws InterruptedException {
    long zero = mask;
    long sum = 0;
    long untilPoll = pollEvery;
    long i = from;
    while (i < to) {
      long square = i * i;
      sum += square;
      i += 1 + (square & zero);
      if (--untilPoll == 0) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted before square " + i);
        }
        untilPoll = pollEvery;
      }
    }
    return sum;
  }
}
