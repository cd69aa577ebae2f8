package squareoff.suite;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
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
import squareoff.suite.process.ShortProcess;
import squareoff.suite.process.WorkerProcess;
import squareoff.suite.strategy.SquareProcess;
import squareoff.suite.strategy.Strategies;
import squareoff.suite.strategy.Strategy;
import squareoff.suite.strategy.SumTask;
import squareoff.suite.strategy.Task;
import squareoff.suite.strategy.ThreadBatch;
import squareoff.suite.strategy.TouchedHeap;
import squareoff.suite.strategy.UnmeasurableCellException;
import squareoff.suite.strategy.WorkerJvm;
import squareoff.suite.workload.ClosedForm;

/**
 * What it takes to have a worker at all.
 *
 * <p><b>The question.</b> How long does it take to start and join one worker, or a batch of them,
 * as a platform thread, a virtual thread, a task of a fork-join pool or a process; which part of a
 * JVM's start is the process, the JVM, and the worker; and what does it cost to hand work to one
 * that is there already?
 *
 * <p><b>How it is measured.</b> The workers have nothing to do, so that their start is all that
 * there is.
 *
 * <ul>
 *   <li>{@code thread}: an operation starts {@code workers} threads, then joins all; the secondary
 *       result {@code perWorker} is the time divided by their number. {@code fork-join} has one
 *       task fork the others and join them, in a pool that is there before. Each worker notes the
 *       thread that it ran on, which must be the one started for it, or one of the pool's.
 *   <li>{@code process}: one process from its start to its end, {@code native-process} the system's
 *       own {@code true}, {@code jvm} one with an empty {@code main}; {@code process} is our worker
 *       from its start to its first answer, which must be right. (It ends outside of the
 *       measurement.) The parent holds {@code parentHeapMegabytes} of heap, all written to.
 *   <li>{@code jvm}: our worker to its first answer with other settings of its JVM.
 *   <li>{@code dispatch}: a task to a worker that is waiting for one, and its result back.
 * </ul>
 *
 * <p><b>What would fool you.</b>
 *
 * <ul>
 *   <li>A worker with nothing to do has ended before the last of a batch is started: this is how
 *       many a second can be started, not how many can be there. For that see {@code
 *       IoBoundSquares}.
 *   <li>A fork-join task is no thread. The thread that forks does most of the tasks itself.
 *   <li>The JDK starts processes through a small helper program, without a copy of the parent's
 *       page tables: a large heap should cost nothing. With {@code -jvmArgsAppend
 *       -Djdk.lang.Process.launchMechanism=FORK} it does (tried: with 1 GB, {@code native-process}
 *       takes some eight times as long).
 *   <li>The files of the JDK and the worker are in the system's page cache. After a reboot a JVM
 *       starts many times more slowly.
 *   <li>{@code process} in the method of that name has the arguments that all worker processes of
 *       this suite have (see {@code WorkerLauncher}), which make its start shorter than that of
 *       {@code jvm=default}. Where the JDK comes without an archive of classes, {@code default} is
 *       the same as {@code no-cds}; and it takes the serial collector by itself on a small machine.
 *   <li>{@code perWorker} of one worker includes the waking of the caller at its join; in a batch
 *       that is seldom needed.
 * </ul>
 *
 * <p><b>The limit.</b> For a JVM {@code native-process}: no process starts sooner than one that
 * does nothing. For a thread {@code fork-join}: a worker that needs no thread.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class WorkerStart {

  /** What the method {@code thread} starts. */
  @State(Scope.Benchmark)
  public static class Threads {

    /** What a worker is. */
    @Param({"platform", "virtual", "fork-join"})
    public String strategy;

    /** How many are started before the first is joined, 1 to {@link ThreadBatch#MOST_WORKERS}. */
    @Param({"1", "100", "10000"})
    public int workers;

    private ThreadBatch batch;

    /**
     * Prepares the batch.
     *
     * @param benchmark how many threads JMH would use
     * @throws UnmeasurableCellException if that is more than one, or the workers are processes
     */
    @Setup
    public void prepare(BenchmarkParams benchmark) {
      SingleCaller.require(benchmark, "-p workers=" + benchmark.getThreads());
      prepare();
    }

    void prepare() {
      if (List.of("native-process", "jvm", "process", "process-pool").contains(strategy)) {
        throw new UnmeasurableCellException(
            "strategy=%s: processes are started one at a time. Use WorkerStart.process, or"
                    .formatted(strategy)
                + " WorkerStart.dispatch for those that are there already");
      }
      batch = ThreadBatch.of(strategy, workers);
    }

    /** Ends what was kept. */
    @TearDown
    public void end() {
      batch.close();
    }
  }

  /** How many workers were started. JMH divides the time by its public field. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Started {

    /** The workers so far: JMH reports the time of one, in the unit of the output. */
    public long perWorker;
  }

  /** What the method {@code process} starts. */
  @State(Scope.Benchmark)
  public static class Processes {

    /** What is started, and until when it is waited for. */
    @Param({"native-process", "jvm", "process"})
    public String strategy;

    /** How much of the heap of the JVM that starts it is in use, in megabytes of 2^20 bytes. */
    @Param({"0", "64", "1024"})
    public int parentHeapMegabytes;

    private TouchedHeap heap;
    private IntSupplier start;
    private AutoCloseable left = () -> {};

    /**
     * Touches the heap.
     *
     * @param benchmark how many threads JMH would use
     * @throws UnmeasurableCellException if that is more than one, there is no room for the heap, or
     *     no such program here
     */
    @Setup
    public void prepare(BenchmarkParams benchmark) {
      SingleCaller.require(benchmark, "one process at a time");
      prepare();
    }

    void prepare() {
      start =
          switch (strategy) {
            case "native-process" -> systemProcess()::run;
            case "jvm" -> ShortProcess.ofJvm()::run;
            case "process" -> this::startWorker;
            default ->
                throw new UnmeasurableCellException(
                    "strategy=%s: give one of native-process, jvm, process".formatted(strategy));
          };
      heap = TouchedHeap.of(parentHeapMegabytes);
    }

    private static ShortProcess systemProcess() {
      return ShortProcess.ofSystem()
          .orElseThrow(() ->
              new UnmeasurableCellException(
                  "strategy=native-process: this system has no /bin/true. Use another strategy"));
    }

    private int startWorker() {
      SquareProcess worker = SquareProcess.start();
      left = worker;
      ClosedForm.check(10, worker.sum(0, 10));
      return 0;
    }

    /**
     * Ends the worker, so that there is one at a time.
     *
     * @throws Exception never; what is closed here throws none
     */
    @TearDown(Level.Invocation)
    public void endWorker() throws Exception {
      left.close();
    }

    /** Lets go of the heap, which was held until here. */
    @TearDown
    public void end() {
      if (heap.megabytes() != parentHeapMegabytes) {
        throw new IllegalStateException("the parent's heap was not held");
      }
    }
  }

  /** What the method {@code jvm} starts. */
  @State(Scope.Benchmark)
  public static class Jvms {

    /**
     * How the worker's JVM is set up. {@code aot-cache} is another value, which Java 24 and newer
     * can measure.
     */
    @Param({"default", "no-cds", "serial-c1"})
    public String jvm;

    private WorkerJvm worker;
    private WorkerProcess started;

    /**
     * Prepares to start workers.
     *
     * @param benchmark how many threads JMH would use
     * @throws UnmeasurableCellException if that is more than one, or this JDK cannot do it
     */
    @Setup
    public void prepare(BenchmarkParams benchmark) {
      SingleCaller.require(benchmark, "one process at a time");
      worker = WorkerJvm.prepare(WorkerJvm.Setting.named(jvm));
    }

    /** Ends the worker, so that there is one at a time. */
    @TearDown(Level.Invocation)
    public void endWorker() {
      started.close();
    }

    /** Deletes what workers were started from. */
    @TearDown
    public void end() {
      worker.close();
    }
  }

  /** Whom the method {@code dispatch} hands its task. */
  @State(Scope.Benchmark)
  public static class Warm {

    /** What the waiting worker is. */
    @Param({"platform-pool", "process-pool"})
    public String strategy;

    private final List<Task> task = SumTask.divide(10, 1);
    private Strategy pool;

    /**
     * Starts the worker.
     *
     * @param benchmark how many threads JMH would use
     * @throws UnmeasurableCellException if that is more than one
     */
    @Setup
    public void start(BenchmarkParams benchmark) {
      SingleCaller.require(benchmark, "one task at a time");
      pool = Strategies.named(strategy, 1);
    }

    /** Ends the worker. */
    @TearDown
    public void end() {
      pool.close();
    }
  }

  /**
   * Starts a batch of workers and joins them.
   *
   * @param threads the batch
   * @param started is told how many they were
   * @return how many workers have run
   * @throws InterruptedException if the benchmark is stopped
   */
  @Benchmark
  public int thread(Threads threads, Started started) throws InterruptedException {
    int ran = threads.batch.startAndJoin();
    started.perWorker += ran;
    return ran;
  }

  /**
   * Starts a process and waits for its end, or of our worker for its first answer.
   *
   * @param processes what is started
   * @return its exit code, 0
   */
  @Benchmark
  @Fork(value = 5, jvmArgsPrepend = "-Xmx2g")
  public int process(Processes processes) {
    return processes.start.getAsInt();
  }

  /**
   * Starts our worker and waits for its first answer.
   *
   * @param jvms what is started
   */
  @Benchmark
  public void jvm(Jvms jvms) {
    jvms.started = jvms.worker.startToFirstAnswer();
  }

  /**
   * Hands a task to a worker that waits for one.
   *
   * @param warm the worker
   * @return what it found
   * @throws InterruptedException if the benchmark is stopped
   */
  @Benchmark
  public long dispatch(Warm warm) throws InterruptedException {
    return ClosedForm.check(10, warm.pool.run(warm.task)[0]);
  }
}
