package squareoff.suite.strategy;

import java.util.function.Supplier;

/**
 * The number of references to an object, as CPython keeps it in every object. It starts at 1, the
 * reference of the one who made the object; when it comes to 0 the object is freed.
 *
 * <p>The number of changes is kept as well: one word has the references in its low 24 bits and the
 * changes above, so that a change is still one addition of a constant, and a change that is lost
 * takes both with it. A count alone would not tell: lost increments and lost decrements cancel.
 */
public interface References {

  /** Counts one more reference. */
  void add();

  /**
   * Counts one reference less.
   *
   * @return how many are left; at 0 the caller would free the object
   */
  int drop();

  /**
   * Reads the word; right only where no thread is counting any more.
   *
   * @return for {@link #left} and {@link #changes}
   */
  long word();

  /**
   * The number of references now.
   *
   * @return 1 where nothing was lost and every other reference was dropped; right up to 2^23 either
   *     way
   */
  default int left() {
    return left(word());
  }

  /**
   * The number of changes that the count has kept.
   *
   * @return additions and drops together, modulo 2^40
   */
  default long changes() {
    return word() - left() >>> CHANGES_FROM_BIT;
  }

  /** Where the number of changes begins in the word. */
  int CHANGES_FROM_BIT = 24;

  /** What {@link #add} adds to the word: one change, one reference. */
  long ONE_MORE = (1L << CHANGES_FROM_BIT) + 1;

  /** What {@link #drop} adds to the word: one change, one reference less. */
  long ONE_LESS = (1L << CHANGES_FROM_BIT) - 1;

  /**
   * The number of references in a word.
   *
   * @param word of a count
   * @return its low 24 bits, with their sign
   */
  static int left(long word) {
    return (int) (word << Long.SIZE - CHANGES_FROM_BIT >> Long.SIZE - CHANGES_FROM_BIT);
  }

  /** How the count is protected from threads that change it at the same time. */
  enum Kind {
    /** Not at all: a read and a write. */
    PLAIN("plain", ReferenceCounts.Plain::new),
    /** By the processor's atomic addition. */
    ATOMIC("atomic", ReferenceCounts.Atomic::new),
    /** By the monitor of the object, taken for each change. */
    LOCKED("locked", ReferenceCounts.Locked::new);

    private final String parameterValue;
    private final Supplier<References> factory;

    Kind(String parameterValue, Supplier<References> factory) {
      this.parameterValue = parameterValue;
      this.factory = factory;
    }

    /**
     * Finds a kind by its parameter value.
     *
     * @param parameterValue a value of the benchmark parameter {@code count}
     * @return the kind of that name
     * @throws UnmeasurableCellException if there is none
     */
    public static Kind named(String parameterValue) {
      return ParameterValue.find("count", values(), Kind::parameterValue, parameterValue);
    }

    /**
     * The stable name of this kind in results.
     *
     * @return the value of the benchmark parameter {@code count}
     */
    public String parameterValue() {
      return parameterValue;
    }

    /**
     * Makes a count.
     *
     * @return a new count of this kind that stands at 1, alone on its cache line
     */
    public References create() {
      return factory.get();
    }
  }
}
