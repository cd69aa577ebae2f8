package squareoff.suite.strategy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many items were put into a queue and are not done yet: what Python's {@code queue.Queue} has
 * with {@code put}, {@code task_done} and {@code join}, and {@link
 * java.util.concurrent.BlockingQueue} has not. An item counts from before it is put until a worker
 * says that it is done, not until it is taken.
 *
 * <p>The lock is taken only at the moment when the number falls to 0 and somebody waits for it; an
 * item costs two atomic additions.
 */
public final class UnfinishedTasks {
  private final AtomicLong unfinished = new AtomicLong();
  private final AtomicInteger waiting = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition allDone = lock.newCondition();

  /** Counts an item; to be called before the item can be taken. */
  public void added() {
    unfinished.incrementAndGet();
  }

  /**
   * Says that an item is done.
   *
   * @throws IllegalStateException if more items are done than were added
   */
  public void taskDone() {
    long left = unfinished.decrementAndGet();
    if (left < 0) {
      throw new IllegalStateException("taskDone was called more often than added");
    }
    // The waiter announces itself before it reads the count, this side lowers the count before it
    // looks for waiters: at least one of the two sees the other.
    if (left == 0 && waiting.get() > 0) {
      lock.lock();
      try {
        allDone.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Reads the number without waiting.
   *
   * @return the number of items that were added and are not done
   */
  public long count() {
    return unfinished.get();
  }

  /**
   * Waits until every item that was added is done.
   *
   * @param patience how long to wait at most
   * @return false if items are left after that time
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public boolean join(Duration patience) throws InterruptedException {
    waiting.incrementAndGet();
    lock.lock();
    try {
      long nanosLeft = patience.toNanos();
      while (unfinished.get() > 0) {
        if (nanosLeft <= 0) {
          return false;
        }
        nanosLeft = allDone.awaitNanos(nanosLeft);
      }
      return true;
    } finally {
      lock.unlock();
      waiting.decrementAndGet();
    }
  }
}
