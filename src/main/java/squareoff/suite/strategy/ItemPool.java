package squareoff.suite.strategy;

import java.time.Duration;

/**
 * Workers that stay alive and do the items that producers put, round by round. A worker that fails
 * makes the round fail; it makes nobody wait.
 */
public interface ItemPool extends AutoCloseable {

  /** No round takes as long as this: what waits longer has lost its counterpart. */
  Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * Announces a round, before its first item is put; the round before must be done.
   *
   * @param items how many items will be put, at least 1
   */
  void begin(int items);

  /**
   * Puts an item; may block while the queue is full.
   *
   * @param item an item that has just been filled
   * @throws InterruptedException if the thread is interrupted while it waits
   * @throws IllegalStateException if the pool takes nothing for as long as {@link #PATIENCE}
   */
  void put(WorkItem item) throws InterruptedException;

  /**
   * Waits until all items of the round are done, as {@code q.join()} does in Python.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   * @throws IllegalStateException if a worker failed, or if items are left after {@link #PATIENCE}
   */
  void awaitAllDone() throws InterruptedException;

  /** Ends all workers and waits until they have ended. */
  @Override
  void close();
}
