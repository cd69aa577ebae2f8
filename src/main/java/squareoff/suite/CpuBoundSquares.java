package squareoff.suite;

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
import squareoff.suite.strategy.Strategies;
import squareoff.suite.strategy.Strategy;
import squareoff.suite.strategy.SumTask;
import squareoff.suite.strategy.Task;
import squareoff.suite.strategy.UnmeasurableCellException;
import squareoff.suite.workload.ClosedForm;
import squareoff.suite.workload.SquareLoop;

/**
 * CPU-bound work divided over workers.
 *
 * <p><b>The question.</b> A fixed amount of computing is there to be done. How much sooner is it
 * done by several workers, and what does it cost to start, feed and join them as threads, virtual
 * threads, pool threads or processes?
 *
 * <p><b>How it is measured.</b> One operation squares and adds up the numbers below {@code
 * squares}, divided evenly over {@code workers}, from handing out to the last result. {@code
 * process} starts its JVMs and waits for their end within the operation, {@code platform} and
 * {@code virtual} their threads; the pools have theirs running before. Every sum is checked against
 * the closed form. The strategy {@code sequential} has no workers and ignores {@code workers}: one
 * cell of it is enough.
 *
 * <p><b>What would fool you.</b> A loop that the compiler folds to its closed form, overlaps or
 * vectorises measures nothing of a worker: {@link SquareLoop} is a chain of dependent steps, 5
 * cycles each, and its comment says how to see that (time in proportion to {@code squares},
 * unchanged by {@code -XX:-UseSuperWord}). More workers than processors cannot help. Two hardware
 * threads of one core share what the chain leaves idle, so they look like two cores here and would
 * not with denser code. Short operations measure the handing out, long ones the computing: set
 * {@code squares} to what your tasks look like. A core that clocks down when its neighbour works
 * makes the parallel rows look worse than their strategy is.
 *
 * <p><b>The limit.</b> The sequential time divided by the lesser of {@code workers} and the
 * processors. Efficiency is sequential / (workers x parallel), at most 1.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class CpuBoundSquares {

  /** How the work is handed out: the name of a strategy. */
  @Param({
    "sequential",
    "platform",
    "platform-pool",
    "virtual",
    "fork-join",
    "process",
    "process-pool"
  })
  public String strategy;

  /** How many workers share the work, at least 1. */
  @Param({"1", "2"})
  public int workers;

  /** How many numbers are squared in one operation, by all workers together. */
  @Param("30000000")
  public long squares;

  private List<Task> tasks;
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

  /** Divides the work and starts the workers that are kept. */
  @Setup
  public void start() {
    tasks = SumTask.divide(squares, workers);
    handOut = Strategies.named(strategy, workers);
  }

  /**
   * Does all squares.
   *
   * @return the sum of the squares, modulo 2^64
   * @throws InterruptedException if the benchmark is stopped
   * @throws IllegalStateException if the sum is wrong
   */
  @Benchmark
  public long run() throws InterruptedException {
    long sum = 0;
    for (long part : handOut.run(tasks)) {
      sum += part;
    }
    return ClosedForm.check(squares, sum);
  }

  /** Ends the workers that were kept. */
  @TearDown
  public void stop() {
    handOut.close();
  }
}
