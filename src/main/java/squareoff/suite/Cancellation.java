package squareoff.suite;

import java.time.Duration;
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
import squareoff.suite.strategy.CancelledThread;
import squareoff.suite.strategy.SquareProcess;
import squareoff.suite.strategy.UnmeasurableCellException;
import squareoff.suite.workload.ClosedForm;
import squareoff.suite.workload.PolledSquares;
import squareoff.suite.workload.SquareLoop;

/**
 * Ending a worker that has not finished.
 *
 * <p><b>The question.</b> Nobody wants a worker's result any more. How long does it take from
 * asking it to end until it has ended, as a thread that waits, a thread that computes, a process;
 * and what does it cost a loop to be ready for the question?
 *
 * <p><b>How it is measured.</b> Every operation has a worker of its own, which is started and at
 * its work (or asleep, for a millisecond) before the operation begins. The operation is the request
 * and the waiting for the worker's end, nothing else: the start is in a set-up for each invocation,
 * whose time JMH leaves out. The secondary result {@code cancelledFraction} is the part of the
 * requests for which the worker left its work; the others found a worker that first finished it.
 *
 * <ul>
 *   <li>{@code waiting}: {@link Thread#interrupt} and join, of a thread that sleeps, waits for an
 *       item of a queue, or for a lock (interruptibly).
 *   <li>{@code spinning}: the same of a thread that squares and looks for an interrupt every {@code
 *       pollEvery} squares; with 0 it never looks, and does the rest of its 20 million squares. No
 *       thread can be ended against its will: {@code Thread.stop} throws since Java 20.
 *   <li>{@code process}: SIGTERM or SIGKILL, and the wait for the end, of a worker JVM that waits
 *       for a request or squares without looking at anything. The exit code must be that of the
 *       signal.
 *   <li>{@code polling}: a loop of a million squares that looks every {@code pollEvery} squares and
 *       is not interrupted. The sum must be right.
 * </ul>
 *
 * <p>A worker that has not ended after 20 seconds fails the benchmark, and so does one that ends
 * for another reason than it should.
 *
 * <p><b>What would fool you.</b>
 *
 * <ul>
 *   <li>The set-up for each invocation has JMH read the clock around every operation, which takes
 *       some 50 ns of what are here at the least several microseconds.
 *   <li>Most of {@code waiting} is the waking of two threads that sleep, the worker and the caller
 *       at its join; a processor that has gone to sleep with them takes longer.
 *   <li>{@code destroy} takes some 300 ms, and nearly all of it is one wait: an orderly end of a
 *       JVM gives threads in native code so long to come back, and one of the worker's is in a read
 *       of its pipe. Most JVMs that serve somebody have such a thread.
 *   <li>{@code pollEvery=0} measures how much work was left.
 *   <li>{@code Process.destroy} also closes the pipes to the process, and a worker here would end
 *       for that alone: the request is the signal only.
 *   <li>What polling costs depends on what the loop leaves idle. The chain of squares leaves most
 *       of the processor idle, so looking is almost free in it; a denser loop pays more, and
 *       looking keeps a compiler from using vector instructions.
 *   <li>What a cancelled worker leaves half done is not looked at: that is what interruption is for
 *       and killing is not.
 * </ul>
 *
 * <p><b>The limit.</b> For a thread that computes: the squares between two looks, half of them in
 * the mean, beside the waking of the caller. For polling: {@code pollEvery=0}, the loop that never
 * looks.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class Cancellation {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SIGTERM_EXIT = 128 + 15;
  private static final int SIGKILL_EXIT = 128 + 9;
  private static final long POLLED_SQUARES = 1_000_000;

  /** What the method {@code waiting} ends. */
  @State(Scope.Benchmark)
  public static class Waiting {

    /** What the worker is. */
    @Param({"platform", "virtual"})
    public String strategy;

    /** What it waits in. */
    @Param({"sleeping", "queue", "lock"})
    public String worker;

    private CancelledThread thread;

    /**
     * Prepares the worker.
     *
     * @param benchmark how many threads JMH would use
     * @throws UnmeasurableCellException if that is more than one
     */
    @Setup
    public void prepare(BenchmarkParams benchmark) {
      SingleCaller.require(benchmark, "one worker at a time");
      thread = CancelledThread.waiting(strategy, worker);
    }

    /**
     * Starts a worker and waits until it sleeps.
     *
     * @throws InterruptedException if the benchmark is stopped
     */
    @Setup(Level.Invocation)
    public void start() throws InterruptedException {
      thread.start();
    }

    /** Lets go of what it waited for. */
    @TearDown(Level.Invocation)
    public void release() {
      thread.release();
    }
  }

  /** What the method {@code spinning} ends. */
  @State(Scope.Benchmark)
  public static class Spinning {

    /** What the worker is. */
    @Param({"platform", "virtual"})
    public String strategy;

    /** After how many squares it looks whether it was interrupted; 0 for never. */
    @Param({"0", "1", "100", "10000"})
    public long pollEvery;

    private CancelledThread thread;

    /**
     * Prepares the worker.
     *
     * @param benchmark how many threads JMH would use
     * @throws UnmeasurableCellException if that is more than one
     */
    @Setup
    public void prepare(BenchmarkParams benchmark) {
      SingleCaller.require(benchmark, "one worker at a time");
      thread = CancelledThread.spinning(strategy, pollEvery);
    }

    /**
     * Starts a worker and waits until it squares.
     *
     * @throws InterruptedException if the benchmark is stopped
     */
    @Setup(Level.Invocation)
    public void start() throws InterruptedException {
      thread.start();
    }

    /** Lets the next one start. */
    @TearDown(Level.Invocation)
    public void release() {
      thread.release();
    }
  }

  /** What the method {@code process} ends. */
  @State(Scope.Benchmark)
  public static class Processes {

    /** How it is asked: with SIGTERM or with SIGKILL. */
    @Param({"destroy", "destroy-forcibly"})
    public String request;

    /** What it is doing: waiting for a request, or squaring without end. */
    @Param({"sleeping", "spinning"})
    public String worker;

    private SquareProcess process;

    /**
     * Checks the parameters.
     *
     * @param benchmark how many threads JMH would use
     * @throws UnmeasurableCellException if that is more than one, or a value is unknown
     */
    @Setup
    public void prepare(BenchmarkParams benchmark) {
      SingleCaller.require(benchmark, "one worker at a time");
      requireKnown(request, worker);
    }

    /**
     * Starts a worker and waits until it has answered once.
     *
     * @throws InterruptedException if the benchmark is stopped
     */
    @Setup(Level.Invocation)
    public void start() throws InterruptedException {
      process = SquareProcess.start();
      ClosedForm.check(10, process.sum(0, 10));
      if (worker.equals("spinning")) {
        process.squareForEver();
      }
      Thread.sleep(5);
    }

    /** Closes what led to the worker. */
    @TearDown(Level.Invocation)
    public void close() {
      process.close();
    }
  }

  /** How often the loop of the method {@code polling} looks. */
  @State(Scope.Benchmark)
  public static class Polling {

    /** After how many squares it looks whether it was interrupted; 0 for never. */
    @Param({"0", "1", "100", "10000"})
    public long pollEvery;

    /** Checks the parameter. */
    @Setup
    public void prepare() {
      CancelledThread.requirePollEvery(pollEvery);
    }
  }

  /** What the requests of an iteration came to. JMH makes a metric of its public method. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Requests {
    private long heeded;
    private long made;

    /** Forgets the iteration before. */
    @Setup(Level.Iteration)
    public void clear() {
      heeded = 0;
      made = 0;
    }

    /**
     * The part of the requests for which the worker left its work.
     *
     * @return a fraction, 0 to 1; 0 also where there was no request yet
     */
    public double cancelledFraction() {
      return made == 0 ? 0 : (double) heeded / made;
    }

    void add(boolean cancelled) {
      heeded += cancelled ? 1 : 0;
      made++;
    }
  }

  /**
   * Interrupts a thread that waits, and joins it.
   *
   * @param waiting the thread
   * @param requests is told whether it left its work
   * @throws InterruptedException if the benchmark is stopped
   */
  @Benchmark
  public void waiting(Waiting waiting, Requests requests) throws InterruptedException {
    requests.add(waiting.thread.cancel());
  }

  /**
   * Interrupts a thread that computes, and joins it.
   *
   * @param spinning the thread
   * @param requests is told whether it left its work
   * @throws InterruptedException if the benchmark is stopped
   */
  @Benchmark
  public void spinning(Spinning spinning, Requests requests) throws InterruptedException {
    requests.add(spinning.thread.cancel());
  }

  /**
   * Has the system end a process, and waits for its end.
   *
   * @param processes the process
   * @param requests is told that it left its work
   */
  @Benchmark
  public void process(Processes processes, Requests requests) {
    boolean forcibly = processes.request.equals("destroy-forcibly");
    requireExit(forcibly, processes.process.destroy(forcibly, PATIENCE));
    requests.add(true);
  }

  /**
   * Squares, and looks for an interrupt that does not come.
   *
   * @param polling how often
   * @return the sum of the squares
   * @throws InterruptedException if the benchmark is stopped
   */
  @Benchmark
  public long polling(Polling polling) throws InterruptedException {
    long sum =
        polling.pollEvery == 0
            ? SquareLoop.sum(0, POLLED_SQUARES)
            : PolledSquares.sum(0, POLLED_SQUARES, polling.pollEvery);
    return ClosedForm.check(POLLED_SQUARES, sum);
  }

  static void requireKnown(String request, String worker) {
    if (!request.equals("destroy") && !request.equals("destroy-forcibly")) {
      throw new UnmeasurableCellException(
          "request=%s: give one of destroy, destroy-forcibly".formatted(request));
    }
    if (!worker.equals("sleeping") && !worker.equals("spinning")) {
      throw new UnmeasurableCellException(
          "worker=%s: give one of sleeping, spinning".formatted(worker));
    }
  }

  static void requireExit(boolean forcibly, int code) {
    int right = forcibly ? SIGKILL_EXIT : SIGTERM_EXIT;
    if (code != right) {
      throw new IllegalStateException(
          "the worker should have ended with exit code %d, but it was %d".formatted(right, code));
    }
  }
}
