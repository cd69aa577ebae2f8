package squareoff.suite.strategy;

import squareoff.suite.workload.InterpreterLock;
import squareoff.suite.workload.SwitchingLock;

/** Who must hold which lock to compute, and when it is given up. */
public enum GlobalLockKind {
  /** No lock: the JVM as it is. */
  NONE("none"),
  /** One lock, which a worker holds until all of its squares are done. */
  HELD("held"),
  /** One lock that changes hands every 5 ms where another worker waits, as in CPython. */
  HANDED_OVER("handed-over"),
  /**
   * As {@link #HANDED_OVER}, and released for the half of the squares that stands for native code.
   */
  RELEASED_NATIVE("released-native"),
  /** As {@link #HANDED_OVER}, and released for the pauses. */
  RELEASED_IO("released-io"),
  /** As {@link #HANDED_OVER}, but each worker is a process that has a lock of its own. */
  PROCESS_POOL("process-pool");

  private final String parameterValue;

  GlobalLockKind(String parameterValue) {
    this.parameterValue = parameterValue;
  }

  /**
   * Finds a kind by its parameter value.
   *
   * @param parameterValue a value of the benchmark parameter {@code lock}
   * @return the kind of that name
   * @throws UnmeasurableCellException if there is none
   */
  public static GlobalLockKind named(String parameterValue) {
    return ParameterValue.find("lock", values(), kind -> kind.parameterValue, parameterValue);
  }

  /**
   * The stable name of this kind in results.
   *
   * @return the value of the benchmark parameter {@code lock}
   */
  public String parameterValue() {
    return parameterValue;
  }

  /**
   * Makes the lock of this JVM's workers. Every lock but none watches that its holder is alone, and
   * throws {@link IllegalStateException} in the worker that is not.
   *
   * @return a lock that nobody holds; for {@link #PROCESS_POOL} one that nobody will
   */
  public InterpreterLock create() {
    return switch (this) {
      case NONE, PROCESS_POOL -> new InterpreterLocks.None();
      case HELD -> new InterpreterLocks.Watched(new InterpreterLocks.Held());
      case HANDED_OVER, RELEASED_NATIVE, RELEASED_IO ->
          new InterpreterLocks.Watched(new SwitchingLock(SwitchingLock.CPYTHON));
    };
  }

  /**
   * Starts what the workers of this kind are.
   *
   * @param workers how many, at least 1
   * @return a new thread for each task, or processes that are kept; to be closed
   * @throws StrategyException if there cannot be so many
   */
  public Strategy workers(int workers) {
    return Strategies.named(this == PROCESS_POOL ? "process-pool" : "platform", workers);
  }
}
