package squareoff.harness.result;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A metric of an entry in a unit that does not depend on the one that JMH was told to print: times
 * in seconds, rates in operations a second. So those of {@code us/op} and {@code ns/op} can stand
 * beside each other.
 *
 * @param unit {@code s/op}, {@code ops/s}, or JMH's own where it is neither time nor rate
 * @param direction which way it gets better
 * @param trials the mean of each trial, in the unit; empty where the file holds no raw data
 * @param score JMH's score, in the unit; NaN where JMH had none
 * @param error JMH's error, in the unit; NaN where JMH had none
 */
public record Quantity(
    String unit, Direction direction, List<Double> trials, double score, double error) {
  private static final String PER_OPERATION = "/op";
  private static final String RATE = "ops/";
  private static final Map<String, Double> SECONDS =
      Map.of(
          "ns", 1e-9, "us", 1e-6, "ms", 1e-3, "s", 1.0, "min", 60.0, "hr", 3600.0, "day", 86400.0);

  /** Copies the numbers. */
  public Quantity {
    trials = List.copyOf(trials);
  }

  /**
   * What the benchmark's own score measures. Its direction is that of the unit where this is a rate
   * and that of the mode otherwise; a mode that is not JMH's counts as one that measures a cost.
   *
   * @param entry a result
   * @return its primary metric
   */
  public static Quantity ofScore(JmhEntry entry) {
    boolean rate = isRate(entry.primary().unit()) || entry.cell().mode().equals("thrpt");
    return of(entry.primary(), rate ? Direction.MORE_IS_BETTER : Direction.LESS_IS_BETTER);
  }

  /**
   * What a profiler, a counter or a member of a group measured. Its direction is known by its unit
   * alone: what an operation takes ({@code ns/op}, {@code B/op}, {@code #/op}) is a cost,
   * operations by time are a rate, and of anything else nothing is known.
   *
   * @param metric a secondary metric
   * @return the same in its neutral unit
   */
  public static Quantity ofSecondary(Metric metric) {
    return of(
        metric,
        isRate(metric.unit())
            ? Direction.MORE_IS_BETTER
            : metric.unit().endsWith(PER_OPERATION) ? Direction.LESS_IS_BETTER : Direction.UNKNOWN);
  }

  private static Quantity of(Metric metric, Direction direction) {
    String unit = metric.unit();
    boolean rate = isRate(unit);
    Optional<Double> seconds = Optional.ofNullable(SECONDS.get(time(unit)));
    double factor = seconds.map(s -> rate ? 1 / s : s).orElse(1.0);
    String neutral = seconds.isEmpty() ? unit : rate ? RATE + "s" : "s" + PER_OPERATION;
    List<Double> trials = metric.forkMeans().stream().map(mean -> mean * factor).toList();
    return new Quantity(
        neutral, direction, trials, metric.score() * factor, metric.error() * factor);
  }

  /** The unit of time within a unit; nothing where there is none. */
  private static String time(String unit) {
    if (isRate(unit)) {
      return unit.substring(RATE.length());
    }
    return unit.endsWith(PER_OPERATION)
        ? unit.substring(0, unit.length() - PER_OPERATION.length())
        : "";
  }

  private static boolean isRate(String unit) {
    return unit.startsWith(RATE);
  }

  /**
   * Whether this is a time per operation or a number of operations by time.
   *
   * @return false where JMH's unit was kept
   */
  public boolean isTimeOrRate() {
    return unit.equals("s" + PER_OPERATION) || unit.equals(RATE + "s");
  }
}
