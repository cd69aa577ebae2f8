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

@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class WorkerPool {
  static final int ITEMS = 10_000;

  @Param({
    "array",
    "array-fair",
    "linked",
    "linked-transfer",
    "synchronous",
    "priority",
    "executor-array",
    "executor-linked",
    "fork-join"
  })
  public String pool;

  /** {@code platform} or {@code virtual}. */
  @Param("platform")
  public String worker;

  @Param({"1", "10"})
  public int workers;

  @Param({"1", "2"})
  public int producers;

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
    requireSingleCaller(benchmark.getThreads());
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

  private static void requireSingleCaller(int threads) {
    if (threads != 1) {
      throw new UnmeasurableCellException(
          "-t %d: the pool has threads of its own. Use -t 1, -p workers=… and -p producers=…"
              .formatted(threads));
    }
  }
}
