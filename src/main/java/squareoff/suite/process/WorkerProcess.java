package squareoff.suite.process;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The parent's handle on one worker JVM. A request is sent, then its answer received; one thread at
 * a time may use a handle.
 *
 * <p>Whatever goes wrong ends in a {@link WorkerException} within the {@link
 * WorkerLauncher#silence(Duration) silence} allowed, and with the worker dead: after it, the handle
 * can only be closed.
 */
public final class WorkerProcess implements AutoCloseable {

  private static final Duration END = Duration.ofSeconds(2);

  private final Process process;
  private final OutputStream toWorker;
  private final DataInputStream fromWorker;
  private final StderrTail stderr;
  private final Duration silence;
  private CompletableFuture<Void> answered = CompletableFuture.completedFuture(null);
  private Duration allowed;

  WorkerProcess(Process process, Duration silence) {
    this.process = process;
    this.silence = silence;
    this.allowed = silence;
    this.toWorker = process.getOutputStream();
    this.fromWorker = new DataInputStream(process.getInputStream());
    this.stderr = StderrTail.of(process);
  }

  /**
   * Tells the worker's process id.
   *
   * @return the id that the operating system gave it
   */
  public long pid() {
    return process.pid();
  }

  /**
   * Asks for a sign of life and waits for it.
   *
   * @return the process id that the worker itself reports
   * @throws WorkerException if the worker does not answer as it should
   */
  public long ping() {
    send(silence, WorkerMain.PING);
    return receive();
  }

  /**
   * Has one request done and waits for its result: {@link #send} and {@link #receive}.
   *
   * @param request the handler's number for it, not negative
   * @param arguments what the handler needs to know
   * @return the result
   * @throws WorkerException if the worker does not answer as it should
   */
  public long call(int request, long... arguments) {
    send(request, arguments);
    return receive();
  }

  /**
   * Sends a request; the answer must come within the silence allowed, and must be received before
   * the next is sent.
   *
   * @param request the handler's number for it, not negative
   * @param arguments what the handler needs to know
   * @throws WorkerException if the worker is dead
   */
  public void send(int request, long... arguments) {
    send(silence, request, arguments);
  }

  /**
   * Sends a request that may take long.
   *
   * @param atMost how long the worker may be silent about this request
   * @param request the handler's number for it, not negative
   * @param arguments what the handler needs to know
   * @throws WorkerException if the worker is dead
   * @throws IllegalStateException if the answer to the request before was not yet received
   */
  public void send(Duration atMost, int request, long... arguments) {
    if (!answered.isDone()) {
      throw new IllegalStateException("worker " + pid() + " still owes an answer");
    }
    long[] longs = new long[arguments.length + 1];
    longs[0] = request;
    System.arraycopy(arguments, 0, longs, 1, arguments.length);
    allowed = atMost;
    answered = killUnlessAnswered(atMost);
    try {
      Frame.ofLongs(Frame.REQUEST, longs).writeTo(toWorker);
    } catch (IOException brokenPipe) {
      throw failed("to take a request", "it no longer reads", brokenPipe);
    }
  }

  /**
   * Waits for the answer to the request sent last.
   *
   * @return the result
   * @throws WorkerException if the worker died, printed something else, said nothing for too long,
   *     or the request failed
   */
  public long receive() {
    Frame frame = readAnswer();
    if (frame.kind() == Frame.FAILURE) {
      throw new WorkerException("worker " + pid() + ": the request failed: " + frame.text());
    }
    if (frame.kind() != Frame.REPLY || frame.payload().length != Long.BYTES) {
      throw failed("an answer", "a frame of kind " + frame.kind() + " came", null);
    }
    return frame.longs()[0];
  }

  private Frame readAnswer() {
    try {
      Frame frame = Frame.readFrom(fromWorker);
      if (answered.complete(null)) {
        return frame;
      }
      throw failed("an answer", silenceText(), null);
    } catch (StreamCorruptedException garbage) {
      throw failed("an answer", "standard output has " + garbage.getMessage(), garbage);
    } catch (EOFException ended) {
      throw failed("an answer", silent() ? silenceText() : "its standard output ended", ended);
    } catch (IOException unreadable) {
      throw failed("an answer", silent() ? silenceText() : unreadable.getMessage(), unreadable);
    }
  }

  private boolean silent() {
    return answered.isCompletedExceptionally();
  }

  private String silenceText() {
    return "none came for " + allowed.toMillis() + " ms";
  }

  /** The read of a pipe cannot be timed; killing the writer ends it. */
  private CompletableFuture<Void> killUnlessAnswered(Duration atMost) {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    var unused =
        answer
            .orTimeout(atMost.toNanos(), TimeUnit.NANOSECONDS)
            .whenComplete((none, late) -> {
              if (late != null) {
                process.destroyForcibly();
              }
            });
    return answer;
  }

  private WorkerException failed(String expected, String found, Throwable cause) {
    answered.complete(null);
    // A worker that has just died is given the moment that the system needs to say how.
    Exit exit = Exit.of(process, Duration.ofMillis(500));
    return new WorkerException(
        "worker "
            + pid()
            + ": expected "
            + expected
            + ", but "
            + found
            + "; "
            + exit.text()
            + stderr.lastLines(),
        cause);
  }

  /**
   * Tells the worker to end, whatever it is doing, and does not wait for it: {@link #close} does.
   * With many workers, they end at the same time.
   */
  public void end() {
    answered.complete(null);
    try {
      toWorker.close();
    } catch (IOException workerGone) {
      // The stream is closed all the same: what could not be flushed had no reader any more.
    }
  }

  /**
   * Has the operating system end the worker, whatever it is doing, and waits until it is gone.
   *
   * @param forcibly whether it has no say in it (SIGKILL); otherwise it may first run what it has
   *     registered for that moment (SIGTERM)
   * @param atMost how long its end may take
   * @return its exit code, on Unix 128 and the number of the signal
   * @throws WorkerException if it is still there after that time; it is killed then
   */
  public int destroy(boolean forcibly, Duration atMost) {
    answered.complete(null);
    // Process.destroy() also closes the worker's standard input, which a worker takes as the order
    // to halt: one could not tell which of the two had ended it. The handle sends a signal only.
    ProcessHandle signalled = process.toHandle();
    if (forcibly) {
      signalled.destroyForcibly();
    } else {
      signalled.destroy();
    }
    return awaitEnd(atMost);
  }

  /**
   * Waits for the end of a worker that was told to.
   *
   * @param atMost how long its end may take
   * @return its exit code
   * @throws WorkerException if it is still there after that time; it is killed then
   */
  public int awaitEnd(Duration atMost) {
    Exit exit = Exit.of(process, atMost);
    if (exit.forced()) {
      throw new WorkerException(
          "worker " + pid() + ": expected its end within " + atMost + ", but " + exit.text());
    }
    return exit.code();
  }

  /**
   * Ends the worker, whatever it is doing, and waits until it is gone. Closing twice does nothing.
   */
  @Override
  public void close() {
    end();
    Exit.of(process, END);
    stderr.close();
  }
}
