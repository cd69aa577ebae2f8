package squareoff.harness.report.verdict;

import java.util.Locale;
import squareoff.harness.report.Digits;
import squareoff.harness.stats.Interval;

/**
 * Ratios of costs in words: per cent where one thinks in per cent, factors beyond. Above 0 % is
 * slower.
 */
final class Change {
  private static final double LEAST_IN_PER_CENT = 0.1;
  private static final double MOST_IN_PER_CENT = 2;

  /** How to read the words, in a sentence. */
  static final String DIRECTION =
      "change: of the cost, the time per operation (or 1 divided by the throughput):"
          + " +10 % is slower, -10 % is faster, in every mode.";

  private Change() {}

  /** A ratio as {@code +10.3 %}, {@code -0.42 %} or {@code ×3.18}. */
  static String of(double ratio) {
    if (ratio < LEAST_IN_PER_CENT || ratio >= MOST_IN_PER_CENT) {
      return "×" + Digits.number(ratio);
    }
    String text = perCent(ratio - 1);
    return text.startsWith("-") || text.startsWith("0.00") ? text : "+" + text;
  }

  /**
   * A fraction as {@code 5 %}, {@code 0.42 %} or {@code 10.3 %}: what it has of digits, up to
   * three.
   */
  static String fraction(double fraction) {
    return perCent(fraction).replaceFirst("\\.0+ %$", " %");
  }

  private static String perCent(double fraction) {
    double value = fraction * 100;
    String text = String.format(Locale.ROOT, Math.abs(value) < 0.995 ? "%.2f" : "%.1f", value);
    return (text.equals("-0.00") ? "0.00" : text) + " %";
  }

  /** An interval of ratios; where an end is open, the other one; {@code none yet} without any. */
  static String interval(Interval ratios) {
    boolean from = ratios.low() > 0;
    boolean to = ratios.high() < Double.POSITIVE_INFINITY;
    if (from && to) {
      return of(ratios.low()) + " to " + of(ratios.high());
    }
    return from ? "above " + of(ratios.low()) : to ? "below " + of(ratios.high()) : "none yet";
  }

  /** The slowdowns that are excluded: {@code ≥ 3.1 %}, {@code any}, or {@code none yet}. */
  static String excluded(double slowdown) {
    if (slowdown == Double.POSITIVE_INFINITY) {
      return "none yet";
    }
    if (slowdown <= 0) {
      return "any";
    }
    return slowdown + 1 < MOST_IN_PER_CENT ? "≥ " + perCent(slowdown) : "≥ " + of(slowdown + 1);
  }
}
