package squareoff.suite;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
import squareoff.suite.strategy.Results;
import squareoff.suite.strategy.UnmeasurableCellException;
import squareoff.suite.workload.SquareSeries;

/**
 * What it costs to get many results back from somebody.
 *
 * <pre>
 *   strategy=sequential     this thread fills the array                  and adds it up
 *
 *   strategy=shared-memory  a thread fills the array --- a reference ---> this thread adds it up
 *
 *   strategy=pipe           a worker JVM fills its array === copies ===> this one's; adds it up
 *   strategy=mapped-file                                 === copies ===>
 * </pre>
 *
 * <p><b>The question.</b> A worker has computed 100 to 1 000 000 numbers. Threads share memory, so
 * a thread hands them over by a reference; a process has to have every one of them copied. What
 * does that cost for each number, beside computing it?
 *
 * <p><b>How it is measured.</b> One operation asks for the squares of {@code longs} consecutive
 * numbers, another first number each time, waits for them, adds all of them up and compares the sum
 * with its closed form. The secondary result {@code perLong} is the time of an operation divided by
 * {@code longs}. {@code sequential} computes, adds up and compares and gets nothing from anybody:
 * the part of the other rows that is not the handing over is their ratio to it, turned round. The
 * worker lives as long as the trial, and so do the arrays: nothing is allocated for a result. The
 * processes speak as in {@link RoundTrip}, with a request of one long.
 *
 * <p><b>What would fool you.</b>
 *
 * <ul>
 *   <li>For few longs everything but {@code sequential} measures the waking of the worker, which
 *       depends on the cores it finds more than on the way the results go; see {@link RoundTrip}.
 *   <li>One square is one multiplication, and the compiler does several at once. That is on purpose
 *       the least work that a result can be: with dear results the handing over disappears.
 *   <li>A million longs are 8 MB. They do not fit into the inner caches, and {@code shared-memory}
 *       pays for moving them from one core to the other although nobody copies them.
 *   <li>{@code mapped-file} copies twice, a pipe six times through the streams of the JDK: into
 *       bytes, out of the heap, into the kernel and the same way back. Results that are made in the
 *       mapped file itself, and read there, need no copy; that is how processes share memory, at
 *       the price of having no objects in it.
 *   <li>Only longs are sent. Objects would have to be serialised, and cost many times that.
 * </ul>
 *
 * <p><b>The limit.</b> {@code sequential}: nobody can hand over what is not computed, and its
 * receiver reads every number. What two cores gain by working at the same time is not to be had
 * here, since each waits for the other.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ResultTransfer {

  /** Who computes, and how the results come from there. */
  @Param({"sequential", "shared-memory", "pipe", "mapped-file"})
  public String strategy;

  /** How many results an operation has, 1 to {@link Results#MAX_LONGS}. */
  @Param({"100", "10000", "1000000"})
  public int longs;

  private Results results;
  private long from;

  /** How many results there were, by which JMH divides the time. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Longs {

    /** The results so far; JMH reports elapsed time / this, in the unit of the output. */
    public long perLong;
  }

  /**
   * Starts whoever computes, and waits until it is there.
   *
   * @param benchmark how many threads JMH would use
   * @throws UnmeasurableCellException if there is no such strategy, or too many longs
   * @throws squareoff.suite.process.WorkerException if the process does not come up
   */
  @Setup
  public void start(BenchmarkParams benchmark) {
    SingleCaller.require(benchmark, "-p strategy=... for who is to compute");
    start();
  }

  void start() {
    results = Results.of(strategy, longs);
  }

  /**
   * Has the squares of some numbers computed, and adds them up.
   *
   * @param counted is told how many there were
   * @return their sum, modulo 2^64
   * @throws InterruptedException if JMH's own time limit ends the wait
   * @throws IllegalStateException if the sum is wrong
   */
  @Benchmark
  public long squares(Longs counted) throws InterruptedException {
    long[] squares = results.squares(from);
    long sum = SquareSeries.check(from, squares);
    counted.perLong += longs;
    from++;
    return sum;
  }

  /** Ends whoever computes. */
  @TearDown
  public void stop() {
    results.close();
  }
}
