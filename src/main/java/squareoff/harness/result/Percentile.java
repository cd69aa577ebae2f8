package squareoff.harness.result;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of percentiles among secondary metrics: {@code p0.99} of the score, {@code get:p0.99}
 * of a member of a group, {@code safepoints.pause.p0.99} of what a profiler saw.
 */
public final class Percentile {
  private static final Pattern NAME = Pattern.compile("(?:(.*)[:.·])?p([01]\\.\\d{1,9})");

  private Percentile() {}

  /**
   * Whether a metric is one.
   *
   * @param name the name of a secondary metric
   * @return true where it ends as those of JMH do
   */
  public static boolean isOne(String name) {
    return NAME.matcher(name).matches();
  }

  /** Which it is, from 0 to 100; empty where the metric is none. */
  static OptionalDouble rank(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? OptionalDouble.of(100 * Double.parseDouble(matcher.group(2)))
        : OptionalDouble.empty();
  }

  /**
   * Where percentiles fall, though a greater part of the values cannot end below a smaller one.
   *
   * @param values by their ranks
   * @return the first two that do, in words; empty where none do
   */
  static Optional<String> falling(SortedMap<Double, Double> values) {
    Map.Entry<Double, Double> before = null;
    for (Map.Entry<Double, Double> next : values.entrySet()) {
      if (before != null && next.getValue() < before.getValue()) {
        return Optional.of(
            "%s is %s, %s is %s"
                .formatted(before.getKey(), before.getValue(), next.getKey(), next.getValue()));
      }
      before = Double.isNaN(next.getValue()) ? before : next;
    }
    return Optional.empty();
  }

  /** The metric that it is of: empty where that is the score. */
  static String of(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() && matcher.group(1) != null ? matcher.group(1) : "";
  }
}
