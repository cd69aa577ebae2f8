package squareoff.suite;

import java.time.Duration;
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
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;
import squareoff.suite.process.EchoConnections;
import squareoff.suite.process.EchoException;
import squareoff.suite.process.EchoLateness;
import squareoff.suite.process.EchoServer;
import squareoff.suite.strategy.EchoThreads;
import squareoff.suite.workload.ClosedForm;
import squareoff.suite.workload.EchoLoop;

/**
 * <b>The question.</b> The tutorial's I/O-bound loop with real I/O: when each of 10 to 10 000
 * connections sends a square, waits for the reply and sends the next, how close does a thread per
 * connection come to the time that the replies alone take, on platform and on virtual threads?
 *
 * <p><b>How it is measured.</b> A server in a process of its own sends every number back over
 * loopback TCP, {@code delayMillis} after it arrived. The connections are opened before the
 * measurement and kept. One operation creates and starts a thread per connection, as the tutorial
 * does, lets each do {@code squares} steps (square, send, read, compare), and joins them all: the
 * start of the threads is measured, the opening of the connections is not. Every reply is compared
 * with what was sent, and the sum of all with its closed form. Both kinds of thread do the same
 * blocking calls on the same kind of channel, on which a virtual thread unmounts instead of pinning
 * its carrier.
 *
 * <p><b>What would fool you.</b>
 *
 * <ul>
 *   <li>The server's own lateness is part of every score, and it competes for the same cores. After
 *       the last iteration it says on standard output how late its replies left while it was
 *       measured: compare that with what the score has above the limit. It waits on a timer of the
 *       kernel, not in whole milliseconds and without spinning; that slips by the timer's slack (50
 *       microseconds on Linux) and a wake-up for every step, so delays below 10 ms measure the
 *       timer.
 *   <li>{@code connections / delayMillis} is a rate of replies. Beyond what the cores can carry (a
 *       few ten thousand a second on two, client and server together) the score is the processor's
 *       cost of a step and no longer the cost of waiting: 10 000 connections want a delay of a
 *       second.
 *   <li>A first operation opens no connection, but starts threads in a cold JVM.
 *   <li>In throughput mode JMH turns secondary metrics round as well: {@code ratioToLimit} is then
 *       limit / elapsed. Single-shot and sampling modes have none.
 * </ul>
 *
 * <p><b>The limit.</b> {@code squares * delayMillis}: no connection can be done before its replies
 * were due. The secondary metric {@code ratioToLimit} is elapsed / limit, at least 1.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class EchoSquares {

  // On top of the delay; what passes without one reply in this time has ended or hangs.
  private static final Duration STALLED = Duration.ofSeconds(10);

  /** How the connections get their threads: {@code platform} or {@code virtual}. */
  @Param({"platform", "virtual"})
  public String strategy;

  /** How many connections, and so threads, work at once; 1 or more. */
  @Param({"10", "100"})
  public int connections;

  /** Steps of each connection in one operation, 1 to {@link EchoLoop#MAX_SQUARES}. */
  @Param("10")
  public int squares;

  /** The time between the arrival of a request and its reply, in milliseconds; 1 or more. */
  @Param("100")
  public int delayMillis;

  private EchoThreads threads;
  private EchoServer server;
  private EchoConnections open;
  private EchoLateness lateness = EchoLateness.NONE;

  /**
   * Starts the server and opens the connections.
   *
   * @param benchmark how many JMH threads there are
   * @throws EchoException if a parameter is out of its range, or the machine does not allow so many
   *     open files
   */
  @Setup
  public void connect(BenchmarkParams benchmark) {
    SingleCaller.require(benchmark, "-p connections=" + benchmark.getThreads());
    connect();
  }

  void connect() {
    requireRange("connections", connections, Integer.MAX_VALUE);
    requireRange("squares", squares, EchoLoop.MAX_SQUARES);
    requireRange("delayMillis", delayMillis, Integer.MAX_VALUE);
    threads = EchoThreads.of(strategy, STALLED.plusMillis(delayMillis));
    EchoConnections.requireFiles(connections);
    server = EchoServer.start(Duration.ofMillis(delayMillis));
    try {
      open = EchoConnections.open(server.port(), connections);
    } catch (EchoException e) {
      EchoException described = describe(e);
      server.close();
      throw described;
    }
  }

  /**
   * Every connection does its steps.
   *
   * @param limit receives the limit of this operation
   * @return the sum of all replies
   * @throws EchoException if the server is gone, or no reply comes for 10 s and the delay
   * @throws InterruptedException if JMH gives the iteration up
   */
  @Benchmark
  public long run(Limit limit) throws InterruptedException {
    long sum;
    try {
      sum = threads.run(open, squares);
    } catch (EchoException e) {
      throw describe(e);
    }
    long expected = connections * ClosedForm.sumOfSquares(squares);
    if (sum != expected) {
      throw new IllegalStateException("the squares add up to " + sum + ", not to " + expected);
    }
    limit.add(Duration.ofMillis((long) squares * delayMillis));
    return sum;
  }

  /**
   * Asks the server how late it was.
   *
   * @param iteration tells whether this iteration is measured
   */
  @TearDown(Level.Iteration)
  public void noteLateness(IterationParams iteration) {
    EchoLateness latest = server.takeLateness();
    if (iteration.getType() == IterationType.MEASUREMENT) {
      lateness = lateness.plus(latest);
    }
  }

  /** Closes the connections, ends the server and says how late it was. */
  @TearDown
  public void disconnect() {
    open.close();
    server.close();
    System.out.printf(
        "%n# echo server: %d replies measured, late by %.3f ms on average, %.3f ms at most;"
            + " requests lay unread for up to %.3f ms%n",
        lateness.replies(),
        lateness.meanMillis(),
        lateness.maxMillis(),
        lateness.longestReadMillis());
  }

  private static void requireRange(String name, int value, int max) {
    if (value < 1 || value > max) {
      throw new EchoException(
          "%s=%d is out of range: use 1 to %d (-p %s=...)".formatted(name, value, max, name));
    }
  }

  private EchoException describe(EchoException e) {
    return new EchoException(e.getMessage() + " (echo server: " + server.describe() + ")", e);
  }
}
