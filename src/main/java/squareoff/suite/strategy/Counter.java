package squareoff.suite.strategy;

/** A number that many threads add one to at the same time. */
public interface Counter {

  /** Adds one. */
  void increment();

  /**
   * Reads the number. It is what the counter promises only when no thread is adding any more and
   * the reader has synchronised with those that did.
   *
   * @return the number of increments that the counter has kept
   */
  long count();
}
