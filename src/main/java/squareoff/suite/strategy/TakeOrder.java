package squareoff.suite.strategy;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/** The order in which a queue promises to give its items out, and the check that it does. */
interface TakeOrder {

  /** What one worker sees of the order; used by that worker alone. */
  interface Check {
    /** To be called before the worker asks the queue for an item. */
    void beforeTake();

    /**
     * To be called with what the queue gave.
     *
     * @throws IllegalStateException if the queue should not have given this item now
     */
    void taken(WorkItem item);
  }

  /** To be called by a producer after the queue has accepted an item. */
  void accepted(WorkItem item);

  /** A check for one worker. */
  Check newCheck();

  /**
   * First in, first out for each producer. A single worker gets a producer's items without a gap;
   * of several each gets some, and in ascending order, since a later take finds later items.
   */
  record FirstInFirstOut(int producers, int workers) implements TakeOrder {
    @Override
    public void accepted(WorkItem item) {
      // The items carry all that the check needs.
    }

    @Override
    public Check newCheck() {
      long[] last = new long[producers];
      boolean gapless = workers == 1;
      return new Check() {
        @Override
        public void beforeTake() {
          // What was taken before is all that counts.
        }

        @Override
        public void taken(WorkItem item) {
          long before = last[item.producer()];
          if (item.sequence() <= before || gapless && item.sequence() != before + 1) {
            throw new IllegalStateException(
                "not first in, first out: item %d of producer %d was taken after its item %d"
                    .formatted(item.sequence(), item.producer(), before));
          }
          last[item.producer()] = item.sequence();
        }
      };
    }
  }

  /**
   * Least priority first, among the items that are there. That a worker takes a lesser item after a
   * greater one is a fault only if the lesser was in the queue when the greater was chosen: if its
   * producer had put it before the worker began that take. With one worker or several, this never
   * blames a queue that keeps its promise.
   */
  final class LeastFirst implements TakeOrder {
    private static final int LONGS_IN_TWO_LINES = 16;
    private final int producers;
    private final AtomicLongArray accepted;

    LeastFirst(int producers) {
      this.producers = producers;
      accepted = new AtomicLongArray(LONGS_IN_TWO_LINES * (producers + 1));
    }

    @Override
    public void accepted(WorkItem item) {
      accepted.setRelease(LONGS_IN_TWO_LINES * (item.producer() + 1), item.sequence());
    }

    @Override
    public Check newCheck() {
      return new LeastFirstCheck();
    }

    private final class LeastFirstCheck implements Check {
      private long[] thereBeforeThis = new long[producers];
      private long[] thereBeforeLast = new long[producers];
      private int lastPriority = Integer.MIN_VALUE;

      @Override
      public void beforeTake() {
        for (int producer = 0; producer < producers; producer++) {
          thereBeforeThis[producer] = accepted.getAcquire(LONGS_IN_TWO_LINES * (producer + 1));
        }
      }

      @Override
      public void taken(WorkItem item) {
        if (item.priority() < lastPriority && item.sequence() <= thereBeforeLast[item.producer()]) {
          throw new IllegalStateException(
              "not least first: priority %d was taken before priority %d, which was in the queue; put so far: %s"
                  .formatted(lastPriority, item.priority(), Arrays.toString(thereBeforeLast)));
        }
        lastPriority = item.priority();
        long[] swapped = thereBeforeLast;
        thereBeforeLast = thereBeforeThis;
        thereBeforeThis = swapped;
      }
    }
  }
}
