package squareoff.suite.strategy;

import java.util.ArrayList;
import java.util.List;
import squareoff.suite.workload.InterpretedSquares;
import squareoff.suite.workload.InterpreterLock;

/**
 * CPU-bound work under a global lock. In a worker process the lock is that process's own.
 *
 * @param squares what is computed
 * @param lock what a thread of this JVM must hold to compute
 */
public record InterpretedTask(InterpretedSquares squares, InterpreterLock lock) implements Task {

  /**
   * Divides the numbers below {@code squares}, and their sections, as evenly as it goes: all
   * workers together do the same, however many they are.
   *
   * @param squares how many numbers are squared, from 0 on
   * @param sections how many sections there are; workers beyond that number have nothing to do
   * @param pauseMillis how long a worker pauses at the end of each section, in milliseconds
   * @param workers how many workers share them
   * @param kind when the lock is released
   * @param lock the lock of this JVM's workers
   * @return one task for each worker
   * @throws UnmeasurableCellException if a number is too small, or there is no pause in which the
   *     lock could be released
   */
  public static List<Task> divide(
      long squares,
      int sections,
      int pauseMillis,
      int workers,
      GlobalLockKind kind,
      InterpreterLock lock) {
    if (squares < 0 || pauseMillis < 0 || workers < 1) {
      throw new UnmeasurableCellException(
          "squares=%d, pauseMillis=%d, workers=%d: give at least 0 squares, no negative pause and 1 worker"
              .formatted(squares, pauseMillis, workers));
    }
    boolean inPause = kind == GlobalLockKind.RELEASED_IO;
    if (inPause && pauseMillis == 0) {
      throw new UnmeasurableCellException(
          "lock=released-io with pauseMillis=0: there is no pause in which it could be released. Use -p pauseMillis=1,"
              + " or lock=handed-over");
    }
    boolean inNative = kind == GlobalLockKind.RELEASED_NATIVE;
    long pauseNanos = pauseMillis * 1_000_000L;
    List<Task> tasks = new ArrayList<>(workers);
    int done = 0;
    for (int worker = 0; worker < workers; worker++) {
      int next = (int) ((long) sections * (worker + 1) / workers);
      long from = boundary(squares, done, sections);
      long to = boundary(squares, next, sections);
      tasks.add(
          new InterpretedTask(
              new InterpretedSquares(from, to, next - done, pauseNanos, inNative, inPause), lock));
      done = next;
    }
    return tasks;
  }

  private static long boundary(long squares, int section, int sections) {
    return squares / sections * section + squares % sections * section / sections;
  }

  @Override
  public long run() throws InterruptedException {
    return squares.run(lock);
  }

  @Override
  public void sendTo(SquareProcess process) {
    process.sendInterpreted(squares);
  }
}
