package squareoff.harness.compare;

/**
 * Two sets of results have nothing in common that could be compared. The message says what each
 * holds, and what to do.
 */
public final class IncomparableResultsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says what cannot be compared.
   *
   * @param message names the inputs, what was found in them, and the remedy
   */
  public IncomparableResultsException(String message) {
    super(message);
  }
}
