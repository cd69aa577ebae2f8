package squareoff.suite.strategy;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A pool with a platform thread for every worker, kept between calls. */
final class ThreadPool implements Strategy {

  private final ExecutorService pool;

  private ThreadPool(ExecutorService pool) {
    this.pool = pool;
  }

  static Strategy platform(int workers) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(workers, workers, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    try {
      pool.prestartAllCoreThreads();
    } catch (OutOfMemoryError refusal) {
      int started = pool.getPoolSize();
      pool.close();
      throw Attempt.noThread(workers, started, refusal);
    }
    return new ThreadPool(pool);
  }

  static Strategy forkJoin(int workers) {
    return new ThreadPool(ForkJoin.pool(workers));
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
    pool.shutdownNow();
    pool.close();
  }
}
