package squareoff.suite.strategy;

import java.util.Collections;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.LongBinaryOperator;

/** The ways to bring items to workers. */
public enum WorkerPoolKind {
  /** Our workers on an {@link ArrayBlockingQueue} with room for a round. */
  ARRAY("array"),
  /** Our workers on an {@link ArrayBlockingQueue} in its fair mode. */
  ARRAY_FAIR("array-fair"),
  /** Our workers on a {@link LinkedBlockingQueue}. */
  LINKED("linked"),
  /** Our workers on a {@link LinkedTransferQueue}. */
  LINKED_TRANSFER("linked-transfer"),
  /** Our workers on a {@link SynchronousQueue}: every put waits for its take. */
  SYNCHRONOUS("synchronous"),
  /** Our workers on a {@link PriorityBlockingQueue}. */
  PRIORITY("priority"),
  /** A bare {@link ThreadPoolExecutor} on the queue of {@link #ARRAY}. */
  EXECUTOR_ARRAY("executor-array"),
  /** A bare {@link ThreadPoolExecutor} on the queue of {@link #LINKED}. */
  EXECUTOR_LINKED("executor-linked"),
  /** A {@link ForkJoinPool} in its first-in-first-out mode. */
  FORK_JOIN("fork-join"),
  /** Worker JVMs that stay warm, fed from the queue of {@link #LINKED}. */
  PROCESS_POOL("process-pool");

  private final String parameterValue;

  WorkerPoolKind(String parameterValue) {
    this.parameterValue = parameterValue;
  }

  /**
   * What a pool is made of.
   *
   * @param workers the number of workers, at least 1
   * @param virtual whether the workers are virtual threads, otherwise daemon platform threads
   * @param producers the number of threads that put items, at least 1
   * @param capacity the number of items in a round, at least 1
   * @param work what a worker does with the bounds of an item; the workers of {@link #PROCESS_POOL}
   *     do in their own JVMs what {@link SquareWorker} does
   */
  public record Configuration(
      int workers, boolean virtual, int producers, int capacity, LongBinaryOperator work) {
    /**
     * Checks the number of workers.
     *
     * @throws UnmeasurableCellException if it is below 1
     */
    public Configuration {
      if (workers < 1) {
        throw new UnmeasurableCellException(
            "workers=%d: a pool needs at least one worker".formatted(workers));
      }
    }

    ThreadFactory threads() {
      return virtual ? Thread.ofVirtual().factory() : Thread.ofPlatform().daemon().factory();
    }
  }

  /**
   * Finds a kind by its parameter value.
   *
   * @param parameterValue a value of the benchmark parameter {@code pool}
   * @return the kind of that name
   * @throws UnmeasurableCellException if there is none
   */
  public static WorkerPoolKind named(String parameterValue) {
    return ParameterValue.find("pool", values(), kind -> kind.parameterValue, parameterValue);
  }

  /**
   * Starts a pool.
   *
   * @param pool what it is made of
   * @return the pool, with its workers waiting for items
   * @throws UnmeasurableCellException if workers of this kind cannot be virtual threads
   * @throws StrategyException if there are more worker processes than this machine should bear, or
   *     the system refuses a thread
   */
  public ItemPool start(Configuration pool) {
    return switch (this) {
      case ARRAY -> firstInFirstOut(new ArrayBlockingQueue<>(pool.capacity()), pool);
      case ARRAY_FAIR -> firstInFirstOut(new ArrayBlockingQueue<>(pool.capacity(), true), pool);
      case LINKED -> firstInFirstOut(new LinkedBlockingQueue<>(), pool);
      case LINKED_TRANSFER -> firstInFirstOut(new LinkedTransferQueue<>(), pool);
      case SYNCHRONOUS -> firstInFirstOut(new SynchronousQueue<>(), pool);
      case PRIORITY ->
          queuePool(
              new PriorityBlockingQueue<>(), new TakeOrder.LeastFirst(pool.producers()), pool);
      case EXECUTOR_ARRAY -> executor(new ArrayBlockingQueue<>(pool.capacity()), pool);
      case EXECUTOR_LINKED -> executor(new LinkedBlockingQueue<>(), pool);
      case FORK_JOIN -> forkJoin(pool);
      case PROCESS_POOL -> processes(pool);
    };
  }

  private static ItemPool firstInFirstOut(BlockingQueue<WorkItem> queue, Configuration pool) {
    return queuePool(queue, new TakeOrder.FirstInFirstOut(pool.producers(), pool.workers()), pool);
  }

  private static ItemPool queuePool(
      BlockingQueue<WorkItem> queue, TakeOrder order, Configuration pool) {
    return new QueuePool(
        queue, order, pool.threads(), Collections.nCopies(pool.workers(), pool.work()));
  }

  private static ItemPool executor(BlockingQueue<Runnable> queue, Configuration pool) {
    return new ExecutorPool(
        ThreadPool.executor(pool.workers(), queue, pool.threads()), pool.work());
  }

  private ItemPool forkJoin(Configuration pool) {
    requirePlatform(pool);
    return new ExecutorPool(ForkJoin.pool(pool.workers(), true), pool.work());
  }

  private ItemPool processes(Configuration pool) {
    requirePlatform(pool);
    return new ProcessItemPool(pool.workers(), pool.producers(), pool.threads());
  }

  private void requirePlatform(Configuration pool) {
    if (pool.virtual()) {
      throw new UnmeasurableCellException(
          "worker=virtual with pool=%s: its workers cannot be virtual threads. Use worker=platform"
              .formatted(parameterValue));
    }
  }
}
