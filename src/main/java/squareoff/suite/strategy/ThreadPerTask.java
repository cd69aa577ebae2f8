package squareoff.suite.strategy;

import java.util.ArrayList;
import java.util.List;

/**
 * A new thread for each worker, started and joined as the tutorial does it; platform or virtual is
 * the builder's matter.
 */
final class ThreadPerTask implements Strategy {

  private final Thread.Builder threads;

  ThreadPerTask(Thread.Builder threads) {
    this.threads = threads;
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
      throw Attempt.noThread(tasks.size(), started.size(), refusal);
    } finally {
      // After a failure nobody wants the others' results; after success none is left to stop.
      stop(started);
    }
  }

  private static void stop(List<Thread> threads) {
    boolean interrupted = false;
    threads.stream().filter(Thread::isAlive).forEach(Thread::interrupt);
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException stop) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
