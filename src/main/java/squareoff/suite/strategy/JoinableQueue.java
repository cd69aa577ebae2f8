package squareoff.suite.strategy;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Python's {@code queue.Queue}: first in, first out, and one can wait until everything that was put
 * is said to be done.
 *
 * @param <E> what is put
 */
public final class JoinableQueue<E> {
  private final BlockingQueue<E> queue = new LinkedBlockingQueue<>();
  private final UnfinishedTasks unfinished = new UnfinishedTasks();

  /** Makes an empty queue without a bound. */
  public JoinableQueue() {}

  /**
   * Puts an item at the end.
   *
   * @param item what is to be done
   */
  public void put(E item) {
    unfinished.added();
    queue.add(item);
  }

  /**
   * Takes the item at the head; waits for one where there is none.
   *
   * @return the item that was put first
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public E get() throws InterruptedException {
    return queue.take();
  }

  /**
   * Says that an item that was taken is done.
   *
   * @throws IllegalStateException if this is said more often than items were put
   */
  public void taskDone() {
    unfinished.taskDone();
  }

  /**
   * Waits until all items that were put are said to be done. In Python this wait has no end.
   *
   * @param patience how long to wait at most
   * @return false if items are left after that time
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public boolean join(Duration patience) throws InterruptedException {
    return unfinished.join(patience);
  }

  /**
   * Reads the number without waiting.
   *
   * @return how many items were put and are not said to be done
   */
  public long unfinished() {
    return unfinished.count();
  }
}
