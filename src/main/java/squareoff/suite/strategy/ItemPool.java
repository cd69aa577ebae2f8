package squareoff.suite.strategy;

import java.time.Duration;

/**
 * Workers that stay alive and do the items that producers put, round by round. A worker that fails
 * makes the round fail; it makes nobody wait.
 */
public interface ItemPool extends AutoCloseable {

  /**
   * Announces a round, before its first item is put; the round before must be done.
   *
   * @param items how many items will be put, at least 1
   * @param patience more than the round can take: what waits longer has lost its counterpart
   */
  void begin(int items, Duration patience);

  /**
   * Puts an item; may block while the queue is full.
   *
   * @param item an item that has just been filled
   * @throws InterruptedException if the thread is interrupted while it waits
   * @throws IllegalStateException if the pool takes nothing for as long as the round may take
   */
  void put(WorkItem item) throws InterruptedException;

  /**
   * Waits until all items of the round are done, as {@code q.join()} does in Python.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   * @throws IllegalStateException if a worker failed, or if items are left when the round has taken
   *     too long
   */
  void awaitAllDone() throws InterruptedException;

  /** Ends all workers and waits until they have ended. */
  @Override
  void close();
}
