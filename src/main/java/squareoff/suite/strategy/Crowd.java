package squareoff.suite.strategy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import squareoff.suite.workload.SquareLoop;

/**
 * Threads that compute and never wait, more of them than processors if so wanted. They are started
 * once, asleep until they are released, all together, to do one round of squares. One thread at a
 * time may use it.
 */
public final class Crowd implements AutoCloseable {

  /**
   * How a thread that was started among a crowd at work fared.
   *
   * @param waitedNanos the time from {@code start()} to its first instruction, in nanoseconds
   * @param finishedFraction which part of the crowd had done all its squares by then, 0 to 1
   */
  public record Arrival(long waitedNanos, double finishedFraction) {}

  /** Squares between two looks at whether the round was called off: some 15 microseconds. */
  private static final long STEP = 10_000;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long POLL_NANOS = 50_000;

  /** Every share then lasts for ten steps or so, and no allowance of time overflows. */
  private static final long LEAST_SHARE = 100_000;

  private static final long MOST_SQUARES = 1_000_000_000_000L;

  private final Thread.Builder builder;
  private final long squares;
  private final int fewest;
  private final List<Member> members = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger finished = new AtomicInteger();
  private volatile int round;
  private volatile boolean calledOff;
  private volatile boolean closed;
  private volatile Thread user;

  /**
   * Starts the threads.
   *
   * @param builder makes the threads, platform or virtual
   * @param squares how many numbers they square in a round, all together
   * @param workers how many threads share them
   * @throws StrategyException if a thread would have less than 100 000 squares, all together more
   *     than 10^12, or the system refuses a thread
   */
  public Crowd(Thread.Builder builder, long squares, int workers) {
    if (workers < 1 || squares / workers < LEAST_SHARE || squares > MOST_SQUARES) {
      throw new StrategyException(
          "squares=%d, workers=%d: give at least one worker and each of them at least %d squares, %d in all at most"
              .formatted(squares, workers, LEAST_SHARE, MOST_SQUARES));
    }
    this.builder = builder;
    this.squares = squares;
    fewest = Math.min(workers, Runtime.getRuntime().availableProcessors());
    for (Task task : SumTask.divide(squares, workers)) {
      members.add(new Member((SumTask) task));
    }
    try {
      for (Member member : members) {
        threads.add(builder.start(member));
      }
    } catch (OutOfMemoryError refusal) {
      close();
      throw Attempt.noThread(workers, threads.size(), refusal);
    }
  }

  /**
   * Lets all threads go on their next round, the last one being over.
   *
   * @throws IllegalStateException if it is not
   */
  public void release() {
    if (round > 0 && finished.get() < members.size()) {
      throw new IllegalStateException(left() + " threads are still on their round");
    }
    user = Thread.currentThread();
    begun.set(0);
    finished.set(0);
    calledOff = false;
    round++;
    threads.forEach(LockSupport::unpark);
  }

