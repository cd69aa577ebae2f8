package squareoff.suite.workload;

/**
 * The square loop as an interpreter with a global lock runs it: squares are only computed while the
 * lock is held, and after every {@value #SQUARES_BETWEEN_CHECKS} squares the holder looks whether
 * another thread wants it.
 *
 * <p>The numbers are squared in sections. The second half of a section stands for a call of native
 * code, such as numpy's, and a pause at its end for a request; a lock may be released in either.
 *
 * @param from the first number squared
 * @param to one more than the last number squared
 * @param sections into how many parts the numbers are divided, 0 or more; with 0, nothing is done
 * @param pauseNanos how long to pause at the end of each section, in nanoseconds; not at all if 0
 * @param releasedInNative whether the lock is released for the second half of each section
 * @param releasedInPause whether the lock is released for the pause
 */
public record InterpretedSquares(
    long from,
    long to,
    int sections,
    long pauseNanos,
    boolean releasedInNative,
    boolean releasedInPause) {

  /** About a microsecond's work: little beside the interval, and much beside the look itself. */
  static final long SQUARES_BETWEEN_CHECKS = 1000;

  private static final long NANOS_PER_MILLI = 1_000_000;

  /**
   * Computes the squares on the calling thread, which must not hold the lock.
   *
   * @param lock what it must hold to compute
   * @return the sum of the squares, modulo 2^64
   * @throws InterruptedException if the thread is interrupted while it pauses; the lock is given
   *     back
   */
  public long run(InterpreterLock lock) throws InterruptedException {
    long sum = 0;
    lock.acquire();
    try {
      for (int section = 0; section < sections; section++) {
        long start = boundary(section);
        long end = boundary(section + 1);
        long middle = start + (end - start) / 2;
        sum += interpreted(start, middle, lock);
        sum += releasedInNative ? unlocked(middle, end, lock) : interpreted(middle, end, lock);
        pause(lock);
      }
    } finally {
      lock.release();
    }
    return sum;
  }

  /**
   * Computes the squares on the calling thread under a lock that no other thread knows, as in a
   * process with one thread.
   *
   * @return the sum of the squares, modulo 2^64
   * @throws InterruptedException if the thread is interrupted while it pauses
   */
  public long runAlone() throws InterruptedException {
    return run(new SwitchingLock(SwitchingLock.CPYTHON));
  }

  private long boundary(int section) {
    long all = to - from;
    // The remainder is spread by itself: all * section could overflow.
    return from + all / sections * section + all % sections * section / sections;
  }

  private static long interpreted(long start, long end, InterpreterLock lock) {
    long sum = 0;
    for (long next = start; next < end; next += SQUARES_BETWEEN_CHECKS) {
      if (lock.isWanted()) {
        lock.handOver();
      }
      sum += SquareLoop.sum(next, Math.min(end, next + SQUARES_BETWEEN_CHECKS));
    }
    return sum;
  }

  /** The same steps, so that all kinds of lock run the same machine code. */
  private static long unlocked(long start, long end, InterpreterLock lock) {
    lock.release();
    try {
      long sum = 0;
      for (long next = start; next < end; next += SQUARES_BETWEEN_CHECKS) {
        sum += SquareLoop.sum(next, Math.min(end, next + SQUARES_BETWEEN_CHECKS));
      }
      return sum;
    } finally {
      lock.acquire();
    }
  }

  private void pause(InterpreterLock lock) throws InterruptedException {
    if (pauseNanos == 0) {
      return;
    }
    if (!releasedInPause) {
      sleep();
      return;
    }
    lock.release();
    try {
      sleep();
    } finally {
      lock.acquire();
    }
  }

  private void sleep() throws InterruptedException {
    Thread.sleep(pauseNanos / NANOS_PER_MILLI, (int) (pauseNanos % NANOS_PER_MILLI));
  }
}
