package squareoff.suite;

import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.infra.ThreadParams;
import squareoff.suite.strategy.Counter;
import squareoff.suite.strategy.CounterKind;
import squareoff.suite.strategy.Tallies;
import squareoff.suite.strategy.UnmeasurableCellException;

@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class Increment {
  private static final String VIRTUAL_EXECUTOR = "-Djmh.executor=VIRTUAL";

  @Param({
    "unsynchronized",
    "reentrant-lock",
    "reentrant-lock-fair",
    "synchronized",
    "stamped-lock",
    "atomic",
    "var-handle",
    "long-adder"
  })
  public String counter;

  @Param({"padded", "shared-line"})
  public String layout;

  private CounterKind kind;
  private Counter shared;
  private Tallies tallies;
  private long before;

  /** One JMH thread: which one it is, and that it is of the sort that its method names. */
  @State(Scope.Thread)
  public static class Incrementer {
    private int index;

    /**
     * Checks what sort of thread this is.
     *
     * @param benchmark which method is measured
     * @param thread which of its threads this is
     */
    @Setup(Level.Trial)
    public void enter(BenchmarkParams benchmark, ThreadParams thread) {
      index = thread.getThreadIndex();
      requireThreadOf(benchmark.getBenchmark(), Thread.currentThread().isVirtual());
    }
  }

  /**
   * Makes the counter.
   *
   * @param benchmark the method and the number of threads
   * @throws UnmeasurableCellException if the threads could not make progress together
   */
  @Setup(Level.Trial)
  public void create(BenchmarkParams benchmark) {
    kind = CounterKind.named(counter);
    if (isVirtual(benchmark.getBenchmark())) {
      requireCarriers(kind, benchmark.getThreads(), carriers(), Runtime.version().feature());
    }
    shared = kind.create();
    tallies = new Tallies(benchmark.getThreads(), Tallies.Layout.named(layout));
  }

  /** Notes where the counter stands before an iteration. */
  @Setup(Level.Iteration)
  public void begin() {
    before = shared.count();
    tallies.clear();
  }

  /** Holds the count against the number of increments done; all threads have stopped by now. */
  @TearDown(Level.Iteration)
  public void check() {
    requireCount(kind, shared.count() - before, tallies.total());
  }

  /**
   * One increment by a platform thread.
   *
   * @param thread the calling thread's own state
   */
  @Benchmark
  public void platform(Incrementer thread) {
    shared.increment();
    tallies.add(thread.index);
  }

  /**
   * One increment by a virtual thread.
   *
   * @param thread the calling thread's own state
   */
  @Benchmark
  @Fork(value = 5, jvmArgsAppend = VIRTUAL_EXECUTOR)
  public void virtual(Incrementer thread) {
    shared.increment();
    tallies.add(thread.index);
  }

  static void requireCount(CounterKind kind, long counted, long done) {
    boolean right = kind.exact() ? counted == done : counted > 0 && counted <= done;
    if (!right) {
      throw new IllegalStateException(
          "counter=%s counted %d of %d increments".formatted(kind.parameterValue(), counted, done));
    }
  }

  static void requireThreadOf(String benchmark, boolean threadIsVirtual) {
    if (isVirtual(benchmark) != threadIsVirtual) {
      throw new UnmeasurableCellException(
          "%s was called by a %s thread. JMH takes the kind of its threads from a JVM argument of the fork: use at"
                  .formatted(benchmark, threadIsVirtual ? "virtual" : "platform")
              + " least one fork, hand JVM arguments of your own over with -jvmArgs and not with -jvmArgsAppend,"
              + " which replaces the "
              + VIRTUAL_EXECUTOR
              + " of this method, and do not set jmh.executor yourself");
    }
  }

  static void requireCarriers(CounterKind kind, int threads, int carriers, int javaFeature) {
    if (threads > carriers && !kind.releasesCarrier(javaFeature)) {
      throw new UnmeasurableCellException(
          "-t %d with counter=%s on virtual threads: its threads never leave their carriers, of which there are %d, so the others"
                  .formatted(threads, kind.parameterValue(), carriers)
              + " would stand still. Use -t %d or fewer, or a lock that parks".formatted(carriers));
    }
  }

  private static boolean isVirtual(String benchmark) {
    return benchmark.endsWith(".virtual");
  }

  private static int carriers() {
    return Integer.getInteger(
        "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());
  }
}
