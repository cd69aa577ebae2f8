package squareoff.suite.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A pool with a platform thread for every worker, kept between calls. */
final class ThreadPool implements Strategy {

  /** {@link ForkJoinPool} takes no more. */
  private static final int MAX_FORK_JOIN = 32_767;

  private final ExecutorService pool;

  private ThreadPool(ExecutorService pool) {
    this.pool = pool;
  }

  static Strategy platform(int workers) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(workers, workers, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    try {
      pool.prestartAllCoreThreads();
    } catch (OutOfMemoryError noThread) {
      pool.shutdownNow();
      throw new StrategyException(
          "workers="
              + workers
              + ": the system refused thread "
              + (pool.getPoolSize() + 1)
              + " ("
              + noThread.getMessage()
              + "); give fewer workers, or raise ulimit -u, kernel.threads-max, vm.max_map_count"
              + " or the cgroup's pids.max",
          noThread);
    }
    return new ThreadPool(pool);
  }

  static Strategy forkJoin(int workers) {
    if (workers > MAX_FORK_JOIN) {
      throw new StrategyException(
          "workers=" + workers + ": a fork-join pool has at most " + MAX_FORK_JOIN);
    }
    return new ThreadPool(new ForkJoinPool(workers));
  }

  @Override
  public long[] run(List<? extends Task> tasks) throws InterruptedException {
    List<Callable<Long>> calls = new ArrayList<>(tasks.size());
    for (Task task : tasks) {
      calls.add(task::run);
    }
    List<Future<Long>> futures = pool.invokeAll(calls);
    long[] results = new long[futures.size()];
    for (int i = 0; i < results.length; i++) {
      try {
        results[i] = futures.get(i).get();
      } catch (ExecutionException failed) {
        throw new StrategyException(
            "worker " + i + " failed: " + failed.getCause(), failed.getCause());
      }
    }
    return results;
  }

  @Override
  public void close() {
    pool.shutdownNow();
    pool.close();
  }
}
