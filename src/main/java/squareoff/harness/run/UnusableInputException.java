package squareoff.harness.run;

/**
 * An option, a jar, a profile or a run directory cannot be used as it is. The message names it,
 * says what was found and what to do; nothing has been run or written.
 */
public final class UnusableInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says what cannot be used.
   *
   * @param message names the option or file, what was found, and the remedy
   */
  public UnusableInputException(String message) {
    super(message);
  }

  /**
   * Says what cannot be used, and what told so.
   *
   * @param message names the option or file, what was found, and the remedy
   * @param cause the exception behind it
   */
  public UnusableInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
