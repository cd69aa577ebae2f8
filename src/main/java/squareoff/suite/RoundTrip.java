package squareoff.suite;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
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
import squareoff.suite.strategy.RoundTrips;
import squareoff.suite.strategy.UnmeasurableCellException;

/**
 * What it costs to send a message to somebody and to get one back.
 *
 * <pre>
 *   threads                  handover=synchronous-queue, linked-transfer-queue,
 *                                     exchanger, park-unpark
 *     caller --- the same array ---> partner       worker=platform: two platform threads
 *            &lt;-- the same array ----              worker=virtual:  two virtual threads
 *
 *   processes                channel=pipe, unix-socket, tcp: copied in and out by the kernel
 *     this JVM  --- a copy ---> worker JVM                mapped-file: by the two processes
 *       array   &lt;-- a copy ---   array
 *
 *   the floors               handover=same-thread: nobody else is there
 *                            channel=copy: the copies alone, in one thread
 * </pre>
 *
 * <p><b>The question.</b> Threads share their memory, processes do not. What does a message there
 * and back cost between two threads of one JVM, and between two JVMs, and how does that grow with
 * the message?
 *
 * <p><b>How it is measured.</b> One operation is one round trip: the sender stamps a message, the
 * other side checks the stamps and makes a reply of as many bytes, the sender checks that. A stamp
 * follows from the number of the message and stands in its first and last long and in one of every
 * page of 4 KiB; the reply has others than the message, so that nothing passes for its own reply.
 * Threads hand over a reference: the one array is stamped and checked by both, which is the same
 * touching as between processes, without a copy. Processes copy: the message ends up in an array of
 * the receiver's own. Both sides live as long as the trial. {@code threads} runs {@value #TRIPS}
 * round trips in an invocation, since its two threads are not JMH's own, which cannot be virtual.
 *
 * <p><b>What would fool you.</b>
 *
 * <ul>
 *   <li>Where the system puts the two sides decides more than what is between them. On one core
 *       they take turns, and a round trip is two changes of context, some microseconds; on two
 *       cores each has to wake the other's, which takes tens of microseconds where an idle core
 *       sleeps, the more so on a virtual machine. It may choose differently in every trial, and
 *       with every load beside: trust many trials, and do not trust a mean of two kinds.
 *   <li>{@code mapped-file} has no call to wait in. Its readers spin, then yield, then sleep: fast
 *       with two idle cores, of which it keeps both busy however little is sent, and slower than a
 *       pipe where the two sides share a core or others want one. The queues and the exchanger spin
 *       a little as well before they park.
 *   <li>The exchanger swaps, and one side of each swap has nothing to give: a round trip takes two
 *       swaps. {@code synchronous-queue} waits for the taker at {@code put}, {@code
 *       linked-transfer-queue} does not.
 *   <li>Pipes go through the streams of {@link ProcessBuilder}, which copy once more on either end
 *       than a channel with a direct buffer, and sockets through such a buffer, which a program may
 *       work in. A pipe holds 64 KiB: a larger message passes in many pieces, each of which may
 *       wake the reader.
 *   <li>Whoever works on all of a message has its bytes to read in any case; that would be the same
 *       for every row and is left out. Nothing is serialised but longs: objects cost more between
 *       processes and the same between threads.
 * </ul>
 *
 * <p><b>The limit.</b> For threads {@code same-thread}: stamping and checking with nobody else
 * there. For processes {@code copy}: into a buffer and out of it on either way, as fast as one core
 * copies, out of its caches where the message fits in there.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class RoundTrip {

  static final int TRIPS = 1_000;

  /** Two threads, and how they hand messages over. */
  @State(Scope.Benchmark)
  public static class Threads {

    /**
     * How a message gets from one thread to the other and back; {@code same-thread}: not at all.
     */
    @Param({
      "same-thread",
      "synchronous-queue",
      "linked-transfer-queue",
      "exchanger",
      "park-unpark"
    })
    public String handover;

    /** What both threads are, {@code platform} or {@code virtual}. */
    @Param("platform")
    public String worker;

    /** The size of a message in bytes, a multiple of 8 up to {@link RoundTrips#MAX_BYTES}. */
    @Param({"64", "4096", "1048576"})
    public int bytes;

    private RoundTrips pair;

    /**
     * Starts the two threads.
     *
     * @param benchmark how many threads JMH would use
     * @throws UnmeasurableCellException if the parameters do not go together
     */
    @Setup
    public void start(BenchmarkParams benchmark) {
      SingleCaller.require(benchmark, "-p handover=... for what the two are to do");
      start();
    }

    void start() {
      pair = RoundTrips.ofThreads(handover, worker, bytes);
    }

    /** Ends the two threads. */
    @TearDown
    public void stop() {
      pair.close();
    }
  }

  /** Two processes, and what is between them. */
  @State(Scope.Benchmark)
  public static class Processes {

    /** What a message goes through; {@code copy}: the copies without the other process. */
    @Param({"copy", "pipe", "unix-socket", "tcp", "mapped-file"})
    public String channel;

    /** The size of a message in bytes, a multiple of 8 up to {@link RoundTrips#MAX_BYTES}. */
    @Param({"64", "4096", "1048576"})
    public int bytes;

    private RoundTrips pair;

    /**
     * Starts the other process and waits until it is up.
     *
     * @param benchmark how many threads JMH would use
     * @throws UnmeasurableCellException if there is no such channel or size
     * @throws squareoff.suite.process.WorkerException if the process does not come up
     */
    @Setup
    public void start(BenchmarkParams benchmark) {
      SingleCaller.require(benchmark, "-p channel=... for what the two are to do");
      start();
    }

    void start() {
      pair = RoundTrips.ofProcesses(channel, bytes);
    }

    /** Ends the other process. */
    @TearDown
    public void stop() {
      pair.close();
    }
  }

  /**
   * Sends {@value #TRIPS} messages to another thread, each after the reply to the one before.
   *
   * @param threads the two threads
   * @return the number of messages since the start
   * @throws InterruptedException if JMH's own time limit ends the wait
   */
  @Benchmark
  @OperationsPerInvocation(TRIPS)
  public long threads(Threads threads) throws InterruptedException {
    return threads.pair.run(TRIPS);
  }

  /**
   * Sends a message to another process and waits for the reply.
   *
   * @param processes the two processes
   * @return the number of messages since the start
   * @throws InterruptedException never: where an interrupt ends the wait, as with sockets, that is
   *     a {@link squareoff.suite.process.WorkerException}; a pipe does not heed it
   */
  @Benchmark
  public long processes(Processes processes) throws InterruptedException {
    return processes.pair.run(1);
  }
}
