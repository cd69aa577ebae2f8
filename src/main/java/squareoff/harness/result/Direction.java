package squareoff.harness.result;

/** Which way a quantity gets better. */
public enum Direction {
  /** A cost, such as the time or the memory that an operation takes. */
  LESS_IS_BETTER,
  /** A rate, such as the operations done in a second. */
  MORE_IS_BETTER,
  /** Nothing says so: a count of events, a rate of allocation, the time spent in collections. */
  UNKNOWN
}
