package squareoff.harness.report;

/** A reference row that was asked for in a form that names none. The message says the form. */
public final class InvalidReferenceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A reference that cannot be read.
   *
   * @param message what was found, and how it is written
   */
  public InvalidReferenceException(String message) {
    super(message);
  }
}
