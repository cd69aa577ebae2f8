package squareoff.suite.strategy;

import java.util.Arrays;

/**
 * What each thread knows it has done: one number for each thread, written by that thread alone and
 * read by others when all have stopped.
 *
 * <p>Although no thread ever reads another's number, two numbers on one cache line make their
 * writers wait for each other: false sharing. Here it is a choice. The numbers are {@code int}s in
 * one array, so that the first two, at an address that is a multiple of 8, are certain to lie on
 * one line; two neighbouring {@code long}s would be torn apart by a line's end one time in eight.
 */
public final class Tallies {

  /** How the numbers of different threads lie to each other. */
  public enum Layout {
    /** 128 bytes from one number to the next. */
    PADDED("padded"),
    /** Side by side, 4 bytes from one number to the next. */
    SHARED_LINE("shared-line");

    private final String parameterValue;

    Layout(String parameterValue) {
      this.parameterValue = parameterValue;
    }

    /**
     * Finds a layout by its parameter value.
     *
     * @param parameterValue a value of the benchmark parameter {@code layout}
     * @return the layout of that name
     * @throws UnmeasurableCellException if there is none
     */
    public static Layout named(String parameterValue) {
      return ParameterValue.find(
          "layout", values(), layout -> layout.parameterValue, parameterValue);
    }
  }

  private static final int INTS_IN_TWO_LINES = 32;
  private static final long WRAP = 1L << Integer.SIZE;

  private final int stride;
  private final int[] low;
  private final long[] wraps;

  /**
   * Makes tallies that all stand at 0.
   *
   * @param threads the number of threads, at least 1
   * @param layout where their numbers lie
   */
  public Tallies(int threads, Layout layout) {
    this(threads, layout, 0);
  }

  /** Starts near the carry, which from 0 would take seconds to reach. */
  Tallies(int threads, Layout layout, int startOfEach) {
    stride = layout == Layout.PADDED ? INTS_IN_TWO_LINES : 1;
    low = new int[INTS_IN_TWO_LINES + threads * stride + INTS_IN_TWO_LINES];
    wraps = new long[threads];
    Arrays.fill(low, startOfEach);
  }

  /**
   * Finds the place of one thread's number.
   *
   * @param thread the index of the thread, from 0
   * @return what {@link #add} wants
   */
  public int slotOf(int thread) {
    return INTS_IN_TWO_LINES + thread * stride;
  }

  /**
   * Adds one to the number of one thread; only that thread may call this.
   *
   * @param slot the thread's own {@linkplain #slotOf place}
   */
  public void add(int slot) {
    int next = low[slot] + 1;
    low[slot] = next;
    if (next == 0) {
      wraps[(slot - INTS_IN_TWO_LINES) / stride]++;
    }
  }

  /**
   * Reads the number of one thread.
   *
   * @param thread the index of the thread, from 0
   * @return how often that thread has added one since the last {@link #clear}
   */
  public long of(int thread) {
    return wraps[thread] * WRAP + Integer.toUnsignedLong(low[slotOf(thread)]);
  }

  /**
   * Adds up the numbers of all threads.
   *
   * @return how often any thread has added one since the last {@link #clear}
   */
  public long total() {
    long total = 0;
    for (int thread = 0; thread < wraps.length; thread++) {
      total += of(thread);
    }
    return total;
  }

  /** Sets all numbers to 0; no thread may be adding. */
  public void clear() {
    Arrays.fill(low, 0);
    Arrays.fill(wraps, 0);
  }
}
