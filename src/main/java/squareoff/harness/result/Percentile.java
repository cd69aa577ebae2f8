package squareoff.harness.result;

import java.util.OptionalDouble;
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

  /** The metric that it is of: empty where that is the score. */
  static String of(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() && matcher.group(1) != null ? matcher.group(1) : "";
  }
}
