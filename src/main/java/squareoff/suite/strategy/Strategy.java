package squareoff.suite.strategy;

import java.util.List;

/** A way to hand work to workers. One thread at a time may use it; closing it ends its workers. */
public sealed interface Strategy extends AutoCloseable
    permits Sequential, ThreadPerTask, ThreadPool, FreshProcesses, ProcessPool {

  /**
   * Hands each task to a worker of its own and waits until all are done.
   *
   * @param tasks one for each worker
   * @return the results, in the order of the tasks
   * @throws StrategyException if a worker cannot be had or its task fails; by then no worker is
   *     left busy
   * @throws squareoff.suite.process.WorkerException if a worker process does not answer
   * @throws InterruptedException if the calling thread is interrupted while it waits
   */
  long[] run(List<? extends Task> tasks) throws InterruptedException;

  /** Ends the workers that are kept between calls; does nothing where there are none. */
  @Override
  default void close() {}
}
