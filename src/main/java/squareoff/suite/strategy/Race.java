package squareoff.suite.strategy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import squareoff.suite.workload.Handicap;

/**
 * The race: every worker reads a shared value, pauses, and writes back what it read plus one; and
 * does so a number of times. Two that read the same value write the same value, and one of the two
 * increments is lost.
 *
 * <p>The value is read and written in opaque mode. Of a plain {@code value++} in a loop the
 * compiler makes a single addition of the number of turns: two threads would then do one read and
 * one write each, almost never at the same time, and lose nothing.
 */
public final class Race {

  /** What keeps a worker from reading while another is between its read and its write. */
  public enum Guard {
    /** Nothing: increments are lost. */
    NONE("none"),
    /** A {@link ReentrantLock} held from before the read until after the write. */
    REENTRANT_LOCK("reentrant-lock"),
    /** A monitor held from before the read until after the write. */
    SYNCHRONIZED("synchronized");

    private final String parameterValue;

    Guard(String parameterValue) {
      this.parameterValue = parameterValue;
    }

    /**
     * Finds a guard by its parameter value.
     *
     * @param parameterValue a value of the benchmark parameter {@code lock}
     * @return the guard of that name
     * @throws UnmeasurableCellException if there is none
     */
    public static Guard named(String parameterValue) {
      return ParameterValue.find("lock", values(), guard -> guard.parameterValue, parameterValue);
    }
  }

  private static final VarHandle VALUE = findValue();
  private static final Thread.Builder.OfPlatform NAMED =
      Thread.ofPlatform().daemon().name("race-", 0);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Far more than any machine takes for handing a lock over and one increment under it. */
  private static final Duration SLOW_INCREMENT = Duration.ofNanos(20_000);

  /** Whoever has parameters that take longer than this may ask again; longer ones overflow. */
  private static final Duration LONGEST = Duration.ofDays(365);

  private final int workers;
  private final int increments;
  private final Duration pause;
  private final Guard guard;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private long value;

  /**
   * Prepares a race that can be run once.
   *
   * @param workers the number of platform threads, at least 1
   * @param increments how often each of them reads, pauses and writes, at least 1
   * @param pause how long each of them sleeps between read and write; none if zero
   * @param guard what the workers hold meanwhile
   * @throws UnmeasurableCellException if a number is below its minimum
   */
  public Race(int workers, int increments, Duration pause, Guard guard) {
    if (workers < 1 || increments < 1 || pause.isNegative()) {
      throw new UnmeasurableCellException(
          "workers=%d, increments=%d, pause of %d ms: there must be at least one worker, one increment and no negative pause"
              .formatted(workers, increments, pause.toMillis()));
    }
    this.workers = workers;
    this.increments = increments;
    this.pause = pause;
    this.guard = guard;
  }

  /**
   * How high the value would be if nothing were lost.
   *
   * @return workers times increments
   */
  public long attempted() {
    return (long) workers * increments;
  }

  /**
   * Starts the workers, waits for them, and reads the value.
   *
   * @return the end value, from 1 to {@link #attempted}
   * @throws IllegalStateException if a worker failed or did not end, or if the value is one that
   *     the guard rules out
   * @throws StrategyException if the system refuses a thread
   */
  public long run() {
    StartLine line = new StartLine(workers, PATIENCE);
    List<Thread> threads = new ArrayList<>(workers);
    for (int worker = 0; worker < workers; worker++) {
      threads.add(NAMED.unstarted(() -> work(line)));
    }
    int started = 0;
    try {
      for (Thread thread : threads) {
        thread.start();
        started++;
      }
      BoundedJoin.ofAll(threads, patience());
    } catch (OutOfMemoryError refusal) {
      StrategyException refused = Attempt.noThread(workers, started, refusal);
      BoundedJoin.afterFailure(threads.subList(0, started), PATIENCE, refused);
      throw refused;
    } catch (IllegalStateException failed) {
      // Those that pause would otherwise go on for all of their increments.
      threads.forEach(Thread::interrupt);
      throw failed;
    }
    if (failure.get() != null) {
      throw new IllegalStateException("a worker of the race failed", failure.get());
    }
    long end = value;
    boolean lossPossible = guard == Guard.NONE && workers > 1;
    if (end < 1 || end > attempted() || !lossPossible && end != attempted()) {
      throw new IllegalStateException(
          "lock=%s: the end value of %d increments is %d"
              .formatted(guard.parameterValue, attempted(), end));
    }
    return end;
  }

  /** More than the race can take if one worker after the other does its increments. */
  Duration patience() {
    Duration each = SLOW_INCREMENT.plus(pause);
    // Divided, since the product may be more than a Duration's nanoseconds fit into a long.
    if (each.compareTo(LONGEST.dividedBy(attempted())) > 0) {
      return LONGEST;
    }
    return PATIENCE.plus(each.multipliedBy(attempted()));
  }

  private void work(StartLine line) {
    try {
      line.await();
      switch (guard) {
        case NONE -> raceUnguarded();
        case REENTRANT_LOCK -> raceUnderLock();
        case SYNCHRONIZED -> raceInMonitor();
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    }
  }

  private void raceUnguarded() throws InterruptedException {
    for (int i = 0; i < increments; i++) {
      increase();
    }
  }

  private void raceUnderLock() throws InterruptedException {
    for (int i = 0; i < increments; i++) {
      lock.lock();
      try {
        increase();
        Handicap.holdLock();
      } finally {
        lock.unlock();
      }
    }
  }

  private void raceInMonitor() throws InterruptedException {
    for (int i = 0; i < increments; i++) {
      synchronized (this) {
        increase();
        Handicap.holdLock();
      }
    }
  }

  private void increase() throws InterruptedException {
    long localCopy = (long) VALUE.getOpaque(this);
    if (!pause.isZero()) {
      Thread.sleep(pause);
    }
    VALUE.setOpaque(this, localCopy + 1);
  }

  private static VarHandle findValue() {
    try {
      return MethodHandles.lookup().findVarHandle(Race.class, "value", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
