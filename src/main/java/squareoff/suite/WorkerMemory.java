package squareoff.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import squareoff.suite.process.ProportionalMemory;
import squareoff.suite.strategy.ParkedThreads;
import squareoff.suite.strategy.Slope;
import squareoff.suite.strategy.SquareProcess;
import squareoff.suite.strategy.UnmeasurableCellException;
import squareoff.suite.workload.ClosedForm;

/**
 * The memory that one more worker takes.
 *
 * <p><b>The question.</b> How many bytes does a worker that waits take, as a platform thread, a
 * virtual thread or a process, in the heap and outside of it, and with how deep a stack?
 *
 * <p><b>How it is measured.</b> An operation starts workers in three steps, each up to twice as
 * many as before, and reads the memory after each, all workers standing still. The result is the
 * slope of the line through the three points (least squares): what is there without workers, or
 * comes with the first of them only, is not in it. The secondary results are the point here: {@code
 * bytesPerWorker}, and of threads {@code heapBytesPerWorker} and {@code nonHeapBytesPerWorker}, the
 * two parts of it. (The score is the time that all of it takes, and says little.)
 *
 * <ul>
 *   <li>The heap: what is in use after a collection.
 *   <li>Outside: the memory of the process that is no file's, from Linux. The JVM is started with a
 *       heap that does not change its size and is touched as a whole from the start, so that what
 *       this grows by is outside of the heap.
 *   <li>Processes: the proportional set size (PSS), summed over the parent and its workers, in
 *       which a page that several of them share counts once.
 * </ul>
 *
 * <p><b>What would fool you.</b>
 *
 * <ul>
 *   <li>The kernel's part is not in it: for each platform thread a kernel stack (16 KB on x86-64)
 *       and bookkeeping, for each process its page tables.
 *   <li>A JVM that has had threads keeps some of their memory, and the next ones need little more:
 *       tried, 12 KB in place of 98. So each JVM weighs its threads only once, and refuses a second
 *       operation.
 *   <li>Most of a platform thread's memory are 20 pages below its stack, which the JVM touches so
 *       that later code need not look whether there is room (tried: {@code -XX:StackShadowPages=10}
 *       takes 41 KB less). A stack of 100 frames fits into them.
 *   <li>With up to 100 frames a platform thread weighs one of two amounts, the same throughout a
 *       JVM; why was not found. Look at the single trials, not at their mean alone.
 *   <li>The reserved size of a stack ({@code -Xss}, 1 MB) is address space and no memory: only
 *       pages that were touched are. Where transparent huge pages are set to {@code always}, a
 *       touched page may be one of 2 MB.
 *   <li>The system's library keeps the stacks of some threads that have ended for the next ones,
 *       and gives memory in arenas, of which there are at most eight for each processor: the first
 *       point lies behind both, so that they move the line and do not tilt it.
 *   <li>A frame that is interpreted is larger than one that is compiled (tried: a virtual thread
 *       with 1 frame 1.8 KB in place of 0.7). The frames here are compiled, are not merged with
 *       their callers, and hold two values; real ones hold more. A stack that has been deeper keeps
 *       its pages, if it is that of a platform thread.
 *   <li>Other JVMs on the machine, of the same JDK, share its pages as well: then less is counted
 *       for processes here, and one that starts in the midst makes a jump. Memory that a worker
 *       needs for its work is not counted: these have none.
 *   <li>A mean over few pages has noise: {@code nonHeapBytesPerWorker} of virtual threads is around
 *       0 and may be below.
 * </ul>
 *
 * <p><b>The limit.</b> One page (4 KB) for the stack of a platform thread; for a virtual one only
 * its objects; for a process what it cannot share.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 5,
    jvmArgsPrepend = {
      "-XX:+UseSerialGC",
      // Otherwise three collections of four leave some of the garbage where it is, and count it.
      "-XX:MarkSweepAlwaysCompactCount=1",
      // With a compiler in the background, some threads of a batch would have interpreted frames.
      "-Xbatch",
      // What a thread has set aside to allocate from counts as in use: by default, a megabyte or
      // two.
      "-XX:-ResizeTLAB",
      "-XX:TLABSize=4k",
      "-Xms384m",
      "-Xmx384m",
      "-XX:+AlwaysPreTouch",
      "-XX:CompileCommand=quiet",
      "-XX:CompileCommand=dontinline,squareoff.suite.workload.Descent::descend"
    })
@Warmup(iterations = 0)
@Measurement(iterations = 1, time = 1, timeUnit = TimeUnit.MILLISECONDS)
public class WorkerMemory {

  private static final int[] PLATFORM_COUNTS = {100, 200, 400};
  private static final int[] VIRTUAL_COUNTS = {1000, 2000, 4000};

  /** From so many frames on, fewer threads have as much to weigh. */
  private static final int DEEP_FRAMES = 500;

  private static final int[] DEEP_VIRTUAL_COUNTS = {250, 500, 1000};
  private static final int[] PROCESS_COUNTS = {2, 4, 8};

  /** What the method {@code thread} starts. */
  @State(Scope.Benchmark)
  public static class Threads {

    /** What a worker is. */
    @Param({"platform", "virtual"})
    public String strategy;

    /** How many frames its stack has, besides those of every thread, 1 to 1000. */
    @Param({"1", "10", "100", "1000"})
    public int frames;

    private final ProportionalMemory memory = ProportionalMemory.ofSystem();
    private int[] counts;
    private boolean weighed;

    /**
     * Has the frames compiled.
     *
     * @param benchmark how many threads JMH would use
     * @throws UnmeasurableCellException if that is more than one, the heap is not as it must be, or
     *     the system does not tell what memory is used
     * @throws InterruptedException if the benchmark is stopped
     */
    @Setup
    public void prepare(BenchmarkParams benchmark) throws InterruptedException {
      SingleCaller.require(benchmark, "one operation at a time");
      FixedHeap.require();
      ParkedThreads.warmUp(strategy);
      FixedHeap.settle();
      counts = counts();
    }

    private int[] counts() {
      if (strategy.equals("virtual")) {
        return frames < DEEP_FRAMES ? VIRTUAL_COUNTS : DEEP_VIRTUAL_COUNTS;
      }
      return PLATFORM_COUNTS;
    }

    void requireFirstOperation() {
      if (weighed) {
        throw new UnmeasurableCellException(
            "a second operation in this JVM: it would find the memory that the threads of the first"
                + " have left, and seem to need less. Use -wi 0 -i 1 -r 1ms, and more forks instead"
                + " of more iterations");
      }
      weighed = true;
    }
  }

  /** What the method {@code process} starts. */
  @State(Scope.Benchmark)
  public static class Processes {

    /** What a worker is. */
    @Param("process")
    public String strategy;

    private final ProportionalMemory memory = ProportionalMemory.ofSystem();

    /**
     * Checks that it can be measured.
     *
     * @param benchmark how many threads JMH would use
     * @throws UnmeasurableCellException if that is more than one, the worker is no process, or the
     *     parent's heap is not as it must be
     */
    @Setup
    public void prepare(BenchmarkParams benchmark) {
      SingleCaller.require(benchmark, "one operation at a time");
      FixedHeap.require();
      requireProcess(strategy);
    }
  }

  /** The result of an iteration. JMH makes a metric of its public method. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Total {
    private double sum;
    private int operations;

    /** Forgets the iteration before. */
    @Setup(Level.Iteration)
    public void clear() {
      sum = 0;
      operations = 0;
    }

    /**
     * The memory of one more worker.
     *
     * @return bytes, the mean over the operations of the iteration; 0 where there was none yet
     */
    public double bytesPerWorker() {
      return operations == 0 ? 0 : sum / operations;
    }

    void add(double bytes) {
      sum += bytes;
      operations++;
    }
  }

  /** The two parts of the result of an iteration. JMH makes metrics of its public methods. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Parts {
    private double heap;
    private double nonHeap;
    private int operations;

    /** Forgets the iteration before. */
    @Setup(Level.Iteration)
    public void clear() {
      heap = 0;
      nonHeap = 0;
      operations = 0;
    }

    /**
     * The heap that one more worker takes.
     *
     * @return bytes, the mean over the operations of the iteration; 0 where there was none yet
     */
    public double heapBytesPerWorker() {
      return operations == 0 ? 0 : heap / operations;
    }

    /**
     * What one more worker takes outside of the heap.
     *
     * @return bytes, the mean over the operations of the iteration; 0 where there was none yet
     */
    public double nonHeapBytesPerWorker() {
      return operations == 0 ? 0 : nonHeap / operations;
    }

    void add(double heapBytes, double nonHeapBytes) {
      heap += heapBytes;
      nonHeap += nonHeapBytes;
      operations++;
    }
  }

  /**
   * Starts threads that stand still, and weighs them.
   *
   * @param threads what is started
   * @param total gets the result
   * @param parts gets its two parts
   * @return bytes per worker
   * @throws InterruptedException if the benchmark is stopped
   * @throws IllegalStateException if the memory did not grow with the threads
   */
  @Benchmark
  public double thread(Threads threads, Total total, Parts parts) throws InterruptedException {
    threads.requireFirstOperation();
    int[] counts = threads.counts;
    Slope heap = new Slope();
    Slope nonHeap = new Slope();
    long self = ProcessHandle.current().pid();
    try (ParkedThreads parked =
        ParkedThreads.of(threads.strategy, threads.frames, counts[counts.length - 1])) {
      for (int count : counts) {
        parked.growTo(count);
        System.gc();
        heap.add(count, FixedHeap.used());
        nonHeap.add(count, requireMeasured(threads.memory.anonymousBytes(self)));
      }
    }
    parts.add(heap.perCount(), nonHeap.perCount());
    double both = requireGrowth(heap.perCount() + nonHeap.perCount());
    total.add(both);
    return both;
  }

  /**
   * Starts worker processes that wait, and weighs them.
   *
   * @param processes what is started
   * @param total gets the result
   * @return bytes per worker
   * @throws IllegalStateException if the memory did not grow with the processes
   */
  @Benchmark
  public double process(Processes processes, Total total) {
    Slope slope = new Slope();
    List<Long> pids = new ArrayList<>(List.of(ProcessHandle.current().pid()));
    List<SquareProcess> workers = new ArrayList<>();
    try {
      for (int count : PROCESS_COUNTS) {
        while (workers.size() < count) {
          workers.add(SquareProcess.start());
        }
        for (SquareProcess worker : workers.subList(pids.size() - 1, count)) {
          ClosedForm.check(10, worker.sum(0, 10));
          pids.add(worker.pid());
        }
        slope.add(count, requireMeasured(processes.memory.bytes(pids)));
      }
    } finally {
      workers.forEach(SquareProcess::close);
    }
    double bytes = requireGrowth(slope.perCount());
    total.add(bytes);
    return bytes;
  }

  static long requireMeasured(OptionalLong bytes) {
    return bytes.orElseThrow(() ->
        new UnmeasurableCellException(
            "not measured: only Linux, from 4.14 on, tells the memory of a process with its"
                + " share of shared pages (/proc/self/smaps_rollup). Run on Linux"));
  }

  static double requireGrowth(double bytes) {
    if (bytes <= 0) {
      throw new IllegalStateException(
          "the memory did not grow with the workers: %.0f bytes each".formatted(bytes));
    }
    return bytes;
  }

  static void requireProcess(String strategy) {
    if (!strategy.equals("process")) {
      throw new UnmeasurableCellException(
          "strategy=%s: this method measures process only. Use WorkerMemory.thread"
              .formatted(strategy));
    }
  }
}
