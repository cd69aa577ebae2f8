package squareoff.suite.strategy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A number of workers with nothing to do, started and joined: what is left is the starting and the
 * joining. Unlike a {@link Strategy} it carries no results and gives its threads no names, since
 * that would be a tenth of what a virtual thread takes.
 */
public abstract sealed class ThreadBatch implements AutoCloseable {

  /** The greatest batch: ten times what the greatest batch of any benchmark has. */
  public static final int MOST_WORKERS = 100_000;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final int workers;

  private ThreadBatch(int workers) {
    this.workers = workers;
  }

  /**
   * Prepares a batch; {@code fork-join} starts its pool, of as many threads as processors.
   *
   * @param strategy {@code platform}, {@code virtual} or {@code fork-join}
   * @param workers how many workers to start and join at a time, 1 to {@link #MOST_WORKERS}
   * @return the batch; to be closed
   * @throws StrategyException if there is no such strategy, or not of so many workers
   */
  public static ThreadBatch of(String strategy, int workers) {
    if (workers < 1 || workers > MOST_WORKERS) {
      throw new StrategyException(
          "workers=%d: give 1 to %d threads or tasks".formatted(workers, MOST_WORKERS));
    }
    return switch (strategy) {
      case "platform" -> new Threads(Thread.ofPlatform().daemon(), workers);
      case "virtual" -> new Threads(Thread.ofVirtual(), workers);
      case "fork-join" -> new Tasks(workers);
      default ->
          throw new StrategyException(
              "strategy=%s: give one of platform, virtual, fork-join".formatted(strategy));
    };
  }

  /**
   * Starts all workers, then joins all.
   *
   * @return how many workers have run, each of them where it should: the size of the batch
   * @throws StrategyException if the system refuses a thread; the others have ended then
   * @throws IllegalStateException if a worker has not run, or not where it should, or does not end
   * @throws InterruptedException if the calling thread is interrupted
   */
  public abstract int startAndJoin() throws InterruptedException;

  /** Ends what is kept between batches. */
  @Override
  public void close() {}

  /** A worker: it notes on which thread it ran. To be read only after it was joined. */
  private static final class Mark implements Runnable {
    private Thread ranOn;

    @Override
    public void run() {
      ranOn = Thread.currentThread();
    }
  }

  private static final class Threads extends ThreadBatch {
    private final Thread.Builder builder;

    Threads(Thread.Builder builder, int workers) {
      super(workers);
      this.builder = builder;
    }

    @Override
    public int startAndJoin() throws InterruptedException {
      Mark[] marks = new Mark[workers];
      Thread[] threads = new Thread[workers];
      int started = 0;
      try {
        for (; started < workers; started++) {
          marks[started] = new Mark();
          threads[started] = builder.start(marks[started]);
        }
      } catch (OutOfMemoryError refusal) {
        StrategyException refused = Attempt.noThread(workers, started, refusal);
        BoundedJoin.afterFailure(Arrays.asList(threads).subList(0, started), PATIENCE, refused);
        throw refused;
      }
      int ran = 0;
      for (int i = 0; i < workers; i++) {
        if (!threads[i].join(PATIENCE)) {
          throw new IllegalStateException("worker %d did not end within %s".formatted(i, PATIENCE));
        }
        ran += marks[i].ranOn == threads[i] ? 1 : 0;
      }
      return checked(ran);
    }
  }

  private static final class Tasks extends ThreadBatch {
    private final ForkJoinPool pool =
        ForkJoin.pool(Runtime.getRuntime().availableProcessors(), false);

    Tasks(int workers) {
      super(workers);
    }

    @Override
    public int startAndJoin() throws InterruptedException {
      Mark[] marks = new Mark[workers];
      ForkJoinTask<Void> root = pool.submit(new Root(marks));
      try {
        root.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException failed) {
        throw new IllegalStateException("a task failed", failed.getCause());
      } catch (TimeoutException late) {
        root.cancel(true);
        throw new IllegalStateException("the tasks did not end within " + PATIENCE, late);
      }
      int ran = 0;
      for (Mark mark : marks) {
        boolean inPool = mark.ranOn instanceof ForkJoinWorkerThread t && t.getPool() == pool;
        ran += inPool ? 1 : 0;
      }
      return checked(ran);
    }

    @Override
    public void close() {
      BoundedJoin.ofAll(pool, BoundedJoin.STOPPING);
    }
  }

  /** Forks every worker, then joins every worker: within the pool, as fork-join is meant. */
  private static final class Root extends RecursiveAction {
    private static final long serialVersionUID = 1L;

    private final transient Mark[] marks;

    Root(Mark[] marks) {
      this.marks = marks;
    }

    @Override
    protected void compute() {
      List<ForkJoinTask<?>> forked = new ArrayList<>(marks.length);
      for (int i = 0; i < marks.length; i++) {
        marks[i] = new Mark();
        forked.add(ForkJoinTask.adapt(marks[i]).fork());
      }
      // The last one forked is the next that this thread would take itself.
      for (int i = marks.length - 1; i >= 0; i--) {
        forked.get(i).join();
      }
    }
  }

  final int checked(int ran) {
    if (ran != workers) {
      throw new IllegalStateException(
          "%d of %d workers ran on a thread of their own kind".formatted(ran, workers));
    }
    return ran;
  }
}
