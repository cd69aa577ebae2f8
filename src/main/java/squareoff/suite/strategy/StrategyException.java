package squareoff.suite.strategy;

/**
 * Work could not be handed to workers as asked: there is no such strategy, it cannot have so many
 * workers here, or a worker failed. The message names the parameter, what was found and the remedy.
 */
public final class StrategyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what was found and what to do about it
   */
  public StrategyException(String message) {
    super(message);
  }

  /**
   * Makes the exception.
   *
   * @param message what was found and what to do about it
   * @param cause what happened in the worker or in the system
   */
  public StrategyException(String message, Throwable cause) {
    super(message, cause);
  }
}
