package squareoff.suite.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads a worker's standard error to its end, so that the worker never blocks on it, and keeps the
 * last lines for an error message.
 */
final class StderrTail implements Runnable, AutoCloseable {

  private static final int LINES = 20;
  private static final long END_MILLIS = 500;

  private final BufferedReader reader;
  private final Deque<String> last = new ArrayDeque<>();
  private final Thread thread;

  private StderrTail(Process process) {
    this.reader = process.errorReader();
    this.thread = new Thread(null, this, "stderr of worker " + process.pid(), 64 * 1024);
    thread.setDaemon(true);
  }

  static StderrTail of(Process process) {
    StderrTail tail = new StderrTail(process);
    tail.thread.start();
    return tail;
  }

  @Override
  public void run() {
    try {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        add(line);
      }
    } catch (IOException closed) {
      add("(standard error unreadable: " + closed.getMessage() + ")");
    }
  }

  private synchronized void add(String line) {
    if (last.size() == LINES) {
      last.removeFirst();
    }
    last.addLast(line);
  }

  /** The last lines, ready to be appended to a message; empty if there are none. */
  String lastLines() {
    close();
    synchronized (this) {
      return last.isEmpty() ? "" : "; standard error:\n  " + String.join("\n  ", last);
    }
  }

  /** Waits for the end of the stream, which comes with the end of the worker. */
  @Override
  public void close() {
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
