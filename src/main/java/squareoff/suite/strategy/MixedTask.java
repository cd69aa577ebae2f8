package squareoff.suite.strategy;

import java.time.Duration;
import squareoff.suite.workload.ClosedForm;
import squareoff.suite.workload.Mix;

/**
 * Work of both kinds in turn: some squares, then a pause, and again.
 *
 * @param cycles how often, at least 1
 * @param squares how many numbers are squared in one cycle, at least 1
 * @param pause how long the worker pauses at the end of each cycle; zero for not at all
 */
public record MixedTask(long cycles, long squares, Duration pause) implements Task {

  private static final int WHOLE_PERCENT = 100;

  /** Longer tasks are a slip of the parameters; shorter ones cannot overflow. */
  private static final long MOST_MILLIS = Duration.ofHours(1).toMillis();

  private static final long MOST_SQUARES_PER_MILLI = 1_000_000_000;

  /**
   * Divides each cycle between squares and pause. A cycle has at least one square, so that there is
   * a sum to check.
   *
   * @param cpuPercent which part of a cycle's nominal time is squares, 0 to 100
   * @param cycles how often the worker squares and pauses, at least 1
   * @param cycleMillis the nominal time of a cycle, in milliseconds, at least 1
   * @param squaresPerMilli how many squares count as one millisecond, 1 to a thousand million
   * @return the task of one worker
   * @throws StrategyException if a number is out of range, or the cycles take more than an hour
   */
  public static MixedTask of(int cpuPercent, int cycles, int cycleMillis, long squaresPerMilli) {
    if (cpuPercent < 0 || cpuPercent > WHOLE_PERCENT) {
      throw new StrategyException("cpuPercent=" + cpuPercent + ": give 0 to 100");
    }
    if (cycles < 1 || cycleMillis < 1 || (long) cycles * cycleMillis > MOST_MILLIS) {
      throw new StrategyException(
          "cycles=%d, cycleMillis=%d: give at least 1 of each, at most an hour in all"
              .formatted(cycles, cycleMillis));
    }
    if (squaresPerMilli < 1 || squaresPerMilli > MOST_SQUARES_PER_MILLI) {
      throw new StrategyException(
          "squaresPerMilli=%d: give 1 to %d".formatted(squaresPerMilli, MOST_SQUARES_PER_MILLI));
    }
    long squares = cycleMillis * squaresPerMilli * cpuPercent / WHOLE_PERCENT;
    Duration pause =
        Duration.ofMillis(cycleMillis)
            .multipliedBy(WHOLE_PERCENT - cpuPercent)
            .dividedBy(WHOLE_PERCENT);
    return new MixedTask(cycles, Math.max(1, squares), pause);
  }

  /**
   * Checks what a worker has found.
   *
   * @param sum its result
   * @return the sum
   * @throws IllegalStateException if it is wrong
   */
  public long check(long sum) {
    return ClosedForm.check(cycles * squares, sum);
  }

  @Override
  public long run() throws InterruptedException {
    return Mix.squares(cycles, squares, pause.toNanos());
  }

  @Override
  public void sendTo(SquareProcess process) {
    process.sendMixedSquares(cycles, squares, pause);
  }
}
