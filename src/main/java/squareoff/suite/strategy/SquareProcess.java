package squareoff.suite.strategy;

import java.time.Duration;
import squareoff.suite.process.WorkerException;
import squareoff.suite.process.WorkerLauncher;
import squareoff.suite.process.WorkerProcess;
import squareoff.suite.workload.Handicap;
import squareoff.suite.workload.Pause;
import squareoff.suite.workload.SquareLoop;

/**
 * The parent's handle on a worker JVM that squares. One thread at a time may use it.
 *
 * <p>What a request needs by its nature is added to the silence allowed, so that only a worker that
 * is late is killed.
 */
public final class SquareProcess implements AutoCloseable {

  private static final WorkerLauncher LAUNCHER =
      WorkerLauncher.of(SquareWorker.class, SquareLoop.class, Handicap.class, Pause.class);

  /** Far more than any machine takes for a square, in nanoseconds. */
  static final long SLOW_SQUARE_NANOS = 100;

  private final WorkerProcess worker;

  private SquareProcess(WorkerProcess worker) {
    this.worker = worker;
  }

  /**
   * Starts a worker JVM and returns at once, without waiting until it is up.
   *
   * @return the handle; to be closed
   * @throws WorkerException if the process cannot be started
   */
  public static SquareProcess start() {
    return new SquareProcess(LAUNCHER.start());
  }

  /**
   * Tells the worker's process id.
   *
   * @return the id that the operating system gave it
   */
  public long pid() {
    return worker.pid();
  }

  /** Waits until the JVM is up and answers. */
  public void awaitReady() {
    worker.ping();
  }

  /**
   * Has the worker add up {@code i * i} for {@code from <= i < to}.
   *
   * @param from the first number squared
   * @param to one more than the last number squared
   * @return the sum, modulo 2^64
   * @throws WorkerException if the worker does not answer as it should
   */
  public long sum(long from, long to) {
    sendSum(from, to);
    return receive();
  }

  void sendSum(long from, long to) {
    worker.send(allowing((to - from) * SLOW_SQUARE_NANOS), SquareWorker.SUM, from, to);
  }

  void sendPausedSquares(long squares, Duration pause) {
    long nanos = pause.toNanos();
    worker.send(allowing(2 * squares * nanos), SquareWorker.PAUSED_SQUARES, squares, nanos);
  }

  /** Sends any request; for tasks that are not squares. */
  void send(int request, long... arguments) {
    worker.send(request, arguments);
  }

  long receive() {
    return worker.receive();
  }

  private static Duration allowing(long nanos) {
    return LAUNCHER.silence().plusNanos(nanos);
  }

  /** Tells the worker to end, without waiting for it. */
  void end() {
    worker.end();
  }

  @Override
  public void close() {
    worker.close();
  }
}
