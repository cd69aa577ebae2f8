package squareoff.suite.strategy;

import java.time.Duration;
import squareoff.suite.workload.Pause;

/**
 * I/O-bound work: square a number, then pause, again and again.
 *
 * @param squares how many numbers are squared, from 0 on
 * @param pause how long the worker pauses after each
 */
public record PauseTask(long squares, Duration pause) implements Task {

  @Override
  public long run() throws InterruptedException {
    return Pause.squares(squares, pause.toNanos());
  }

  @Override
  public void sendTo(SquareProcess process) {
    process.sendPausedSquares(squares, pause);
  }
}
