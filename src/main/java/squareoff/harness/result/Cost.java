package squareoff.harness.result;

import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private static final String PER_OPERATION = "/op";
  private static final String RATE = "ops/";
  private static final Map<String, Double> SECONDS =
      Map.of(
          "ns", 1e-9, "us", 1e-6, "ms", 1e-3, "s", 1.0, "min", 60.0, "hr", 3600.0, "day", 86400.0);

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
    String unit = entry.primary().unit();
    List<Double> means = entry.primary().forkMeans();
    boolean rate = unit.startsWith(RATE) || entry.cell().mode().equals("thrpt");
    String time =
        unit.startsWith(RATE)
            ? unit.substring(RATE.length())
            : unit.endsWith(PER_OPERATION)
                ? unit.substring(0, unit.length() - PER_OPERATION.length())
                : "";
    Optional<Double> seconds = Optional.ofNullable(SECONDS.get(time));
    double factor = seconds.orElse(1.0);
    return new Cost(
        seconds.isPresent() ? "s" : unit,
        means.stream().map(mean -> rate ? factor / mean : factor * mean).toList());
  }
}
