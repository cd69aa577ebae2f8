package squareoff.suite.strategy;

import java.util.ArrayList;
import java.util.List;
import squareoff.suite.workload.SquareLoop;

/**
 * CPU-bound work: the sum of the squares of a range of numbers, modulo 2^64.
 *
 * @param from the first number squared
 * @param to one more than the last number squared
 */
public record SumTask(long from, long to) implements Task {

  /**
   * Divides the numbers below {@code squares} as evenly as it goes: no worker has more than one
   * square more than another.
   *
   * @param squares how many numbers are squared, from 0 on
   * @param workers how many workers share them; some get none when there are more than squares
   * @return one task for each worker, in the order of their numbers
   * @throws StrategyException if squares is negative or workers below 1
   */
  public static List<Task> divide(long squares, int workers) {
    if (squares < 0 || workers < 1) {
      throw new StrategyException(
          "cannot divide squares="
              + squares
              + " over workers="
              + workers
              + ": give at least 0 squares and 1 worker");
    }
    List<Task> tasks = new ArrayList<>(workers);
    long from = 0;
    for (int i = 0; i < workers; i++) {
      long to = from + squares / workers + (i < squares % workers ? 1 : 0);
      tasks.add(new SumTask(from, to));
      from = to;
    }
    return tasks;
  }

  @Override
  public long run() {
    return SquareLoop.sum(from, to);
  }

  @Override
  public void sendTo(SquareProcess process) {
    process.sendSum(from, to);
  }
}
