package squareoff.suite.strategy;

import java.lang.invoke.VarHandle;

/**
 * The counts of {@link References.Kind}. Each is one object with padding on both sides of the word;
 * the monitor of {@link Locked} is in the header of the same object and on another line.
 */
final class ReferenceCounts {

  private static final VarHandle WORD = Counters.Access.COUNT;

  private ReferenceCounts() {}

  abstract static class Counted extends PaddedCount implements References {

    Counted() {
      count = 1;
    }

    @Override
    public final long word() {
      return count;
    }

    /** Opaque: the same moves as of a plain field, but no compiler may merge an add and a drop. */
    final long change(long by) {
      long word = (long) WORD.getOpaque(this) + by;
      WORD.setOpaque(this, word);
      return word;
    }
  }

  static final class Plain extends Counted {

    @Override
    public void add() {
      change(ONE_MORE);
    }

    @Override
    public int drop() {
      return References.left(change(ONE_LESS));
    }
  }

  static final class Atomic extends Counted {

    @Override
    public void add() {
      WORD.getAndAdd(this, ONE_MORE);
    }

    @Override
    public int drop() {
      return References.left((long) WORD.getAndAdd(this, ONE_LESS) + ONE_LESS);
    }
  }

  static final class Locked extends Counted {

    @Override
    public void add() {
      synchronized (this) {
        change(ONE_MORE);
      }
    }

    @Override
    public int drop() {
      synchronized (this) {
        return References.left(change(ONE_LESS));
      }
    }
  }
}
