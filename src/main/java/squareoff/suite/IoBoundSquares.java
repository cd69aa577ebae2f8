package squareoff.suite;

import java.math.BigDecimal;
import java.time.Duration;
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
import squareoff.suite.strategy.PauseTask;
import squareoff.suite.strategy.Strategies;
import squareoff.suite.strategy.Strategy;
import squareoff.suite.strategy.StrategyException;
import squareoff.suite.strategy.Task;
import squareoff.suite.strategy.UnmeasurableCellException;
import squareoff.suite.workload.ClosedForm;

/**
 * I/O-bound work: the tutorial's loop, square a number, then pause.
 *
 * <p><b>The question.</b> Workers that mostly wait need no processor while they do. How many of
 * them can wait at the same time, as threads, virtual threads or processes, before their number
 * itself costs time?
 *
 * <p><b>How it is measured.</b> One operation has {@code workers} workers each square {@code
 * squares} numbers and pause {@code pauseMillis} after each, from handing out to the last result.
 * {@code process} starts its JVMs and waits for their end within the operation, {@code platform}
 * and {@code virtual} their threads; the pools have a thread or JVM for every worker, running
 * before. Every worker's sum is checked against the closed form. The tutorial's own program is
 * {@code -p squares=100 -p pauseMillis=100}. There is no sequential row: it would take {@code
 * workers} times the limit, by arithmetic.
 *
 * <p><b>What would fool you.</b> A pool with fewer threads than workers makes them wait for each
 * other: the pools here have as many, which for {@code fork-join} is what nobody would do in
 * earnest. A pause is no I/O: nothing is sent, no buffer fills, and the system may round it up
 * (some 50 to 100 microseconds on Linux), so short pauses measure its timer. {@code process}
 * includes the start of a JVM for each worker, so with short loops it measures that. Worker
 * processes are refused above 10 or twice the processors, whichever is more.
 *
 * <p><b>The limit.</b> {@code squares} x {@code pauseMillis}, however many the workers. Each result
 * has its ratio to it as the secondary result {@code ratioToLimit}: 1 is perfect. (JMH gives it the
 * unit of a time per operation; it is a plain ratio, whatever the time unit asked for.)
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 2, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class IoBoundSquares {

  /** How the work is handed out: the name of a strategy. */
  @Param({"platform", "platform-pool", "virtual", "fork-join", "process", "process-pool"})
  public String strategy;

  /** How many workers square and pause at the same time, at least 1. */
  @Param({"2", "10"})
  public int workers;

  /** How many numbers each worker squares in one operation, at least 1. */
  @Param("10")
  public long squares;

  /** How long a worker pauses after each square, in milliseconds, above 0; may have a fraction. */
  @Param("10")
  public String pauseMillis;

  private Duration pause;
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

  /** Starts the workers that are kept. */
  @Setup
  public void start() {
    if (squares < 1) {
      throw new StrategyException("squares=" + squares + ": give at least 1");
    }
    pause = parsed(pauseMillis);
    tasks = Collections.nCopies(workers, new PauseTask(squares, pause));
    handOut = Strategies.named(strategy, workers);
  }

  /**
   * Has every worker square and pause.
   *
   * @param limit is told what the operation would have taken at best
   * @return the sum over all workers, modulo 2^64
   * @throws InterruptedException if the benchmark is stopped
   * @throws IllegalStateException if a worker's sum is wrong
   */
  @Benchmark
  public long run(Limit limit) throws InterruptedException {
    long sum = 0;
    for (long part : handOut.run(tasks)) {
      sum += ClosedForm.check(squares, part);
    }
    limit.add(pause.multipliedBy(squares));
    return sum;
  }

  /** Ends the workers that were kept. */
  @TearDown
  public void stop() {
    handOut.close();
  }

  private static Duration parsed(String millis) {
    try {
      Duration parsed = Duration.ofNanos(new BigDecimal(millis).movePointRight(6).longValueExact());
      if (parsed.isPositive()) {
        return parsed;
      }
    } catch (ArithmeticException | NumberFormatException unusable) {
      throw new StrategyException(badPause(millis), unusable);
    }
    throw new StrategyException(badPause(millis));
  }

  private static String badPause(String millis) {
    return "pauseMillis=" + millis + ": give milliseconds above 0, in whole nanoseconds";
  }
}
