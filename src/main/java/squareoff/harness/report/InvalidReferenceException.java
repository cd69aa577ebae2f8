package squareoff.harness.report;

/**
 * A reference, or a declaration of a suite, that is not of the form wanted. The message names what
 * was found and what is wanted.
 */
public final class InvalidReferenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidReferenceException(String message) {
    super(message);
  }

  InvalidReferenceException(String message, Throwable cause) {
    super(message, cause);
  }
}
