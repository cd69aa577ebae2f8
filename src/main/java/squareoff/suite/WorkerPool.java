package squareoff.suite;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import squareoff.suite.strategy.ItemPool;
import squareoff.suite.strategy.ItemRounds;
import squareoff.suite.strategy.UnmeasurableCellException;
import squareoff.suite.strategy.WorkerPoolKind;
import squareoff.suite.workload.SquareLoop;

/**
 * What it costs to hand work to workers over a queue.
 *
 * <pre>
 *                        queue                      pool=array, array-fair, linked,
 *   producer 0 --put--> +---+---+---+ --take--> worker 1     linked-transfer,
 *   producer 1 --put--> |   |   |   | --take--> worker 2     synchronous, priority
 *                       +---+---+---+ --take--> worker n          |
 *        |                                                        | task done
 *        +------- join: until as many are done as were put -------+
 *
 *   producer p --execute--> ThreadPoolExecutor      pool=executor-array, executor-linked
 *   producer p --execute--> ForkJoinPool            pool=fork-join
 *   producer p --put--> queue --take--> n threads
 *                                       each &lt;=pipe=&gt; worker JVM   pool=process-pool
 * </pre>
 *
 * <p><b>The question.</b> How many items a second go from {@code put} to done, through which queue,
 * with how many workers; and what do our own worker loops cost against the JDK's executors?
 *
 * <p><b>How it is measured.</b> One operation is one item. An invocation is a round of {@value
 * #ITEMS} items: {@code producers} threads (the benchmark's own is the first) put their share, and
 * the round ends as {@code q.join()} ends in the tutorial: when every item is done. Workers and
 * producers live as long as the trial. An item squares {@code squares} numbers; after each round
 * the sum is held against the closed form and each item must have been done exactly once. Our
 * workers check the order of every item they take: first in, first out for each producer (without a
 * gap where there is one worker), from {@code priority} least first among the items that were there
 * when the take began.
 *
 * <p><b>What would fool you.</b>
 *
 * <ul>
 *   <li>Workers with nothing to do park, and whoever puts the next item pays for waking them. With
 *       {@code squares=0} and 10 workers most of what is measured is that, and it varies between
 *       trials more than anything else here: trust many trials, not long ones.
 *   <li>{@code array} has room for a whole round, as the executor must have that would otherwise
 *       reject items; no producer ever waits for room there. {@code synchronous} has no room at
 *       all.
 *   <li>{@code array-fair} hands its lock from thread to thread in turn: with more threads than
 *       cores every item is a change of context.
 *   <li>The priority of an item is scattered; in the order of putting, a heap would be a list.
 *   <li>Items are padded to 128 bytes, so that workers do not slow each other down through the
 *       cache lines of neighbours. An item is filled by its producer and used again in the next
 *       round.
 *   <li>The executors count their items with a {@link java.util.concurrent.CountDownLatch} and
 *       check no order: what they are compared with carries its own bookkeeping in the score.
 * </ul>
 *
 * <p><b>The limit.</b> With work, the cores: {@code min(workers, cores)} times the rate at which
 * one core squares. Without, the producers: an item cannot be done faster than it is put, and each
 * item's line has to move from the producer's core to a worker's and back.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class WorkerPool {
  static final int ITEMS = 10_000;

  /** Queue or executor between producers and workers. */
  @Param({
    "array",
    "array-fair",
    "linked",
    "linked-transfer",
    "synchronous",
    "priority",
    "executor-array",
    "executor-linked",
    "fork-join",
    "process-pool"
  })
  public String pool;

  /**
   * What the workers are: {@code platform} or {@code virtual} threads. {@code fork-join} and {@code
   * process-pool} know only {@code platform}.
   */
  @Param("platform")
  public String worker;

  /** The number of workers; the tutorial has 10. */
  @Param({"1", "10"})
  public int workers;

  /** The number of threads that put items. */
  @Param({"1", "2"})
  public int producers;

  /** The work of an item: how many numbers are squared. */
  @Param({"0", "100", "10000"})
  public int squares;

  private ItemRounds rounds;
  private ItemPool started;

  /**
   * Starts the producers and the workers.
   *
   * @param benchmark how many threads JMH would use
   * @throws UnmeasurableCellException if the parameters do not go together
   */
  @Setup(Level.Trial)
  public void start(BenchmarkParams benchmark) {
    SingleCaller.require(benchmark, "-p workers=" + benchmark.getThreads() + " or -p producers=2");
    rounds = new ItemRounds(ITEMS, producers, squares);
    started =
        WorkerPoolKind.named(pool)
            .start(
                new WorkerPoolKind.Configuration(
                    workers, isVirtual(), producers, ITEMS, SquareLoop::sum));
  }

  /** Ends the workers and the producers. */
  @TearDown(Level.Trial)
  public void stop() {
    rounds.close();
    started.close();
  }

  /**
   * One round: every item put, and done.
   *
   * @return the sum of all squares
   * @throws InterruptedException if JMH's own time limit ends the wait
   */
  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public long round() throws InterruptedException {
    return rounds.run(started);
  }

  private boolean isVirtual() {
    return switch (worker) {
      case "platform" -> false;
      case "virtual" -> true;
      default ->
          throw new UnmeasurableCellException(
              "worker=%s: no such worker. Choose one of: platform, virtual".formatted(worker));
    };
  }
}
