package squareoff.suite.strategy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import squareoff.suite.workload.Descent;

/**
 * Threads that stand still with a stack of a given depth, more and more of them. Closing ends them.
 */
public final class ParkedThreads implements AutoCloseable {

  /** So many calls that the method that makes the stack is compiled by the best compiler. */
  private static final int WARM_UP_CALLS = 100_000;

  /** As many as that it takes for a method that is called once in each thread. */
  private static final int WARM_UP_THREADS = 20_000;

  private static final int WARM_UP_BATCH = 2000;

  /** Deep enough that the frames are compiled again once they have seen what is at the bottom. */
  private static final int WARM_UP_FRAMES = 50;

  private static final int MOST_FRAMES = 1000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Thread.Builder builder;
  private final int frames;
  private final List<Thread> threads;
  private final AtomicInteger right = new AtomicInteger();
  private volatile boolean released;

  private ParkedThreads(Thread.Builder builder, int frames, int most) {
    this.builder = builder;
    this.frames = frames;
    this.threads = new ArrayList<>(most);
  }

  /**
   * Prepares to start threads.
   *
   * @param strategy {@code platform} or {@code virtual}
   * @param frames the depth of their stacks, above the frames that every thread has, 1 to 1000
   * @param most how many there will be, so that the list of them does not grow with them
   * @return none yet; to be closed
   * @throws UnmeasurableCellException if there is no such strategy, or no such depth
   */
  public static ParkedThreads of(String strategy, int frames, int most) {
    if (frames < 1 || frames > MOST_FRAMES) {
      throw new UnmeasurableCellException(
          "frames=%d: give 1 to %d, which fit into any stack".formatted(frames, MOST_FRAMES));
    }
    Thread.Builder builder =
        switch (strategy) {
          case "platform" -> Thread.ofPlatform().daemon();
          case "virtual" -> Thread.ofVirtual();
          default ->
              throw new UnmeasurableCellException(
                  "strategy=%s: give one of platform, virtual".formatted(strategy));
        };
    return new ParkedThreads(builder, frames, most);
  }

  /**
   * Has what makes the stacks compiled, since interpreted frames are larger. Platform threads are
   * not started for that: they would leave memory that those measured then find.
   *
   * @param strategy {@code platform} or {@code virtual}
   * @throws InterruptedException if the calling thread is interrupted
   */
  public static void warmUp(String strategy) throws InterruptedException {
    int reached = 0;
    for (int i = 0; i < WARM_UP_CALLS / 100; i++) {
      reached += Descent.descend(100, () -> 1);
    }
    if (reached != WARM_UP_CALLS) {
      throw new IllegalStateException(reached + " of " + WARM_UP_CALLS + " calls");
    }
    if (strategy.equals("virtual")) {
      for (int i = 0; i < WARM_UP_THREADS / WARM_UP_BATCH; i++) {
        try (ParkedThreads threads = of(strategy, WARM_UP_FRAMES, WARM_UP_BATCH)) {
          threads.growTo(WARM_UP_BATCH);
        }
      }
    }
  }

  /**
   * Starts threads until there are so many, and waits until all stand still.
   *
   * @param count how many there shall be, no fewer than there are
   * @throws StrategyException if the system refuses a thread
   * @throws IllegalStateException if they do not come to a standstill within half a minute
   * @throws InterruptedException if the calling thread is interrupted
   */
  public void growTo(int count) throws InterruptedException {
    while (threads.size() < count) {
      try {
        threads.add(builder.start(this::standStill));
      } catch (OutOfMemoryError refusal) {
        throw Attempt.noThread(count, threads.size(), refusal);
      }
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (Thread thread : threads) {
      while (thread.getState() != Thread.State.WAITING) {
        if (System.nanoTime() - deadline > 0) {
          throw new IllegalStateException(
              "thread %s is %s after %s".formatted(thread, thread.getState(), PATIENCE));
        }
        Thread.sleep(1);
      }
    }
  }

  private void standStill() {
    int depth =
        Descent.descend(
            frames,
            () -> {
              while (!released) {
                LockSupport.park(this);
              }
              return 1;
            });
    if (depth == frames) {
      right.incrementAndGet();
    }
  }

  /**
   * Ends all threads.
   *
   * @throws IllegalStateException if one does not end within a minute, or had another depth
   */
  @Override
  public void close() {
    released = true;
    threads.forEach(LockSupport::unpark);
    BoundedJoin.ofAll(threads, BoundedJoin.STOPPING);
    if (right.get() != threads.size()) {
      throw new IllegalStateException(
          "%d of %d threads had %d frames".formatted(right.get(), threads.size(), frames));
    }
  }
}
