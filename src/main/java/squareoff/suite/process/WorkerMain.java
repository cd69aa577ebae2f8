package squareoff.suite.process;

import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The worker's side of the conversation: reads requests from standard input, has them done, writes
 * the results to standard output.
 *
 * <p>A thread of its own reads standard input all the time, also while a request is computed: the
 * end of that stream is how the worker learns that its parent is gone, however it died, and then it
 * halts at once. No lambda, no formatter, no logger: what a worker does not load does not delay its
 * first answer.
 */
public final class WorkerMain implements Runnable {

  /** Answered by every worker with its process id, without asking the handler. */
  static final int PING = -1;

  /** Exit code of a worker that was sent something that is no request. */
  static final int EXIT_PROTOCOL = 65;

  private final DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in));
  private Frame pending;

  private WorkerMain() {}

  /**
   * Serves requests until standard input ends; call it from the {@code main} of a worker. Never
   * returns: the end of standard input ends the JVM.
   *
   * @param handler does the requests, one at a time, on the calling thread
   */
  public static void serve(RequestHandler handler) {
    WorkerMain worker = new WorkerMain();
    Thread reader = new Thread(worker, "parent");
    reader.setDaemon(true);
    reader.start();
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    try {
      while (true) {
        answer(worker.take(), handler).writeTo(out);
      }
    } catch (IOException | InterruptedException unanswerable) {
      throw new IllegalStateException("the worker cannot answer its parent", unanswerable);
    }
  }

  private static Frame answer(Frame request, RequestHandler handler) throws InterruptedException {
    long[] longs = request.longs();
    int number = (int) longs[0];
    if (number == PING) {
      return Frame.ofLongs(Frame.REPLY, ProcessHandle.current().pid());
    }
    long[] arguments = new long[longs.length - 1];
    System.arraycopy(longs, 1, arguments, 0, arguments.length);
    try {
      return Frame.ofLongs(Frame.REPLY, handler.handle(number, arguments));
    } catch (RuntimeException failure) {
      return Frame.ofText(Frame.FAILURE, failure.toString());
    }
  }

  private synchronized Frame take() throws InterruptedException {
    while (pending == null) {
      wait();
    }
    Frame request = pending;
    pending = null;
    notifyAll();
    return request;
  }

  private synchronized void put(Frame request) throws InterruptedException {
    while (pending != null) {
      wait();
    }
    pending = request;
    notifyAll();
  }

  /**
   * Reads standard input to its end, then halts the JVM. Public only as a thread's body must be.
   */
  @Override
  public void run() {
    int exit = EXIT_PROTOCOL;
    try {
      while (true) {
        Frame frame = Frame.readFrom(in);
        if (frame.kind() != Frame.REQUEST || frame.payload().length < Long.BYTES) {
          throw new java.io.StreamCorruptedException("not a request: kind " + frame.kind());
        }
        put(frame);
      }
    } catch (java.io.EOFException parentGone) {
      exit = 0;
    } catch (IOException | InterruptedException unreadable) {
      System.err.println("the worker cannot read its parent: " + unreadable);
    } finally {
      // Not exit(): hooks could wait for the thread that computes.
      Runtime.getRuntime().halt(exit);
    }
  }
}
