package squareoff.suite.strategy;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A pool with a platform thread for every worker, kept between calls. */
final class ThreadPool implements Strategy {

  private final ExecutorService pool;

  private ThreadPool(ExecutorService pool) {
    this.pool = pool;
  }

  static Strategy platform(int workers) {
    ThreadFactory threads = Thread.ofPlatform().daemon().name("worker-", 0).factory();
    return new ThreadPool(executor(workers, new LinkedBlockingQueue<>(), threads));
  }

  static Strategy forkJoin(int workers) {
    return new ThreadPool(ForkJoin.pool(workers, false));
  }

  /**
   * Makes an executor whose threads all run from the start.
   *
   * @throws StrategyException if the system refuses a thread; those that it gave have ended then
   */
  static ThreadPoolExecutor executor(
      int workers, BlockingQueue<Runnable> queue, ThreadFactory threads) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(workers, workers, 0, TimeUnit.SECONDS, queue, threads);
    try {
      executor.prestartAllCoreThreads();
      return executor;
    } catch (OutOfMemoryError refusal) {
      int started = executor.getPoolSize();
      BoundedJoin.ofAll(executor, BoundedJoin.STOPPING);
      throw Attempt.noThread(workers, started, refusal);
    }
  }

  @Override
  public long[] run(List<? extends Task> tasks) throws InterruptedException {
    List<Attempt> attempts = tasks.stream().map(Attempt::new).toList();
    // A fork-join pool alters the exceptions of what it runs; an attempt keeps them as they are.
    pool.invokeAll(attempts.stream().map(Executors::callable).toList());
    long[] results = new long[attempts.size()];
    for (int i = 0; i < results.length; i++) {
      results[i] = attempts.get(i).result(i);
    }
    return results;
  }

  @Override
  public void close() {
    BoundedJoin.ofAll(pool, BoundedJoin.STOPPING);
  }
}
