package squareoff.suite.strategy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongBinaryOperator;

/**
 * The tutorial's worker pool: threads that each take from one queue, do the item and say that it is
 * done, for ever.
 */
final class QueuePool implements ItemPool {
  private final BlockingQueue<WorkItem> queue;
  private final TakeOrder order;
  private final UnfinishedTasks unfinished = new UnfinishedTasks();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final List<Thread> workers = new ArrayList<>();
  private Duration patience = Duration.ZERO;

  /**
   * Starts the workers.
   *
   * @param queue the queue between producers and workers, empty
   * @param order what that queue promises
   * @param threads makes the workers' threads
   * @param works what each worker does with the bounds of an item; one entry for each worker
   * @throws StrategyException if the system refuses a thread; those that it gave have ended then
   */
  QueuePool(
      BlockingQueue<WorkItem> queue,
      TakeOrder order,
      ThreadFactory threads,
      List<LongBinaryOperator> works) {
    this.queue = queue;
    this.order = order;
    for (LongBinaryOperator work : works) {
      TakeOrder.Check check = order.newCheck();
      workers.add(threads.newThread(() -> takeUntilInterrupted(check, work)));
    }
    start();
  }

  private void start() {
    int started = 0;
    try {
      for (Thread worker : workers) {
        worker.start();
        started++;
      }
    } catch (OutOfMemoryError refusal) {
      StrategyException refused = Attempt.noThread(workers.size(), started, refusal);
      BoundedJoin.afterFailure(workers.subList(0, started), BoundedJoin.STOPPING, refused);
      throw refused;
    }
  }

  @Override
  public void begin(int items, Duration newPatience) {
    if (unfinished.count() != 0) {
      throw new IllegalStateException(
          "%d items of the round before are not done".formatted(unfinished.count()));
    }
    patience = newPatience;
  }

  @Override
  public void put(WorkItem item) throws InterruptedException {
    unfinished.added();
    if (!queue.offer(item, patience.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IllegalStateException("no room in the queue for " + patience, failure.get());
    }
    order.accepted(item);
  }

  @Override
  public void awaitAllDone() throws InterruptedException {
    boolean done = unfinished.join(patience);
    if (failure.get() != null) {
      throw new IllegalStateException("a worker failed", failure.get());
    }
    if (!done) {
      throw new IllegalStateException(
          "%d items are not done after %s".formatted(unfinished.count(), patience));
    }
  }

  @Override
  public void close() {
    workers.forEach(Thread::interrupt);
    BoundedJoin.ofAll(workers, BoundedJoin.STOPPING);
  }

  private void takeUntilInterrupted(TakeOrder.Check check, LongBinaryOperator work) {
    try {
      while (true) {
        check.beforeTake();
        takeOne(queue.take(), check, work);
      }
    } catch (InterruptedException e) {
      // How close() ends this thread, which does nothing else.
    }
  }

  private void takeOne(WorkItem item, TakeOrder.Check check, LongBinaryOperator work) {
    try {
      // After a failure the workers only empty the queue, so that no producer waits for room and
      // nobody for the end of the round, which then reports the failure.
      if (failure.get() == null) {
        check.taken(item);
        item.complete(work);
      }
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    } finally {
      unfinished.taskDone();
    }
  }
}