  /**
   * Waits until every processor has a thread of this crowd to run, or every thread runs.
   *
   * @throws InterruptedException if the calling thread is interrupted
   * @throws IllegalStateException if they have not begun within a minute
   */
  public void awaitBusy() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (begun.get() < fewest) {
      parkUntil(deadline, POLL_NANOS, "%d of %d threads have begun", begun.get(), fewest);
    }
  }

  /**
   * Starts one more thread of the same kind, which calls the round off as soon as it runs: from
   * then on the processors are free for the caller, who would otherwise wait for one of them to
   * hear of it.
   *
   * @return how long it took from {@code start()} to the first instruction of the new thread, and
   *     which part of the others' had finished by then
   * @throws InterruptedException if the calling thread is interrupted
   * @throws IllegalStateException if the new thread does not run
   * @throws UnmeasurableCellException if, before it was started, less than half of the threads or
   *     fewer than there are processors were still at work
   */
  public Arrival arrive() throws InterruptedException {
    Newcomer newcomer = new Newcomer();
    Thread thread = builder.unstarted(newcomer);
    int atWork = left();
    if (begun.get() < fewest || atWork < fewest || atWork < members.size() - atWork) {
      throw new UnmeasurableCellException(
          "squares=%d: of %d threads, %d were left at work when one more was started. Give more squares"
              .formatted(squares, members.size(), atWork));
    }
    long start = System.nanoTime();
    long deadline = start + patience().toNanos();
    thread.start();
    threads.add(thread);
    while (!newcomer.arrived) {
      parkUntil(deadline, Long.MAX_VALUE, "the new thread does not run");
    }
    return new Arrival(
        newcomer.firstInstruction - start, newcomer.finishedBefore / (double) members.size());
  }

  /**
   * Has the threads leave their round where they are, and waits until all have.
   *
   * @throws InterruptedException if the calling thread is interrupted
   * @throws IllegalStateException if one does not
   */
  public void disperse() throws InterruptedException {
    calledOff = true;
    awaitIdle();
    List<Thread> arrived = threads.subList(members.size(), threads.size());
    BoundedJoin.ofAll(arrived, PATIENCE);
    arrived.clear();
  }

  /**
   * Waits until every thread has done all of its round.
   *
   * @return the sum of the squares, modulo 2^64
   * @throws InterruptedException if the calling thread is interrupted
   * @throws IllegalStateException if one is not done in time
   */
  public long awaitSum() throws InterruptedException {
    awaitIdle();
    return members.stream().mapToLong(member -> member.sum).sum();
  }

  /** Ends the threads, in the midst of a round if need be. */
  @Override
  public void close() {
    calledOff = true;
    closed = true;
    threads.forEach(LockSupport::unpark);
    BoundedJoin.ofAll(threads, PATIENCE);
  }

  private int left() {
    return members.size() - finished.get();
  }

  private Duration patience() {
    return PATIENCE.plusNanos(squares * SquareProcess.SLOW_SQUARE_NANOS);
  }

  private void awaitIdle() throws InterruptedException {
    long deadline = System.nanoTime() + patience().toNanos();
    while (left() > 0) {
      parkUntil(deadline, Long.MAX_VALUE, "%d threads have not ended their round", left());
    }
  }

  private void parkUntil(long deadline, long most, String says, Object... numbers)
      throws InterruptedException {
    if (Thread.interrupted()) {
      calledOff = true;
      throw new InterruptedException("interrupted while threads were at work");
    }
    long nanosLeft = deadline - System.nanoTime();
    if (nanosLeft <= 0) {
      calledOff = true;
      throw new IllegalStateException("in all the time allowed, " + says.formatted(numbers));
    }
    LockSupport.parkNanos(this, Math.min(nanosLeft, most));
  }

  /** One of the crowd. */
  private final class Member implements Runnable {
    private final SumTask share;
    private long sum;

    Member(SumTask share) {
      this.share = share;
    }

    @Override
    public void run() {
      int seen = 0;
      while (awaitRelease(seen)) {
        seen++;
        begun.incrementAndGet();
        sum = 0;
        for (long from = share.from(); from < share.to() && !calledOff; from += STEP) {
          sum += SquareLoop.sum(from, Math.min(from + STEP, share.to()));
        }
        if (finished.incrementAndGet() == members.size()) {
          LockSupport.unpark(user);
        }
      }
    }

    /** Tells whether there is another round; an interrupt means that there is none. */
    private boolean awaitRelease(int seen) {
      while (round == seen && !closed && !Thread.currentThread().isInterrupted()) {
        LockSupport.park(Crowd.this);
      }
      return round != seen && !closed;
    }
  }

  /** One who comes when the others are at work. */
  private final class Newcomer implements Runnable {
    private long firstInstruction;
    private int finishedBefore;
    private volatile boolean arrived;

    @Override
    public void run() {
      firstInstruction = System.nanoTime();
      finishedBefore = finished.get();
      arrived = true;
      calledOff = true;
      LockSupport.unpark(user);
    }
  }
}
