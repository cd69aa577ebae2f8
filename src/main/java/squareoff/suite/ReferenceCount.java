package squareoff.suite;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.infra.ThreadParams;
import squareoff.suite.strategy.References;
import squareoff.suite.strategy.Tallies;
import squareoff.suite.strategy.UnmeasurableCellException;

/**
 * Counting references: why CPython has a global lock.
 *
 * <p><b>The question.</b> CPython counts the references to every object, up and down with each use.
 * What does a use cost where the count is not protected, where each change is atomic, and where
 * each change takes a lock; and what goes wrong without protection?
 *
 * <p><b>How it is measured.</b> One operation is one use of an object: count up, look at the
 * object, count down, and see whether the count is 0. The score is the sum over all threads, of
 * which JMH's {@code -t} says how many; {@code object} says whether they use the same object or
 * each its own. A {@link References} also counts its changes, in the same addition. After every
 * iteration all changes must have been kept and the count must be back at 1, the reference of the
 * maker; only {@code plain} with a shared object may lose changes, but not all. The secondary
 * metric {@code lostFraction} is the part of the changes of an iteration that was lost, 0 to 1;
 * {@code freedPerMillion} is how often in a million uses the count came to 0 while the maker still
 * had its reference: there CPython would free an object that is in use.
 *
 * <p><b>What would fool you.</b>
 *
 * <ul>
 *   <li>A compiler that sees the count go up and down again leaves out both. The plain count is
 *       read and written in opaque mode, the same machine instructions, which must all be done.
 *   <li>Two locked regions side by side are made one. Between the two stands the use, a read of a
 *       volatile field, over which they cannot be joined; {@code -jvmArgsAppend
 *       -XX:-EliminateLocks} must not change the score.
 *   <li>False sharing. Each count is alone on its line, with its monitor on another, and so are the
 *       threads' tallies of what they did.
 *   <li>What is lost depends on how often threads meet. Here they do nothing else than count, on
 *       one object; in a program they would meet less often, and lose as surely.
 *   <li>The monitor is the JVM's, which spins before it parks, for how long it learns as it runs:
 *       the first second is unlike what follows, and each JVM is a little unlike the next. A lock
 *       of the operating system for each object would cost more, in time and in memory.
 * </ul>
 *
 * <p><b>The limit.</b> {@code plain} with an object for each thread: two loads, two additions, two
 * stores, each load waiting for the store before it. The global lock buys that speed for all
 * objects, at the price that one thread runs at a time. The JVM pays neither: its collector traces
 * references and counts none.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ReferenceCount {
  private static final double MILLION = 1e6;

  /** How the count is protected. */
  @Param({"plain", "atomic", "locked"})
  public String count;

  /** Whether all threads use one object, or each its own. */
  @Param({"shared", "per-thread"})
  public String object;

  private References.Kind kind;
  private int threads;
  private List<References> objects;
  private Tallies uses;
  private Tallies freed;
  private volatile int content;

  /** One JMH thread, its object and its tally. */
  @State(Scope.Thread)
  public static class User {
    private References object;
    private int slot;

    /**
     * Finds the object that this thread uses in the next iteration.
     *
     * @param all the objects and the tallies
     * @param thread which thread this is
     */
    @Setup(Level.Iteration)
    public void enter(ReferenceCount all, ThreadParams thread) {
      int index = thread.getThreadIndex();
      object = all.objects.get(index % all.objects.size());
      slot = all.uses.slotOf(index);
    }
  }

  /** What went wrong in an iteration. JMH makes metrics of its public methods. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Losses {
    private ReferenceCount all;
    private boolean first;

    /**
     * Has one thread report for all, since JMH adds up what its threads report.
     *
     * @param counts the objects and the tallies
     * @param thread which thread this is
     */
    @Setup(Level.Trial)
    public void enter(ReferenceCount counts, ThreadParams thread) {
      all = counts;
      first = thread.getThreadIndex() == 0;
    }

    /**
     * The part of the changes of this iteration that the counts have not kept.
     *
     * @return a fraction, 0 to 1
     */
    public double lostFraction() {
      long attempted = 2 * all.uses.total();
      return first && attempted > 0 ? 1 - (double) all.changes() / attempted : 0;
    }

    /**
     * How often a count came to 0 although its object still had a reference.
     *
     * @return for a million uses, 0 to 1 000 000
     */
    public double freedPerMillion() {
      long used = all.uses.total();
      return first && used > 0 ? MILLION * all.freed.total() / used : 0;
    }
  }

  /**
   * Makes the tallies.
   *
   * @param benchmark the number of threads
   * @throws UnmeasurableCellException if there is no such count or object
   */
  @Setup(Level.Trial)
  public void create(BenchmarkParams benchmark) {
    kind = References.Kind.named(count);
    threads = benchmark.getThreads();
    uses = new Tallies(threads, Tallies.Layout.PADDED);
    freed = new Tallies(threads, Tallies.Layout.PADDED);
    objects = objects(kind, object, threads);
  }

  /** Starts an iteration with new objects: a plain count that is wrong stays so. */
  @Setup(Level.Iteration)
  public void begin() {
    uses.clear();
    freed.clear();
    objects = objects(kind, object, threads);
  }

  /** Holds the counts against what was done; all threads have stopped by now. */
  @TearDown(Level.Iteration)
  public void check() {
    boolean mayLose = kind == References.Kind.PLAIN && threads > objects.size();
    requireCounts(count, objects, 2 * uses.total(), mayLose);
  }

  /**
   * One use of an object.
   *
   * @param user the calling thread's own state
   * @param losses reports what went wrong
   * @param sink takes what was read
   */
  @Benchmark
  public void use(User user, Losses losses, Blackhole sink) {
    References references = user.object;
    references.add();
    sink.consume(content);
    if (references.drop() == 0) {
      freed.add(user.slot);
    }
    uses.add(user.slot);
  }

  private long changes() {
    return objects.stream().mapToLong(References::changes).sum();
  }

  static List<References> objects(References.Kind kind, String object, int threads) {
    return switch (object) {
      case "shared" -> List.of(kind.create());
      case "per-thread" -> Stream.generate(kind::create).limit(threads).toList();
      default ->
          throw new UnmeasurableCellException(
              "object=%s: no such object. Choose one of: shared, per-thread".formatted(object));
    };
  }

  static void requireCounts(String count, List<References> objects, long done, boolean mayLose) {
    long kept = objects.stream().mapToLong(References::changes).sum();
    boolean right =
        mayLose
            ? kept > 0 && kept <= done
            : kept == done && objects.stream().allMatch(object -> object.left() == 1);
    if (!right) {
      throw new IllegalStateException(
          "count=%s: of %d changes %d were kept, and the references left are %s, not 1 each"
              .formatted(count, done, kept, objects.stream().map(References::left).toList()));
    }
  }
}
