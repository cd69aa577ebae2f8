package squareoff.suite.workload;

/** The tutorial's loop of an I/O-bound program: square a number, then pause. */
public final class Pause {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private Pause() {}

  /**
   * Squares {@code 0, 1, 2, ...} and pauses after each square, as if it had been sent somewhere.
   *
   * @param squares how many numbers are squared
   * @param pauseNanos how long to pause after each, in nanoseconds; the system may add to it
   * @return the sum of the squares, modulo 2^64
   * @throws InterruptedException if the thread is interrupted while it pauses
   */
  public static long squares(long squares, long pauseNanos) throws InterruptedException {
    long sum = 0;
    for (long i = 0; i < squares; i++) {
      sum += i * i;
      once(pauseNanos);
    }
    return sum;
  }

  /**
   * Pauses once.
   *
   * @param nanos how long, in nanoseconds; the system may add to it
   * @throws InterruptedException if the thread is interrupted while it pauses
   */
  static void once(long nanos) throws InterruptedException {
    // Since JDK 21 the nanoseconds are kept where the system can; before, they were rounded up.
    Thread.sleep(nanos / NANOS_PER_MILLI, (int) (nanos % NANOS_PER_MILLI));
  }
}
