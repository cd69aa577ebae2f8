package squareoff.suite.workload;

/** What most programs do: compute for a while, wait for a while, and again. */
public final class Mix {

  private Mix() {}

  /**
   * Squares and adds up the numbers from 0 on, and pauses after every so many.
   *
   * @param cycles how often it squares and then pauses
   * @param squares how many numbers are squared in one cycle
   * @param pauseNanos how long to pause at the end of each cycle, in nanoseconds, to which the
   *     system may add; 0 for not at all
   * @return the sum of the squares below {@code cycles * squares}, modulo 2^64
   * @throws InterruptedException if the thread is interrupted while it pauses
   */
  public static long squares(long cycles, long squares, long pauseNanos)
      throws InterruptedException {
    long sum = 0;
    for (long cycle = 0; cycle < cycles; cycle++) {
      sum += SquareLoop.sum(cycle * squares, (cycle + 1) * squares);
      // A sleep of no length would still have a virtual thread give up its carrier.
      if (pauseNanos > 0) {
        Pause.once(pauseNanos);
      }
    }
    return sum;
  }
}
