package squareoff.suite;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import squareoff.suite.strategy.Race;
import squareoff.suite.strategy.UnmeasurableCellException;

/**
 * What the tutorial's race loses, and what the lock that prevents it costs.
 *
 * <p><b>The question.</b> Several workers read a shared value, pause, and write it back plus one.
 * Which part of the increments is lost without a lock, and how much longer does it take with one?
 *
 * <p><b>How it is measured.</b> One operation is one race: {@code workers} platform threads start,
 * wait for each other, and each reads, pauses for {@code pauseMillis} and writes {@code increments}
 * times; it ends when all have. The score is the time of a race, the starting of its threads (some
 * 0.1 ms) included. The secondary metric {@code lostFraction} is the part of the increments of one
 * iteration that is missing from the end values, between 0 and 1. JMH sums such a metric over
 * iterations: with {@code -i 3} its {@code score} is the sum of three fractions, and the raw data
 * hold the fraction of each iteration. {@code endValue} is the mean of the end values. {@code
 * workers=2}, {@code increments=1}, {@code pauseMillis=100} is the tutorial's own program, which
 * loses one increment of two: its end value is 1.
 *
 * <p><b>What would fool you.</b>
 *
 * <ul>
 *   <li>The compiler makes of a loop of plain {@code value++} a single addition, and nothing is
 *       lost. The value is therefore read and written in opaque mode, which is the same two moves
 *       and cannot be merged.
 *   <li>Threads that do not overlap lose nothing. They wait for each other awake; and a race should
 *       last for milliseconds, so that what one of them does alone at either end does not count.
 *   <li>On one core, or with more workers than cores, a worker that loses its core between read and
 *       write undoes with its write all that the others did meanwhile: the fraction depends on the
 *       scheduler's time slice.
 *   <li>The fraction is of this machine and this loop: a loop that does more besides loses less.
 * </ul>
 *
 * <p><b>The limit.</b> With a lock, or with one worker, exactly 0 is lost; a race in which that is
 * not so fails the benchmark. Without, at least one increment is kept. With a pause, a race without
 * a lock lasts for {@code increments} pauses, and one with a lock for {@code workers} times as
 * many.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class LostUpdates {

  /** What keeps a worker out while another is between its read and its write. */
  @Param({"none", "reentrant-lock", "synchronized"})
  public String lock;

  /** The number of threads that race. */
  @Param("2")
  public int workers;

  /** How often each worker reads, pauses and writes. */
  @Param("1000000")
  public int increments;

  /** How long a worker sleeps between read and write, in milliseconds. */
  @Param("0")
  public int pauseMillis;

  /** What the races of one iteration have lost. JMH makes metrics of its public methods. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Losses {
    private long lost;
    private long attempted;
    private long races;

    /** Forgets the races of the iteration before. */
    @Setup(Level.Iteration)
    public void clear() {
      lost = 0;
      attempted = 0;
      races = 0;
    }

    /**
     * The part of the increments of this iteration that was lost.
     *
     * @return a fraction, 0 to 1; 0 also where there was no race yet
     */
    public double lostFraction() {
      return attempted == 0 ? 0 : (double) lost / attempted;
    }

    /**
     * The value at the end of a race, which started at 0.
     *
     * @return the mean over the races of this iteration, at least 1; 0 where there was none yet
     */
    public double endValue() {
      return races == 0 ? 0 : (double) (attempted - lost) / races;
    }

    void add(long newlyLost, long newlyAttempted) {
      lost += newlyLost;
      attempted += newlyAttempted;
      races++;
    }
  }

  /**
   * Refuses threads of JMH's: the race brings its own.
   *
   * @param benchmark how many threads JMH would use
   * @throws UnmeasurableCellException if that is more than one
   */
  @Setup(Level.Trial)
  public void requireOneThread(BenchmarkParams benchmark) {
    SingleCaller.require(benchmark, "-p workers=" + benchmark.getThreads());
  }

  /**
   * One race.
   *
   * @param losses where the lost increments are counted
   * @return the end value
   */
  @Benchmark
  public long race(Losses losses) {
    Race race =
        new Race(workers, increments, Duration.ofMillis(pauseMillis), Race.Guard.named(lock));
    long end = race.run();
    losses.add(race.attempted() - end, race.attempted());
    return end;
  }
}
