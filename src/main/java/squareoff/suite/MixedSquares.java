package squareoff.suite;

import java.util.Collections;
import java.util.List;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import squareoff.suite.strategy.MixedTask;
import squareoff.suite.strategy.Strategies;
import squareoff.suite.strategy.Strategy;
import squareoff.suite.strategy.UnmeasurableCellException;

/**
 * Work that is partly computing and partly waiting.
 *
 * <p><b>The question.</b> Workers that only wait gain by their number, workers that only compute by
 * the number of processors. Most do both: what do several of them gain at which share of computing,
 * and as what: threads, virtual threads, pools or processes?
 *
 * <p><b>How it is measured.</b> One operation has {@code workers} workers each go through {@code
 * cycles} cycles, from handing out to the last result. In a cycle a worker first squares numbers
 * for {@code cpuPercent} of {@code cycleMillis} and pauses for the rest. {@code platform} and
 * {@code virtual} start their threads within the operation; the pools have a thread or JVM for
 * every worker, running before. {@code sequential} does the same cycles one after the other on one
 * thread. Every worker's sum is checked against the closed form; for that a cycle has at least one
 * square, at 0 percent too.
 *
 * <p>The pauses are measured by the clock, the squares by their number: {@code squaresPerMilli}
 * counts as a millisecond, near to what a core of 3.7 GHz does. Had the squares been calibrated at
 * the start of each trial, every cell would be 10 ms long; but no two trials would do the same
 * work, a disturbed calibration would pass for a faster strategy, and a faster machine would get no
 * better result. So the work is fixed and its share is nominal: on a core twice as fast {@code
 * cpuPercent=50} is a third. What it is on yours, the sequential row says: 1 - workers x cycles x
 * pause / time. Set {@code squaresPerMilli} to make it fit; it is part of the result's key.
 *
 * <p><b>What would fool you.</b>
 *
 * <ul>
 *   <li>Workers all start with squares. Where the processors are divided among them by time slices,
 *       all are done with them late and pause together, while the processors stand idle; where one
 *       squares to the end before the next begins, as virtual threads do, the pauses of some lie
 *       under the squares of others. With few {@code cycles} this decides, in the long run less.
 *   <li>A pause lasts some 50 to 100 microseconds longer than asked for, on all rows alike: at 90
 *       percent that is a tenth of the pause.
 *   <li>A virtual thread that wakes up waits until a carrier is free, and none is taken from one
 *       that computes. It loses no time by that here, where only the end of all counts; a single
 *       short answer would come late. {@code Oversubscription} measures that.
 *   <li>No worker ever shares anything with another. Work that does gains less.
 * </ul>
 *
 * <p><b>The limit.</b> No worker can be done before its own cycles are, and the processors not
 * before all squares are: as a part of the sequential time, the greater of 1 / {@code workers} and
 * share of computing / processors. It needs the time of a square, which belongs to the machine:
 * that is why it stands beside the sequential row and is no metric of its own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class MixedSquares {

  /** How the work is handed out: the name of a strategy. */
  @Param({"sequential", "platform", "virtual", "platform-pool", "process-pool"})
  public String strategy;

  /** Which part of a cycle's nominal time is squares, in percent, 0 to 100. */
  @Param({"0", "10", "50", "90", "100"})
  public int cpuPercent;

  /** How many workers there are, at least 1. */
  @Param("8")
  public int workers;

  /** How often each worker squares and pauses, at least 1. */
  @Param("3")
  public int cycles;

  /** The nominal time of one cycle, in milliseconds, at least 1. */
  @Param("10")
  public int cycleMillis;

  /** How many squares count as a millisecond, at least 1. */
  @Param("750000")
  public long squaresPerMilli;

  private MixedTask task;
  private List<MixedTask> tasks;
  private Strategy handOut;

  /**
   * Refuses threads of JMH's: the strategy has its own.
   *
   * @param benchmark how many threads JMH would use
   * @throws UnmeasurableCellException if that is more than one
   */
  @Setup
  public void requireOneThread(BenchmarkParams benchmark) {
    SingleCaller.require(benchmark, "-p workers=" + benchmark.getThreads());
  }

  /** Starts the workers that are kept. */
  @Setup
  public void start() {
    task = MixedTask.of(cpuPercent, cycles, cycleMillis, squaresPerMilli);
    handOut = Strategies.named(strategy, workers);
    tasks = Collections.nCopies(workers, task);
  }

  /**
   * Has every worker go through its cycles.
   *
   * @return the sum over all workers, modulo 2^64
   * @throws InterruptedException if the benchmark is stopped
   * @throws IllegalStateException if a worker's sum is wrong
   */
  @Benchmark
  public long run() throws InterruptedException {
    long sum = 0;
    for (long part : handOut.run(tasks)) {
      sum += task.check(part);
    }
    return sum;
  }

  /** Ends the workers that were kept. */
  @TearDown
  public void stop() {
    handOut.close();
  }
}
