package squareoff.harness.compare;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Quantity;

/**
 * What is asked of two sets of results.
 *
 * @param metric a secondary metric by the name that today's JMH gives it; the score where empty
 * @param filter which cells are looked at; the others do not count among the tests
 * @param alpha the greatest probability of any wrong verdict over all cells together, above 0 and
 *     below 1
 * @param tolerance the change that does not matter, 0 or more: 0.05 for 5 %
 * @param floor the absolute difference from which on one counts; its unit is empty where it is that
 *     of the metric; the usual one where there is none
 */
public record Question(
    Optional<String> metric,
    Predicate<Cell> filter,
    double alpha,
    double tolerance,
    Optional<Quantity> floor) {
  /** The level where none is asked for. */
  public static final double USUAL_ALPHA = 0.05;

  /** Every cell's score at the usual level, where every change matters. */
  public static final Question USUAL = new Question(Optional.empty(), cell -> true, USUAL_ALPHA, 0);

  /** Bytes come in whole ones: half of one an operation is what JMH's profiler makes of none. */
  private static final Map<String, Double> USUAL_FLOORS = Map.of("B/op", 0.5);

  /** A question where the usual absolute differences count. */
  public Question(Optional<String> metric, Predicate<Cell> filter, double alpha, double tolerance) {
    this(metric, filter, alpha, tolerance, Optional.empty());
  }

  /**
   * The absolute difference from which on one counts.
   *
   * @param unit of what is compared
   * @return in that unit; 0 where every one counts
   */
  public double floor(String unit) {
    return floor
        .map(f -> f.unit().isEmpty() || f.unit().equals(unit) ? f.score() : 0)
        .orElseGet(() -> USUAL_FLOORS.getOrDefault(unit, 0.0));
  }

  /**
   * What is compared.
   *
   * @return the metric's name, or {@code score}
   */
  public String subject() {
    return metric.orElse("score");
  }
}
