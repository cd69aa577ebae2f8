package squareoff.suite;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import squareoff.suite.strategy.LockedPauses;
import squareoff.suite.strategy.UnmeasurableCellException;

/**
 * Virtual threads that wait while they hold a lock.
 *
 * <p><b>The question.</b> A virtual thread that waits gives its carrier, the platform thread that
 * runs it, to another. Does it also do so inside {@code synchronized}, or does it pin the carrier
 * until it leaves? It depends on the JDK: from 21 to 23 it pins, since 24 (JEP 491) it does not;
 * inside a {@link java.util.concurrent.locks.ReentrantLock} it never did. JMH records the JDK with
 * each result: results of different JDKs answer differently, and rightly so.
 *
 * <p><b>How it is measured.</b> One operation starts {@code workers} virtual threads, each of which
 * takes a lock, sleeps for {@code pauseMillis} while it holds it, and ends; it is over when all
 * have. With {@code sharing=per-task} each has a lock that nobody else wants. With {@code shared}
 * all want one. That never two threads were in one lock, and that all have been, is checked every
 * time.
 *
 * <p><b>What would fool you.</b>
 *
 * <ul>
 *   <li>Pinning shows only where there are more waiting threads than carriers, of which there is
 *       one for each processor: on a machine with 16 or more, the default of 16 workers says
 *       nothing. Take several times as many workers as processors.
 *   <li>With one shared lock the threads wait for each other anyhow: pinned or not, it takes the
 *       same time. What pinning costs there is everybody else's: threads that want no lock find no
 *       carrier. This benchmark has none of those.
 *   <li>What waits here is a sleep. On the JDKs that pin, some waits, {@code Object.wait} for one,
 *       have the scheduler add a carrier in the meantime; a sleep, a lock and a socket do not.
 *   <li>Calls through native code and class initialisers pin on every JDK, and are not measured.
 *   <li>A sleep lasts some 50 to 100 microseconds longer on Linux than asked for: one after the
 *       other, that adds up, and is why shared locks are a little further from their limit.
 * </ul>
 *
 * <p><b>The limit.</b> One pause with a lock per task, {@code workers} pauses with a shared lock.
 * Each result has its ratio to it as the secondary result {@code ratioToLimit}: 1 is perfect. Where
 * threads are pinned, {@code per-task} has the ratio {@code workers} / carriers, rounded up: it
 * takes turns by the carrier.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 2, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class Pinning {

  /** What a thread holds while it sleeps. */
  @Param({"synchronized", "reentrant-lock"})
  public String lock;

  /** Whether every thread has a lock of its own or all have the same. */
  @Param({"per-task", "shared"})
  public String sharing;

  /** The number of virtual threads, at least 1. */
  @Param("16")
  public int workers;

  /** How long each thread sleeps while it holds its lock, in milliseconds, at least 1. */
  @Param("10")
  public int pauseMillis;

  /**
   * Refuses threads of JMH's: the benchmark brings its own.
   *
   * @param benchmark how many threads JMH would use
   * @throws UnmeasurableCellException if that is more than one
   */
  @Setup
  public void requireOneThread(BenchmarkParams benchmark) {
    SingleCaller.require(benchmark, "-p workers=" + benchmark.getThreads());
  }

  /**
   * Has every thread pause in its lock.
   *
   * @param limit is told what the operation would have taken at best
   * @return how many threads have paused
   * @throws UnmeasurableCellException if a parameter is out of range
   */
  @Benchmark
  public int run(Limit limit) {
    LockedPauses pauses =
        new LockedPauses(
            workers,
            Duration.ofMillis(pauseMillis),
            LockedPauses.Lock.named(lock),
            LockedPauses.Sharing.named(sharing));
    int paused = pauses.run();
    limit.add(pauses.limit());
    return paused;
  }
}
