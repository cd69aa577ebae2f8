package squareoff.harness.result;

/**
 * A result, or the written form of a cell, that cannot be taken for one. The message names the
 * file, the place in it, what is wrong and, where there is one, the remedy.
 */
public final class UnreadableResultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An input that is wrong in itself.
   *
   * @param message file, place, what is wrong, remedy
   */
  public UnreadableResultException(String message) {
    super(message);
  }

  /**
   * An input that something else could not read.
   *
   * @param message file, place, what is wrong, remedy
   * @param cause what was thrown
   */
  public UnreadableResultException(String message, Throwable cause) {
    super(message, cause);
  }
}
