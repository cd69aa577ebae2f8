package squareoff.suite.strategy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.StampedLock;
import squareoff.suite.workload.Handicap;

/** The counters of {@link CounterKind}. A JVM that measures one of them loads no other. */
final class Counters {

  /** Access to the count of a {@link PaddedCount} in a mode that the caller chooses. */
  static final class Access {
    static final VarHandle COUNT = find();

    private Access() {}

    private static VarHandle find() {
      try {
        return MethodHandles.lookup().findVarHandle(CountOnly.class, "count", long.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }
  }

  private Counters() {}

  static final class Unsynchronized extends PaddedCount implements Counter {
    // Opaque: the same two moves as a plain count++, but no compiler may merge two of them.
    @Override
    public void increment() {
      Access.COUNT.setOpaque(this, (long) Access.COUNT.getOpaque(this) + 1);
    }

    @Override
    public long count() {
      return count;
    }
  }

  static final class Reentrant extends PaddedCount implements Counter {
    private final ReentrantLock lock;

    Reentrant(boolean fair) {
      lock = new ReentrantLock(fair);
    }

    @Override
    public void increment() {
      lock.lock();
      try {
        count++;
        Handicap.holdLock();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public long count() {
      return count;
    }
  }

  static final class Synchronized extends PaddedCount implements Counter {
    @Override
    public void increment() {
      synchronized (this) {
        count++;
        Handicap.holdLock();
      }
    }

    @Override
    public long count() {
      return count;
    }
  }

  static final class Stamped extends PaddedCount implements Counter {
    private final StampedLock lock = new StampedLock();

    @Override
    public void increment() {
      long stamp = lock.writeLock();
      try {
        count++;
      } finally {
        lock.unlockWrite(stamp);
      }
    }

    @Override
    public long count() {
      return count;
    }
  }

  static final class CompareAndSetLoop extends PaddedCount implements Counter {
    @Override
    public void increment() {
      long seen;
      do {
        seen = (long) Access.COUNT.getOpaque(this);
      } while (!Access.COUNT.compareAndSet(this, seen, seen + 1));
    }

    @Override
    public long count() {
      return count;
    }
  }

  private abstract static class AtomicReferred {
    final PaddedAtomicLong value = new PaddedAtomicLong();
  }

  static final class Atomic extends AtomicReferred implements Counter {
    long r01, r02, r03, r04, r05, r06, r07, r08, r09, r10, r11, r12, r13, r14, r15;

    @Override
    public void increment() {
      value.incrementAndGet();
    }

    @Override
    public long count() {
      return value.get();
    }
  }

  private abstract static class AdderReferred {
    final PaddedLongAdder value = new PaddedLongAdder();
  }

  static final class Adder extends AdderReferred implements Counter {
    long r01, r02, r03, r04, r05, r06, r07, r08, r09, r10, r11, r12, r13, r14, r15;

    @Override
    public void increment() {
      value.increment();
    }

    @Override
    public long count() {
      return value.sum();
    }
  }

  /**
   * Nothing can stand before a field of the JDK's own class but the header of its object; what
   * follows it can be kept away. The reference to it has padding behind it for the same reason: a
   * reference is read for every increment, and its object, made first, lies before this one.
   */
  private static final class PaddedAtomicLong extends AtomicLong {
    private static final long serialVersionUID = 1L;
    long q01, q02, q03, q04, q05, q06, q07, q08, q09, q10, q11, q12, q13, q14, q15;
  }

  /** As {@link PaddedAtomicLong}. Its cells, which take over when contended, the JDK pads. */
  private static final class PaddedLongAdder extends LongAdder {
    private static final long serialVersionUID = 1L;
    long q01, q02, q03, q04, q05, q06, q07, q08, q09, q10, q11, q12, q13, q14, q15;
  }
}
