package squareoff.suite.workload;

/**
 * The lock that a thread must hold to compute: CPython's global interpreter lock, or what stands in
 * its place. A thread that holds it asks now and then whether another wants it, as the interpreter
 * does between two instructions.
 */
public interface InterpreterLock {

  /** Waits, through interrupts, until the lock is this thread's. */
  void acquire();

  /**
   * Whether another thread has waited so long that the holder should hand the lock over; cheap, for
   * the holder to call often.
   *
   * @return true where {@link #handOver} is due
   */
  boolean isWanted();

  /** Gives the lock to a thread that waits, and waits for it again; for the holder only. */
  void handOver();

  /** Gives the lock back; for the holder only. */
  void release();

  /**
   * How often the lock has come to a thread that was not the one before. To be read when no thread
   * uses the lock.
   *
   * @return the number since the lock was made, 0 or more
   */
  long switches();
}
