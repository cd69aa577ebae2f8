package squareoff.suite.strategy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import squareoff.suite.workload.ClosedForm;
import squareoff.suite.workload.PolledSquares;
import squareoff.suite.workload.SquareLoop;

/**
 * A thread that is at something for long, and is then asked to end. One thread at a time may use
 * this, and always the same one between {@link #start} and {@link #release}.
 */
public final class CancelledThread {

  /** Some seconds of squares: no request comes so late, and a worker that misses it ends anyhow. */
  private static final long LONG_LOOP_SQUARES = 4_000_000_000L;

  /** Some 30 ms of squares, for a worker that is not going to stop before it has done them all. */
  private static final long SHORT_LOOP_SQUARES = 20_000_000L;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** As long as a thread needs at most to fall asleep once it says that it does. */
  private static final Duration SETTLING = Duration.ofMillis(1);

  /** Of a thread that sleeps in the system or without a carrier. */
  private static final Set<Thread.State> ASLEEP =
      EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

  private final Thread.Builder builder;
  private final Work work;
  private final boolean waits;
  private final boolean heeds;
  private final Duration patience;
  private final ReentrantLock lock = new ReentrantLock();

  private Thread thread = Thread.currentThread();
  private volatile boolean begun;
  private boolean interrupted;
  private boolean finished;
  private Throwable failure;

  private interface Work {
    void run(CancelledThread worker) throws InterruptedException;
  }

  private CancelledThread(
      Thread.Builder builder, Work work, boolean waits, boolean heeds, Duration patience) {
    this.builder = builder;
    this.work = work;
    this.waits = waits;
    this.heeds = heeds;
    this.patience = patience;
  }

  /**
   * A thread that waits for something that does not come.
   *
   * @param strategy {@code platform} or {@code virtual}
   * @param worker for what: {@code sleeping} for the end of an hour, {@code queue} for an item,
   *     {@code lock} for a lock that the caller holds
   * @return the thread, not yet started
   * @throws UnmeasurableCellException if one of the two is something else
   */
  public static CancelledThread waiting(String strategy, String worker) {
    Work work =
        switch (worker) {
          case "sleeping" -> self -> Thread.sleep(Duration.ofHours(1));
          case "queue" -> self -> new LinkedBlockingQueue<>().take();
          case "lock" -> self -> self.lock.lockInterruptibly();
          default ->
              throw new UnmeasurableCellException(
                  "worker=%s: give one of sleeping, queue, lock".formatted(worker));
        };
    return new CancelledThread(builder(strategy), work, true, true, PATIENCE);
  }

  /**
   * A thread that squares.
   *
   * @param strategy {@code platform} or {@code virtual}
   * @param pollEvery after how many squares it looks whether it was interrupted; 0 for never
   * @return the thread, not yet started
   * @throws UnmeasurableCellException if there is no such strategy, or the number is negative
   */
  public static CancelledThread spinning(String strategy, long pollEvery) {
    return spinning(
        strategy, pollEvery, pollEvery == 0 ? SHORT_LOOP_SQUARES : LONG_LOOP_SQUARES, PATIENCE);
  }

  static CancelledThread spinning(
      String strategy, long pollEvery, long squares, Duration patience) {
    requirePollEvery(pollEvery);
    Work work =
        pollEvery == 0
            ? self -> check(squares, SquareLoop.sum(0, squares))
            : self -> check(squares, PolledSquares.sum(0, squares, pollEvery));
    return new CancelledThread(builder(strategy), work, false, pollEvery > 0, patience);
  }

  /**
   * Checks how often to look for an interrupt.
   *
   * @param pollEvery a number of squares, or 0 for never
   * @throws UnmeasurableCellException if it is negative
   */
  public static void requirePollEvery(long pollEvery) {
    if (pollEvery < 0) {
      throw new UnmeasurableCellException(
          "pollEvery=" + pollEvery + ": give a number of squares, or 0 to never look");
    }
  }

  private static void check(long squares, long sum) {
    var unused = ClosedForm.check(squares, sum);
  }

  private static Thread.Builder builder(String strategy) {
    return switch (strategy) {
      case "platform" -> Thread.ofPlatform().daemon();
      case "virtual" -> Thread.ofVirtual();
      default ->
          throw new UnmeasurableCellException(
              "strategy=%s: give one of platform, virtual".formatted(strategy));
    };
  }

  /**
   * Starts the thread and waits until it is at its work, or sleeps.
   *
   * @throws InterruptedException if the calling thread is interrupted
   * @throws IllegalStateException if the thread does not get so far within 20 seconds
   */
  public void start() throws InterruptedException {
    begun = false;
    interrupted = false;
    finished = false;
    failure = null;
    lock.lock();
    thread = builder.start(this::work);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!begun || waits && !ASLEEP.contains(thread.getState())) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            "the worker is %s after %s".formatted(thread.getState(), PATIENCE));
      }
      Thread.onSpinWait();
    }
    Thread.sleep(SETTLING);
  }

  private void work() {
    begun = true;
    try {
      work.run(this);
      finished = true;
    } catch (InterruptedException asked) {
      interrupted = true;
    } catch (RuntimeException | Error unexpected) {
      failure = unexpected;
    }
  }

  /**
   * Asks the thread to end and waits for its end.
   *
   * @return whether it ended because it was asked; otherwise it has first finished its work
   * @throws InterruptedException if the calling thread is interrupted
   * @throws IllegalStateException if it has not ended after 20 seconds, has failed, or has not done
   *     with the request what it should
   */
  public boolean cancel() throws InterruptedException {
    thread.interrupt();
    if (!thread.join(patience)) {
      throw new IllegalStateException(
          "%s after the request the worker is still %s".formatted(patience, thread.getState()));
    }
    if (failure != null) {
      throw new IllegalStateException("the worker failed", failure);
    }
    if (interrupted != heeds || finished == heeds) {
      throw new IllegalStateException(
          heeds
              ? "the worker was done before it heard the request"
              : "the worker ended for a request that it cannot hear");
    }
    return interrupted;
  }

  /** Lets go of what the thread waited for, after its end. */
  public void release() {
    lock.unlock();
  }
}
