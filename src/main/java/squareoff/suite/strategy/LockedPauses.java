package squareoff.suite.strategy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * Virtual threads that each take a lock and pause while they hold it: what tells whether a virtual
 * thread that waits in a lock gives its carrier to others.
 */
public final class LockedPauses {

  /** What a thread holds while it pauses. */
  public enum Lock {
    /** A monitor. */
    SYNCHRONIZED("synchronized"),
    /** A {@link ReentrantLock}. */
    REENTRANT_LOCK("reentrant-lock");

    private final String parameterValue;

    Lock(String parameterValue) {
      this.parameterValue = parameterValue;
    }

    /**
     * Finds a lock by its parameter value.
     *
     * @param parameterValue a value of the benchmark parameter {@code lock}
     * @return the lock of that name
     * @throws UnmeasurableCellException if there is none
     */
    public static Lock named(String parameterValue) {
      return ParameterValue.find("lock", values(), lock -> lock.parameterValue, parameterValue);
    }
  }

  /** Whose lock it is. */
  public enum Sharing {
    /** Every thread has a lock of its own, for which it never waits. */
    PER_TASK("per-task"),
    /** All threads have one lock: they pause one after the other. */
    SHARED("shared");

    private final String parameterValue;

    Sharing(String parameterValue) {
      this.parameterValue = parameterValue;
    }

    /**
     * Finds a sharing by its parameter value.
     *
     * @param parameterValue a value of the benchmark parameter {@code sharing}
     * @return the sharing of that name
     * @throws UnmeasurableCellException if there is none
     */
    public static Sharing named(String parameterValue) {
      return ParameterValue.find("sharing", values(), who -> who.parameterValue, parameterValue);
    }
  }

  /** A lock in both its kinds, and what only its holder may touch. */
  private static final class Room {
    private final ReentrantLock lock = new ReentrantLock();
    private boolean occupied;
    private int visits;

    void pause(Duration pause) throws InterruptedException {
      if (occupied) {
        throw new IllegalStateException("two threads hold the same lock");
      }
      occupied = true;
      Thread.sleep(pause);
      occupied = false;
      visits++;
    }
  }

  private static final Thread.Builder.OfVirtual NAMED = Thread.ofVirtual().name("locked-pause-", 0);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Longer operations are a slip of the parameters; shorter ones cannot overflow. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private final Thread.Builder builder;
  private final Duration pause;
  private final Lock lock;
  private final List<Room> rooms;
  private final Duration oneAfterTheOther;
  private final Sharing sharing;

  /**
   * Prepares pauses that can be run once.
   *
   * @param workers the number of virtual threads, at least 1
   * @param pause how long each of them sleeps while it holds its lock, above 0
   * @param lock what it holds
   * @param sharing whether all hold the same
   * @throws UnmeasurableCellException if a number is out of range, or all pauses one after the
   *     other take more than an hour
   */
  public LockedPauses(int workers, Duration pause, Lock lock, Sharing sharing) {
    this(NAMED, workers, pause, lock, sharing);
  }

  LockedPauses(Thread.Builder builder, int workers, Duration pause, Lock lock, Sharing sharing) {
    if (workers < 1 || !pause.isPositive() || pause.compareTo(LONGEST.dividedBy(workers)) > 0) {
      throw new UnmeasurableCellException(
          "workers=%d, pauseMillis=%d: give at least one worker and a pause above 0, whose product is below one hour"
              .formatted(workers, pause.toMillis()));
    }
    this.builder = builder;
    this.pause = pause;
    this.lock = lock;
    this.sharing = sharing;
    oneAfterTheOther = pause.multipliedBy(workers);
    rooms =
        switch (sharing) {
          case SHARED -> Collections.nCopies(workers, new Room());
          case PER_TASK -> IntStream.range(0, workers).mapToObj(worker -> new Room()).toList();
        };
  }

  /**
   * What it takes at the least.
   *
   * @return one pause where every thread has its lock, all of them one after the other where they
   *     share one
   */
  public Duration limit() {
    return sharing == Sharing.SHARED ? oneAfterTheOther : pause;
  }

  /**
   * Starts the threads and waits for them.
   *
   * @return how many threads have paused: all of them
   * @throws IllegalStateException if a thread failed or did not end, or a lock did not keep a
   *     second one out
   */
  public int run() {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>(rooms.size());
    for (Room room : rooms) {
      threads.add(builder.start(() -> visit(room, failure)));
    }
    try {
      BoundedJoin.ofAll(threads, PATIENCE.plus(oneAfterTheOther.multipliedBy(2)));
    } catch (IllegalStateException failed) {
      // Those that wait for a shared lock would otherwise go on, one pause after the other.
      threads.forEach(Thread::interrupt);
      throw failed;
    }
    if (failure.get() != null) {
      throw new IllegalStateException("a thread failed while it paused", failure.get());
    }
    int visits = rooms.stream().distinct().mapToInt(room -> room.visits).sum();
    if (visits != rooms.size()) {
      throw new IllegalStateException(
          "lock=%s, sharing=%s: %d threads have paused, but %d were counted"
              .formatted(lock.parameterValue, sharing.parameterValue, rooms.size(), visits));
    }
    return visits;
  }

  private void visit(Room room, AtomicReference<Throwable> failure) {
    try {
      switch (lock) {
        case SYNCHRONIZED -> pauseInMonitor(room);
        case REENTRANT_LOCK -> pauseUnderLock(room);
      }
    } catch (InterruptedException | RuntimeException | Error thrown) {
      failure.compareAndSet(null, thrown);
    }
  }

  private void pauseInMonitor(Room room) throws InterruptedException {
    synchronized (room) {
      room.pause(pause);
    }
  }

  private void pauseUnderLock(Room room) throws InterruptedException {
    room.lock.lock();
    try {
      room.pause(pause);
    } finally {
      room.lock.unlock();
    }
  }
}
