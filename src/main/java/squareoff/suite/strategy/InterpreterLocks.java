package squareoff.suite.strategy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import squareoff.suite.workload.InterpreterLock;

/** The locks of {@link GlobalLockKind} beside CPython's. */
final class InterpreterLocks {

  private InterpreterLocks() {}

  /** No lock at all. */
  static final class None implements InterpreterLock {

    @Override
    public void acquire() {}

    @Override
    public boolean isWanted() {
      return false;
    }

    @Override
    public void handOver() {}

    @Override
    public void release() {}

    @Override
    public long switches() {
      return 0;
    }
  }

  /** A lock that its holder gives up only when it is done. */
  static final class Held implements InterpreterLock {
    private final ReentrantLock lock = new ReentrantLock();
    private Thread lastHolder;
    private long switches;

    @Override
    public void acquire() {
      lock.lock();
      Thread taker = Thread.currentThread();
      if (lastHolder != taker) {
        switches += lastHolder == null ? 0 : 1;
        lastHolder = taker;
      }
    }

    @Override
    public boolean isWanted() {
      return false;
    }

    @Override
    public void handOver() {
      throw new IllegalStateException("nobody can want a lock that is held to the end");
    }

    @Override
    public void release() {
      lock.unlock();
    }

    @Override
    public long switches() {
      lock.lock();
      try {
        return switches;
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * A lock under watch: whoever holds it must be alone. Were it broken, the sum would still be
   * right, and the score would be that of a loop without a lock.
   */
  static final class Watched implements InterpreterLock {
    private final InterpreterLock lock;
    private final AtomicInteger holders = new AtomicInteger();

    Watched(InterpreterLock lock) {
      this.lock = lock;
    }

    @Override
    public void acquire() {
      lock.acquire();
      if (holders.incrementAndGet() != 1) {
        holders.decrementAndGet();
        lock.release();
        throw new IllegalStateException("two workers hold the global lock at the same time");
      }
    }

    @Override
    public boolean isWanted() {
      return lock.isWanted();
    }

    @Override
    public void handOver() {
      holders.decrementAndGet();
      lock.handOver();
      if (holders.incrementAndGet() != 1) {
        throw new IllegalStateException("two workers hold the global lock at the same time");
      }
    }

    @Override
    public void release() {
      holders.decrementAndGet();
      lock.release();
    }

    @Override
    public long switches() {
      return lock.switches();
    }
  }
}
