package squareoff.harness.audit;

import java.util.Locale;
import squareoff.harness.stats.Interval;
import squareoff.harness.stats.Proportion;

/** Shares as people read them. */
final class Percent {

  private static final double LEVEL = 0.95;

  private Percent() {}

  /** A fraction, without needless zeros: {@code 7.5 %}. */
  static String plain(double fraction) {
    String text = String.format(Locale.ROOT, "%.4f", 100 * fraction);
    return text.replaceAll("\\.?0+$", "") + " %";
  }

  /** A rate with two decimals: {@code 0.25 %}. */
  static String rate(Proportion proportion) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * proportion.rate());
  }

  /** A rate in whole percent: {@code 97 %}; with a decimal where it is nearly none or all. */
  static String whole(Proportion proportion) {
    double percent = 100 * proportion.rate();
    if (percent > 0 && percent < 0.1) {
      return "< 0.1 %";
    }
    if (percent > 99.9 && percent < 100) {
      return "> 99.9 %";
    }
    boolean nearly = percent > 0 && percent < 1 || percent > 99 && percent < 100;
    return String.format(Locale.ROOT, nearly ? "%.1f %%" : "%.0f %%", percent);
  }

  /** How far a rate of so many cases is off, usually: {@code 3.5 points} of 200 cases. */
  static String error(long cases) {
    return String.format(Locale.ROOT, "%.1f points", 100 * Math.sqrt(0.25 / cases));
  }

  /** A rate with the interval of its true value: {@code 0.25 % (0.18–0.33)}. */
  static String withInterval(Proportion proportion) {
    Interval interval = proportion.interval(LEVEL);
    return String.format(
        Locale.ROOT,
        "%s (%.2f–%.2f)",
        rate(proportion),
        100 * interval.low(),
        100 * interval.high());
  }
}
