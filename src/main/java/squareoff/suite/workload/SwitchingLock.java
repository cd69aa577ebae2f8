package squareoff.suite.workload;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The global interpreter lock as CPython has it since 3.2: "the new GIL" (Antoine Pitrou, 2009),
 * described at the head of CPython's {@code Python/ceval_gil.h} (later {@code ceval_gil.c}).
 *
 * <p>The lock is a flag under a mutex. Who finds it taken waits for the {@linkplain #CPYTHON
 * interval}; if by then it has not changed hands even once, the waiter sets a drop request. The
 * holder finds the request where the interpreter loop checks its {@code eval_breaker} ({@link
 * #isWanted}), drops the lock and then waits until another thread has taken it (CPython's {@code
 * FORCE_SWITCHING}): without that the holder, which is awake, would take it again before the waiter
 * is. A holder that drops the lock for its own reasons does the same where a request is pending.
 *
 * <p>What differs: CPython waits for the forced switch under a second mutex. Here one mutex has
 * both conditions, which changes nothing of who may run when.
 */
public final class SwitchingLock implements InterpreterLock {

  /** How long CPython's waiters wait before they ask: {@code sys.getswitchinterval()}, 5 ms. */
  public static final Duration CPYTHON = Duration.ofMillis(5);

  private final long intervalNanos;
  private final ReentrantLock mutex = new ReentrantLock();
  private final Condition dropped = mutex.newCondition();
  private final Condition switched = mutex.newCondition();
  private volatile boolean dropRequest;
  private boolean locked;
  private Thread lastHolder;
  private long switches;

  /**
   * Makes a lock that nobody holds.
   *
   * @param interval how long a waiter lets the holder go on before it asks for the lock
   */
  public SwitchingLock(Duration interval) {
    intervalNanos = interval.toNanos();
  }

  @Override
  public void acquire() {
    mutex.lock();
    try {
      while (locked) {
        long seen = switches;
        if (timesOut() && locked && switches == seen) {
          dropRequest = true;
        }
      }
      locked = true;
      Thread taker = Thread.currentThread();
      if (lastHolder != taker) {
        // The first to take it has nobody to take it from.
        switches += lastHolder == null ? 0 : 1;
        lastHolder = taker;
      }
      switched.signalAll();
      dropRequest = false;
    } finally {
      mutex.unlock();
    }
  }

  @Override
  public boolean isWanted() {
    return dropRequest;
  }

  @Override
  public void handOver() {
    release();
    acquire();
  }

  @Override
  public void release() {
    mutex.lock();
    try {
      Thread holder = Thread.currentThread();
      if (!locked || lastHolder != holder) {
        throw new IllegalStateException(holder + " does not hold the lock that it releases");
      }
      locked = false;
      dropped.signal();
      if (dropRequest) {
        // Whoever asked is still waiting: only taking the lock ends that.
        while (lastHolder == holder) {
          switched.awaitUninterruptibly();
        }
      }
    } finally {
      mutex.unlock();
    }
  }

  @Override
  public long switches() {
    mutex.lock();
    try {
      return switches;
    } finally {
      mutex.unlock();
    }
  }

  /** One wait of one interval, as if nobody had interrupted it; the interrupt is kept for later. */
  private boolean timesOut() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return !dropped.await(intervalNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
