package squareoff.suite.strategy;

/**
 * A combination of parameters that cannot be measured, such as virtual workers of a pool of
 * processes: refused before the first iteration instead of a hang or a number that means nothing.
 *
 * <p>The message names the parameter, what it was, and what to do instead.
 */
public class UnmeasurableCellException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * Refuses a combination of parameters.
   *
   * @param message the parameter, what was found, and the remedy
   */
  public UnmeasurableCellException(String message) {
    super(message);
  }
}
