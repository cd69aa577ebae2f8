package squareoff.harness.compare;

import java.util.Optional;
import java.util.function.Predicate;
import squareoff.harness.result.Cell;

/**
 * What is asked of two sets of results.
 *
 * @param metric a secondary metric by the name that today's JMH gives it; the score where empty
 * @param filter which cells are looked at; the others do not count among the tests
 * @param alpha the greatest probability of any wrong verdict over all cells together, above 0 and
 *     below 1
 * @param tolerance the change that does not matter, 0 or more: 0.05 for 5 %
 */
public record Question(
    Optional<String> metric, Predicate<Cell> filter, double alpha, double tolerance) {
  /** The level where none is asked for. */
  public static final double USUAL_ALPHA = 0.05;

  /** Every cell's score at the usual level, where every change matters. */
  public static final Question USUAL = new Question(Optional.empty(), cell -> true, USUAL_ALPHA, 0);

  /**
   * What is compared.
   *
   * @return the metric's name, or {@code score}
   */
  public String subject() {
    return metric.orElse("score");
  }
}
