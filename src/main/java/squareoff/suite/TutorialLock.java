package squareoff.suite;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import squareoff.suite.strategy.UnmeasurableCellException;

/**
 * The tutorial's warning about its lock, and what comes of it.
 *
 * <p><b>The question.</b> "Whenever you use lock.acquire() you should release it, otherwise it will
 * remain stuck." Is it so here, and does the recommended form, {@code with lock}, prevent it?
 *
 * <p><b>How it is measured.</b> In an operation a thread takes a {@link ReentrantLock} and ends
 * without releasing it; another then waits for the lock, and gives up after {@value
 * #PATIENCE_MILLIS} ms: {@code acquired} is 0. The same once more with a thread that fails while it
 * holds the lock, but in Java's form of {@code with}, {@code try} and {@code finally}: {@code
 * acquiredAfterFinally} is 1. Both outcomes are checked.
 *
 * <p><b>What would fool you.</b> That the lock was not had in time could mean that its holder is
 * slow. Here it has ended, which is checked as well. The score is the patience and the start of two
 * threads, no more; what a lock costs is in {@code LostUpdates} and {@code Increment}. A monitor
 * cannot be left locked: the end of {@code synchronized} releases it, however it is reached.
 *
 * <p><b>The limit.</b> None: these are outcomes, right or wrong.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 1, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 2, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class TutorialLock {
  static final int PATIENCE_MILLIS = 100;

  private static final Duration TOO_LONG = Duration.ofSeconds(30);

  /** The outcome of {@code notReleased}. JMH makes metrics of its public fields. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Stuck {
    /** 1 where the lock could be had although its holder ended without releasing it. */
    public int acquired;

    /** 1 where the lock could be had after a holder that failed, but released it in the end. */
    public int acquiredAfterFinally;
  }

  /**
   * Refuses threads of JMH's: the program has its own.
   *
   * @param benchmark how many threads JMH would use
   * @throws UnmeasurableCellException if that is more than one
   */
  @Setup
  public void requireOneThread(BenchmarkParams benchmark) {
    SingleCaller.require(benchmark, "no more");
  }

  /**
   * Waits for a lock that nobody will release, and for one that was released in spite of a failure.
   *
   * @param outcome is told whether they could be had
   * @return how many of the two could be had
   * @throws InterruptedException if the benchmark is stopped
   * @throws IllegalStateException if the first could be had, or the second could not
   */
  @Benchmark
  public int notReleased(Stuck outcome) throws InterruptedException {
    ReentrantLock forgotten = new ReentrantLock();
    afterwards(forgotten::lock);
    boolean acquired = forgotten.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    outcome.acquired = acquired ? 1 : 0;
    if (acquired || !forgotten.isLocked()) {
      throw new IllegalStateException("a lock was free although nobody had released it");
    }
    ReentrantLock released = new ReentrantLock();
    afterwards(() -> failWith(released));
    boolean acquiredThen = released.tryLock(TOO_LONG.toNanos(), TimeUnit.NANOSECONDS);
    outcome.acquiredAfterFinally = acquiredThen ? 1 : 0;
    if (!acquiredThen) {
      throw new IllegalStateException("a lock is held that was released in the end");
    }
    return outcome.acquired + outcome.acquiredAfterFinally;
  }

  private static void failWith(ReentrantLock lock) {
    lock.lock();
    try {
      throw new IllegalStateException("fails while it holds the lock");
    } finally {
      lock.unlock();
    }
  }

  /** Has a thread of its own do something, and waits until that thread has ended. */
  private static void afterwards(Runnable work) throws InterruptedException {
    Thread holder =
        Thread.ofPlatform().daemon().uncaughtExceptionHandler((thread, expected) -> {}).start(work);
    if (!holder.join(TOO_LONG)) {
      throw new IllegalStateException("a thread that only takes a lock has not ended");
    }
  }
}
