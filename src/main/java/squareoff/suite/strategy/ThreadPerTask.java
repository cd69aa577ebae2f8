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
    List<Body> bodies = new ArrayList<>(tasks.size());
    List<Thread> started = new ArrayList<>(tasks.size());
    try {
      for (Task task : tasks) {
        Body body = new Body(task);
        bodies.add(body);
        started.add(threads.start(body));
      }
    } catch (OutOfMemoryError noThread) {
      throw tooMany(started, tasks.size(), noThread);
    }
    long[] results = new long[bodies.size()];
    try {
      for (int i = 0; i < results.length; i++) {
        started.get(i).join();
        results[i] = bodies.get(i).result(i);
      }
    } finally {
      // After a failure nobody wants the others' results; after success there are none left.
      stop(started);
    }
    return results;
  }

  private static StrategyException tooMany(List<Thread> started, int wanted, Throwable noThread) {
    stop(started);
    return new StrategyException(
        "workers="
            + wanted
            + ": the system refused thread "
            + (started.size() + 1)
            + " ("
            + noThread.getMessage()
            + "); give fewer workers, or raise ulimit -u, kernel.threads-max, vm.max_map_count or"
            + " the cgroup's pids.max",
        noThread);
  }

  private static void stop(List<Thread> threads) {
    threads.forEach(Thread::interrupt);
    boolean interrupted = false;
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

  /** Read only after the thread was joined, which makes its writes visible. */
  private static final class Body implements Runnable {

    private final Task task;
    private long result;
    private Throwable failure;

    Body(Task task) {
      this.task = task;
    }

    @Override
    public void run() {
      try {
        result = task.run();
      } catch (Throwable thrown) {
        failure = thrown;
      }
    }

    long result(int worker) {
      if (failure != null) {
        throw new StrategyException("worker " + worker + " failed: " + failure, failure);
      }
      return result;
    }
  }
}
