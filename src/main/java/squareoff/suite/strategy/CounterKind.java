package squareoff.suite.strategy;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The ways to add one to a shared number, from no care at all to a striped adder. */
public enum CounterKind {
  /** A read and a write with nothing between threads: loses increments. */
  UNSYNCHRONIZED("unsynchronized", Waits.NEVER, Counters.Unsynchronized::new),
  /** {@link ReentrantLock}, which lets a running thread overtake the queue. */
  REENTRANT_LOCK("reentrant-lock", Waits.PARKED, () -> new Counters.Reentrant(false)),
  /** {@link ReentrantLock} in its fair mode: first come, first served. */
  REENTRANT_LOCK_FAIR("reentrant-lock-fair", Waits.PARKED, () -> new Counters.Reentrant(true)),
  /** The monitor of the object that holds the number. */
  SYNCHRONIZED("synchronized", Waits.IN_A_MONITOR, Counters.Synchronized::new),
  /** The write lock of a {@link java.util.concurrent.locks.StampedLock}. */
  STAMPED_LOCK("stamped-lock", Waits.PARKED, Counters.Stamped::new),
  /** {@link java.util.concurrent.atomic.AtomicLong#incrementAndGet}. */
  ATOMIC("atomic", Waits.NEVER, Counters.Atomic::new),
  /** A loop of {@link java.lang.invoke.VarHandle#compareAndSet} that goes on until it succeeds. */
  VAR_HANDLE("var-handle", Waits.NEVER, Counters.CompareAndSetLoop::new),
  /** {@link java.util.concurrent.atomic.LongAdder}, which spreads the number over several lines. */
  LONG_ADDER("long-adder", Waits.NEVER, Counters.Adder::new);

  private enum Waits {
    NEVER,
    PARKED,
    IN_A_MONITOR
  }

  /** The first release in which a virtual thread that waits for a monitor leaves its carrier. */
  private static final int MONITORS_RELEASE_CARRIERS_SINCE = 24;

  private final String parameterValue;
  private final Waits waits;
  private final Supplier<Counter> factory;

  CounterKind(String parameterValue, Waits waits, Supplier<Counter> factory) {
    this.parameterValue = parameterValue;
    this.waits = waits;
    this.factory = factory;
  }

  /**
   * Finds a kind by its parameter value.
   *
   * @param parameterValue a value of the benchmark parameter {@code counter}
   * @return the kind of that name
   * @throws UnmeasurableCellException if there is none
   */
  public static CounterKind named(String parameterValue) {
    return ParameterValue.find("counter", values(), CounterKind::parameterValue, parameterValue);
  }

  /**
   * The stable name of this kind in results.
   *
   * @return the value of the benchmark parameter {@code counter}
   */
  public String parameterValue() {
    return parameterValue;
  }

  /**
   * Makes a counter that stands at 0.
   *
   * @return a new counter of this kind
   */
  public Counter create() {
    return factory.get();
  }

  /**
   * Whether the counter promises to lose nothing.
   *
   * @return false for {@link #UNSYNCHRONIZED} alone
   */
  public boolean exact() {
    return this != UNSYNCHRONIZED;
  }

  /**
   * Whether a virtual thread that has to wait for another one gives up its carrier. One that does
   * not, or never waits, keeps every thread without a carrier from running.
   *
   * @param javaFeature the feature release of the JVM, such as 21
   * @return true if more virtual threads than carriers can make progress together
   */
  public boolean releasesCarrier(int javaFeature) {
    return switch (waits) {
      case NEVER -> false;
      case PARKED -> true;
      case IN_A_MONITOR -> javaFeature >= MONITORS_RELEASE_CARRIERS_SINCE;
    };
  }
}
