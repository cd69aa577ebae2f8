package squareoff.harness.result;

import java.util.List;

/**
 * What an operation costs in a trial: numbers in which less is better whatever the mode, so that a
 * ratio below 1 always means faster.
 *
 * <p>A time per operation is its own cost; of a throughput it is the inverse, the time between two
 * completed operations of all threads together.
 *
 * @param unit seconds where JMH's unit is a time or a rate; otherwise that unit
 * @param trials one number a trial; empty where the file holds no raw data
 */
public record Cost(String unit, List<Double> trials) {

  /** Copies the numbers. */
  public Cost {
    trials = List.copyOf(trials);
  }

  /**
   * The cost of an entry.
   *
   * @param entry a result
   * @return its cost by trials
   */
  public static Cost of(JmhEntry entry) {
    Quantity quantity = Quantity.ofScore(entry);
    boolean rate = quantity.direction() == Direction.MORE_IS_BETTER;
    String unit = quantity.isTimeOrRate() ? "s" : quantity.unit();
    return new Cost(
        unit, quantity.trials().stream().map(value -> rate ? 1 / value : value).toList());
  }
}
