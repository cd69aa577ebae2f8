package squareoff.suite.process;

/** What a worker at the end of a link does with a request: what a new kind of work supplies. */
public interface LinkHandler {

  /**
   * Gives the array for the next request.
   *
   * @return an array as long as the request that the parent will send
   */
  long[] request();

  /**
   * Does the request that is in the array.
   *
   * @return the answer; may be the same array at every call
   */
  long[] answer();
}
