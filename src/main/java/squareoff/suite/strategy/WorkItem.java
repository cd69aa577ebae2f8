package squareoff.suite.strategy;

import java.util.function.LongBinaryOperator;

/**
 * One piece of work on its way through a pool: a range of numbers to square. Its producer fills it,
 * the worker that took it writes the result, and whoever waited for the round reads that.
 *
 * <p>It is padded to 128 bytes: neighbours are done by different workers at the same time, and what
 * a queue costs must not depend on which of them share a cache line.
 */
public final class WorkItem implements Comparable<WorkItem> {
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  private final int producer;
  private final long from;
  private final long to;
  private long sequence;
  private long result;
  private int timesDone;
  long p01, p02, p03, p04, p05, p06, p07, p08, p09;

  /**
   * Makes an item that has yet to be {@linkplain #refill filled}.
   *
   * @param producer the index of the producer that puts it, from 0
   * @param from the first number to square
   * @param to one more than the last number to square
   */
  public WorkItem(int producer, long from, long to) {
    this.producer = producer;
    this.from = from;
    this.to = to;
  }

  /**
   * Makes the item fit to be put: not done, and with its place in the order of its producer.
   *
   * @param sequenceNumber one more than that of the item which this producer put before
   */
  public void refill(long sequenceNumber) {
    sequence = sequenceNumber;
    result = 0;
    timesDone = 0;
  }

  /**
   * Does the work; to be called by one worker.
   *
   * @param work from the bounds of the range to the sum of its squares
   */
  public void complete(LongBinaryOperator work) {
    result = work.applyAsLong(from, to);
    timesDone++;
  }

  /**
   * The index of the producer.
   *
   * @return from 0
   */
  public int producer() {
    return producer;
  }

  /**
   * The place in the order of its producer.
   *
   * @return what {@link #refill} was given
   */
  public long sequence() {
    return sequence;
  }

  /**
   * What a priority queue sorts by, least first: the sequence number scattered by Fibonacci hashing
   * (Knuth, The Art of Computer Programming 3, 1973, section 6.4). In the order of putting, a heap
   * would have nothing to do.
   *
   * @return from 0 to 2^31 - 1
   */
  public int priority() {
    return (int) (sequence * GOLDEN_RATIO >>> 33);
  }

  /**
   * The sum of the squares.
   *
   * @return modulo 2^64; 0 before the work is done
   */
  public long result() {
    return result;
  }

  /**
   * How often the work was done since the item was filled.
   *
   * @return 1 if all went well
   */
  public int timesDone() {
    return timesDone;
  }

  @Override
  public int compareTo(WorkItem other) {
    return Integer.compare(priority(), other.priority());
  }
}
