package squareoff.suite.process;

/** What a worker JVM does with a request: the part of a worker that a new kind of work supplies. */
public interface RequestHandler {

  /**
   * Does one request.
   *
   * @param request which request, a number of the handler's own, never negative
   * @param arguments the request's arguments, in the order in which the parent gave them
   * @return the result, sent back to the parent
   * @throws InterruptedException if the work was interrupted; ends the worker
   */
  long handle(int request, long[] arguments) throws InterruptedException;
}
