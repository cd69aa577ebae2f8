package squareoff.suite.process;

/**
 * A worker JVM did not do what was asked: it could not be started, died, said something that is no
 * answer, said nothing for too long, or its request failed. The message names the process, what was
 * expected of it, how it ended and the last lines that it wrote to standard error.
 */
public final class WorkerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what happened, for a reader who knows nothing of the cause
   */
  public WorkerException(String message) {
    super(message);
  }

  /**
   * Makes the exception.
   *
   * @param message what happened, for a reader who knows nothing of the cause
   * @param cause what the operating system or the JDK reported
   */
  public WorkerException(String message, Throwable cause) {
    super(message, cause);
  }
}
