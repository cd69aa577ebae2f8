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

/**
 * What it costs to add one to a number that other threads add to as well.
 *
 * <p><b>The question.</b> How many increments a microsecond does a shared counter take, alone and
 * contended, unguarded, under each kind of lock, and without locks; from platform and from virtual
 * threads?
 *
 * <p><b>How it is measured.</b> One operation is one increment; the score is the sum over all
 * threads, of which JMH's {@code -t} says how many. (The mean time, {@code -bm avgt}, averages over
 * threads: one that an unfair lock starves would make all of it.) {@code virtual} is the same
 * method on virtual threads, which JMH uses when its fork has the JVM argument {@code
 * -Djmh.executor=VIRTUAL}; the method sets it as an argument prepended, beside which {@code
 * -jvmArgs} and {@code -jvmArgsAppend} of the user have their place, and {@code -jvmArgsPrepend}
 * has none. The calling threads are checked to be what the method's name says. Each thread also
 * keeps a tally of what it has done. After every iteration the count must equal the sum of the
 * tallies; {@code unsynchronized} may have less, but not nothing.
 *
 * <p><b>What would fool you.</b>
 *
 * <ul>
 *   <li>A plain {@code count++} in a loop can be made one addition for all turns. JMH reads a
 *       volatile flag after every call, over which no compiler moves it; and {@code unsynchronized}
 *       uses opaque accesses, the same machine instructions, which must not be merged anyhow. The
 *       check: with {@code -t 1} it must take as long as reading back what was just stored, four or
 *       five cycles and the loop around it, and not what an empty method takes, about one.
 *   <li>False sharing. The count stands alone on its cache line and so does every tally ({@code
 *       layout=padded}). With {@code layout=shared-line} the tallies of all threads lie side by
 *       side: no thread reads another's, and yet they slow each other down. It shows with {@code
 *       unsynchronized}, where on 2 threads it took three times as long. The lock word is never on
 *       the line of the count, for any lock. The numbers of {@code atomic} and {@code long-adder}
 *       are fields of the JDK's classes: behind each stands padding, as behind the reference to it;
 *       before it only its own header, and whatever the collector puts before that.
 *   <li>With more virtual threads than carriers JMH does not hang, but its measuring loop never
 *       leaves the carrier: tried with 4 on 2 carriers and an atomic counter, two threads did
 *       millions of increments and two a few hundred, and the score called that four threads. Only
 *       where a waiting thread parks do all take part: the locks of {@code java.util.concurrent},
 *       and {@code synchronized} from Java 24. The others are refused.
 *   <li>A lock that parks is not contended most of the time: one thread runs for a while, the
 *       others sleep. {@code reentrant-lock-fair} forbids that, and shows what a change of threads
 *       costs.
 *   <li>How long a waiting thread spins before it parks follows from what spinning brought before,
 *       so that each JVM settles elsewhere, and only after a second or so: until then one thread
 *       may have {@code synchronized} alone for whole iterations, which looks many times faster.
 *       Give it warm-up, and trust many trials rather than long ones.
 *   <li>{@code long-adder} makes increments cheap and reading expensive; nothing is read here.
 * </ul>
 *
 * <p><b>The limit.</b> {@code unsynchronized} on one thread: a load, an addition, a store. For an
 * exact counter on one line, one thread's {@code atomic}: more threads can only add the time in
 * which the line moves between cores.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class Increment {
  private static final String VIRTUAL_EXECUTOR = "-Djmh.executor=VIRTUAL";

  /** How one is added. */
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

  /** Where the threads' own tallies lie to each other. */
  @Param({"padded", "shared-line"})
  public String layout;

  private CounterKind kind;
  private Counter shared;
  private Tallies tallies;
  private long before;

  /** One JMH thread: which one it is, and that it is of the sort that its method names. */
  @State(Scope.Thread)
  public static class Incrementer {
    private int slot;

    /**
     * Checks what sort of thread this is, and finds its tally.
     *
     * @param shared the counter and the tallies
     * @param benchmark which method is measured
     * @param thread which of its threads this is
     */
    @Setup(Level.Trial)
    public void enter(Increment shared, BenchmarkParams benchmark, ThreadParams thread) {
      slot = shared.tallies.slotOf(thread.getThreadIndex());
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
    tallies.add(thread.slot);
  }

  /**
   * One increment by a virtual thread.
   *
   * @param thread the calling thread's own state
   */
  @Benchmark
  @Fork(value = 5, jvmArgsPrepend = VIRTUAL_EXECUTOR)
  public void virtual(Incrementer thread) {
    shared.increment();
    tallies.add(thread.slot);
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
              + " least one fork, hand JVM arguments of your own over with -jvmArgs or -jvmArgsAppend and not with"
              + " -jvmArgsPrepend, which replaces the "
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
