package squareoff.suite.strategy;

/** What one worker does, in whatever it runs: on a thread of this JVM or in a worker process. */
public interface Task {

  /**
   * Does the work on the calling thread.
   *
   * @return the result
   * @throws InterruptedException if the thread is interrupted before the work is done
   */
  long run() throws InterruptedException;

  /**
   * Asks a worker process for the same work; {@link SquareProcess#receive} then gives the result.
   *
   * @param process a worker that owes no answer
   */
  void sendTo(SquareProcess process);
}
