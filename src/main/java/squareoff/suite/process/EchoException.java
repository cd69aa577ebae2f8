package squareoff.suite.process;

/**
 * The echo could not be set up or did not come back: no server, no connections, no threads, no
 * replies. The message says what was wanted, what was found, and the remedy where there is one.
 */
public final class EchoException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure that has no exception behind it.
   *
   * @param message what was wanted, what was found, and the remedy
   */
  public EchoException(String message) {
    super(message);
  }

  /**
   * A failure that another exception reported first.
   *
   * @param message what was wanted, what was found, and the remedy
   * @param cause what was thrown by the system
   */
  public EchoException(String message, Throwable cause) {
    super(message, cause);
  }
}
