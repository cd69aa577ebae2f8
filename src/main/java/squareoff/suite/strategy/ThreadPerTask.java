package squareoff.suite.strategy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A new thread for each worker, started and joined as the tutorial does it; platform or virtual is
 * the builder's matter.
 */
final class ThreadPerTask implements Strategy {

  private final Thread.Builder threads;
  private final Duration stopping;

  ThreadPerTask(Thread.Builder threads) {
    this(threads, BoundedJoin.STOPPING);
  }

  /**
   * Makes the strategy.
   *
   * @param threads makes the threads
   * @param stopping how long after a failure the other threads have to end
   */
  ThreadPerTask(Thread.Builder threads, Duration stopping) {
    this.threads = threads;
    this.stopping = stopping;
  }

  @Override
  public long[] run(List<? extends Task> tasks) throws InterruptedException {
    List<Attempt> attempts = tasks.stream().map(Attempt::new).toList();
    List<Thread> started = new ArrayList<>(attempts.size());
    try {
      for (Attempt attempt : attempts) {
        started.add(threads.start(attempt));
      }
      long[] results = new long[attempts.size()];
      for (int i = 0; i < results.length; i++) {
        started.get(i).join();
        results[i] = attempts.get(i).result(i);
      }
      return results;
    } catch (OutOfMemoryError refusal) {
      StrategyException refused = Attempt.noThread(tasks.size(), started.size(), refusal);
      BoundedJoin.afterFailure(started, stopping, refused);
      throw refused;
    } catch (InterruptedException | RuntimeException | Error failure) {
      // Nobody wants the others' results any more.
      BoundedJoin.afterFailure(started, stopping, failure);
      throw failure;
    }
  }
}
