package squareoff.suite.strategy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import squareoff.suite.workload.ClosedForm;

/**
 * The producers' side of a worker pool: puts a fixed number of items, waits until all are done, and
 * holds the results against the closed form. The calling thread is the first producer, as in the
 * tutorial; the others stay alive between rounds.
 */
public final class ItemRounds implements AutoCloseable {
  private static final int DIFFERENT_RANGES = 64;

  /** No round takes as long as this, but for the squares. */
  private static final Duration WITHOUT_WORK = Duration.ofSeconds(60);

  private final WorkItem[] items;
  private final int producers;
  private final long expectedSum;
  private final Duration patience;
  private final ExecutorService otherProducers;
  private long putBefore;

  /**
   * Prepares rounds.
   *
   * @param items the number of items in a round, a multiple of {@code producers}
   * @param producers the number of threads that put them, at least 1
   * @param squares how many numbers are squared for each item, from 0 up
   * @throws UnmeasurableCellException if the items cannot be divided evenly, or a number is too low
   */
  public ItemRounds(int items, int producers, int squares) {
    if (producers < 1 || squares < 0 || items % producers != 0) {
      throw new UnmeasurableCellException(
          "producers=%d, squares=%d: producers must be a divisor of %d, squares at least 0"
              .formatted(producers, squares, items));
    }
    this.producers = producers;
    this.items = new WorkItem[items];
    long sum = 0;
    for (int i = 0; i < items; i++) {
      long from = i % DIFFERENT_RANGES;
      this.items[i] = new WorkItem(i % producers, from, from + squares);
      sum += ClosedForm.sumOfSquares(from + squares) - ClosedForm.sumOfSquares(from);
    }
    expectedSum = sum;
    patience =
        WITHOUT_WORK.plus(
            Duration.ofNanos(SquareProcess.SLOW_SQUARE_NANOS).multipliedBy((long) items * squares));
    otherProducers =
        Executors.newFixedThreadPool(
            Math.max(1, producers - 1), Thread.ofPlatform().daemon().factory());
  }

  /**
   * Runs one round: puts every item, waits until all are done, checks them.
   *
   * @param pool who does them
   * @return the sum of all results, modulo 2^64
   * @throws InterruptedException if the thread is interrupted while it waits
   * @throws IllegalStateException if a worker or a producer failed, an item was not done exactly
   *     once, or the sum is wrong
   */
  public long run(ItemPool pool) throws InterruptedException {
    pool.begin(items.length, patience);
    List<Future<?>> others = new ArrayList<>(producers - 1);
    for (int other = 1; other < producers; other++) {
      int producer = other;
      others.add(otherProducers.submit(() -> produce(producer, pool)));
    }
    produce(0, pool);
    for (Future<?> other : others) {
      awaitProducer(other);
    }
    pool.awaitAllDone();
    putBefore += items.length / producers;
    return checkedSum();
  }

  @Override
  public void close() {
    otherProducers.shutdownNow();
  }

  private Void produce(int producer, ItemPool pool) throws InterruptedException {
    long sequence = putBefore;
    for (int i = producer; i < items.length; i += producers) {
      sequence++;
      items[i].refill(sequence);
      pool.put(items[i]);
    }
    return null;
  }

  private void awaitProducer(Future<?> producer) throws InterruptedException {
    try {
      producer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a producer failed", e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("a producer did not end within " + patience, e);
    }
  }

  private long checkedSum() {
    long sum = 0;
    for (WorkItem item : items) {
      if (item.timesDone() != 1) {
        throw new IllegalStateException(
            "item %d of producer %d was done %d times"
                .formatted(item.sequence(), item.producer(), item.timesDone()));
      }
      sum += item.result();
    }
    if (sum != expectedSum) {
      throw new IllegalStateException(
          "the squares add up to %d instead of %d".formatted(sum, expectedSum));
    }
    return sum;
  }
}
