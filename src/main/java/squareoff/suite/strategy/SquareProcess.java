package squareoff.suite.strategy;

import java.time.Duration;
import squareoff.suite.process.WorkerException;
import squareoff.suite.process.WorkerLauncher;
import squareoff.suite.process.WorkerProcess;
import squareoff.suite.workload.Handicap;
import squareoff.suite.workload.InterpretedSquares;
import squareoff.suite.workload.InterpreterLock;
import squareoff.suite.workload.Mix;
import squareoff.suite.workload.Pause;
import squareoff.suite.workload.SquareLoop;
import squareoff.suite.workload.SwitchingLock;

/**
 * The parent's handle on a worker JVM that squares. One thread at a time may use it.
 *
 * <p>What a request needs by its nature is added to the silence allowed, so that only a worker that
 * is late is killed.
 */
public final class SquareProcess implements AutoCloseable {

  private static final WorkerLauncher LAUNCHER =
      WorkerLauncher.of(
              SquareWorker.class,
              SquareLoop.class,
              Handicap.class,
              Pause.class,
              InterpretedSquares.class,
              InterpreterLock.class,
              SwitchingLock.class,
              Mix.class)
          .jvmArgument(Handicap.jvmArgument());

  /** Far more than any machine takes for a square, in nanoseconds. */
  static final long SLOW_SQUARE_NANOS = 100;

  /** Twenty minutes on any machine, at the least. */
  private static final long ENDLESS_SQUARES = 1L << 40;

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

  void sendInterpreted(InterpretedSquares work) {
    long squares = (work.to() - work.from()) * SLOW_SQUARE_NANOS;
    worker.send(
        allowing(squares + 2 * work.sections() * work.pauseNanos()),
        SquareWorker.INTERPRETED_SQUARES,
        work.from(),
        work.to(),
        work.sections(),
        work.pauseNanos());
  }

  void sendMixedSquares(long cycles, long squares, Duration pause) {
    long nanos = pause.toNanos();
    long longest = cycles * (squares * SLOW_SQUARE_NANOS + 2 * nanos);
    worker.send(allowing(longest), SquareWorker.MIXED_SQUARES, cycles, squares, nanos);
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

  /**
   * Has the worker square for as long as it lives; no answer is waited for. For workers that are to
   * be destroyed.
   */
  public void squareForEver() {
    sendSum(0, ENDLESS_SQUARES);
  }

  /**
   * Has the operating system end the worker, whatever it is doing, and waits until it is gone.
   *
   * @param forcibly whether it has no say in it
   * @param atMost how long its end may take
   * @return its exit code, on Unix 128 and the number of the signal
   * @throws WorkerException if it is still there after that time; it is killed then
   */
  public int destroy(boolean forcibly, Duration atMost) {
    return worker.destroy(forcibly, atMost);
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
