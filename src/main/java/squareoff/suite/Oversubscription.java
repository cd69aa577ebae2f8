package squareoff.suite;

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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import squareoff.suite.strategy.Crowd;
import squareoff.suite.strategy.StrategyException;
import squareoff.suite.strategy.UnmeasurableCellException;
import squareoff.suite.workload.ClosedForm;

/**
 * More threads that compute than processors to compute on.
 *
 * <p><b>The question.</b> What does it cost to divide computing over many more threads than there
 * are processors? And how long does a thread that is started then, for a short task, wait until it
 * runs? The system divides the processors among platform threads by slices of time; a virtual
 * thread keeps its carrier until it waits or ends.
 *
 * <p><b>How it is measured.</b> {@code workers} threads are started before, and asleep. One
 * operation of {@code run} releases them all to do {@code squares} squares, evenly divided, until
 * the last is done; the sum is checked against the closed form. For {@code startDelay} they are
 * released before the operation, outside of what is measured, and seen to be at work: as many as
 * there are processors have begun, and at least half of them are not done. The operation then
 * starts one more thread of the same kind, once, and lasts until it has run its first instruction
 * and the caller knows. With that instruction it calls the others off, so that the caller does not
 * wait for a processor as well; the time from {@code start()} to the instruction itself, by the
 * clock of the JVM, is the secondary result {@code toFirstInstructionMillis}, so that what the
 * caller's waking adds can be seen. {@code finishedFraction} is the part of the others that had
 * done all their squares before: near 0 says that the new thread was let in between, near 1 that it
 * had to wait until they were done. Both are means over an iteration; JMH sums them over
 * iterations, and its raw data hold that of each.
 *
 * <p><b>What would fool you.</b>
 *
 * <ul>
 *   <li>A thread whose share is shorter than a time slice (some 3 ms) is done before anybody takes
 *       the processor from it. Give {@code squares} in proportion to {@code workers} to see time
 *       slices in {@code run}; {@code startDelay} refuses shares so small that they are done before
 *       it starts.
 *   <li>{@code startDelay} of virtual threads is not a property of them but of what the others do:
 *       it grows with {@code squares}. With workers that wait now and then it would be short.
 *   <li>With fewer workers than processors the new thread has one for itself, and {@code
 *       startDelay} is the cost of a start.
 *   <li>The JMH thread is no part of the crowd: it sleeps in both.
 *   <li>Other processes compete for the same processors, and make all of this longer.
 * </ul>
 *
 * <p><b>The limit.</b> For {@code run}, the time of one worker divided by the processors: workers
 * beyond their number can gain nothing. For {@code startDelay}, what it takes on idle processors,
 * some tens of microseconds; for virtual threads, as long as there are carriers, and else the time
 * of all {@code squares} divided by the processors, since those that were released before come
 * first.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class Oversubscription {

  /** What the workers are, and the thread that comes late: platform or virtual threads. */
  @Param({"platform", "virtual"})
  public String worker;

  /** How many threads compute, at least 1. */
  @Param({"2", "32"})
  public int workers;

  /** How many numbers are squared by all workers together, at least 100 000 for each. */
  @Param("200000000")
  public long squares;

  private Crowd crowd;

  /** The crowd at work, and how those fared who came late. JMH makes metrics of the methods. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Rush {
    private static final double NANOS_PER_MILLI = 1e6;

    private long arrivals;
    private long waitedNanos;
    private double finished;

    /** Forgets the arrivals of the iteration before. */
    @Setup(Level.Iteration)
    public void clear() {
      arrivals = 0;
      waitedNanos = 0;
      finished = 0;
    }

    /**
     * Sets the workers to work.
     *
     * @param benchmark has them
     * @throws InterruptedException if the benchmark is stopped
     */
    @Setup(Level.Invocation)
    public void begin(Oversubscription benchmark) throws InterruptedException {
      benchmark.crowd.release();
      benchmark.crowd.awaitBusy();
    }

    /**
     * Has the workers leave what they have not done.
     *
     * @param benchmark has them
     * @throws InterruptedException if the benchmark is stopped
     */
    @TearDown(Level.Invocation)
    public void end(Oversubscription benchmark) throws InterruptedException {
      benchmark.crowd.disperse();
    }

    /**
     * How long it took from {@code start()} to the first instruction.
     *
     * @return the mean of this iteration, in milliseconds; 0 where nobody arrived yet
     */
    public double toFirstInstructionMillis() {
      return arrivals == 0 ? 0 : waitedNanos / NANOS_PER_MILLI / arrivals;
    }

    /**
     * Which part of the workers had done all squares before the new thread ran.
     *
     * @return the mean of this iteration, 0 to 1; 0 also where nobody arrived yet
     */
    public double finishedFraction() {
      return arrivals == 0 ? 0 : finished / arrivals;
    }

    void add(Crowd.Arrival arrival) {
      arrivals++;
      waitedNanos += arrival.waitedNanos();
      finished += arrival.finishedFraction();
    }
  }

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
   * Starts the workers.
   *
   * @throws StrategyException if there cannot be so many, or each would have too little to do
   * @throws UnmeasurableCellException if there is no such kind of worker
   */
  @Setup
  public void start() {
    crowd = new Crowd(threads(worker), squares, workers);
  }

  /**
   * Has the workers do all squares.
   *
   * @return the sum of the squares, modulo 2^64
   * @throws InterruptedException if the benchmark is stopped
   * @throws IllegalStateException if the sum is wrong
   */
  @Benchmark
  public long run() throws InterruptedException {
    crowd.release();
    return ClosedForm.check(squares, crowd.awaitSum());
  }

  /**
   * Starts one more thread while the workers compute, and waits until it runs.
   *
   * @param rush has set the workers to work, and is told how the new thread fared
   * @return how long that took, in nanoseconds
   * @throws InterruptedException if the benchmark is stopped
   * @throws UnmeasurableCellException if the workers were all but done before
   */
  @Benchmark
  public long startDelay(Rush rush) throws InterruptedException {
    Crowd.Arrival arrival = crowd.arrive();
    rush.add(arrival);
    return arrival.waitedNanos();
  }

  /** Ends the workers. */
  @TearDown
  public void stop() {
    crowd.close();
  }

  private static Thread.Builder threads(String worker) {
    return switch (worker) {
      case "platform" -> Thread.ofPlatform().daemon().name("crowd-", 0);
      case "virtual" -> Thread.ofVirtual().name("crowd-", 0);
      default ->
          throw new UnmeasurableCellException(
              "worker=%s: no such worker. Choose one of: platform, virtual".formatted(worker));
    };
  }
}
