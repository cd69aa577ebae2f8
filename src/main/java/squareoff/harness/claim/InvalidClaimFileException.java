package squareoff.harness.claim;

/**
 * A claim file that cannot be read. The message names the file, the claim, what was found there and
 * what is written in its place.
 */
public final class InvalidClaimFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A file that is wrong in itself.
   *
   * @param message file, claim, what was found, remedy
   */
  public InvalidClaimFileException(String message) {
    super(message);
  }

  /**
   * A file that something else could not read.
   *
   * @param message file, claim, what was found, remedy
   * @param cause what was thrown
   */
  public InvalidClaimFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
