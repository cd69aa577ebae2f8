package squareoff.harness.report;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers with as many digits as they deserve. */
public final class Digits {
  /** What stands where there is no number. */
  public static final String MISSING = "-";

  private static final int MOST_SIGNIFICANT = 6;

  private Digits() {}

  /**
   * A number that is known to within a half width: to the second significant digit of that, but
   * with two to six significant digits of its own; with three where nothing is known.
   *
   * @param value in any unit
   * @param halfWidth in the same unit; NaN where nothing is known
   * @return the number in decimal, in e-notation below 0.0001 and from 1e9 up; {@code -} where it
   *     is not finite
   */
  public static String number(double value, double halfWidth) {
    if (!Double.isFinite(value)) {
      return MISSING;
    }
    return isOrdinary(value)
        ? fixed(value, decimals(value, isRounding(value, halfWidth) ? 0 : halfWidth))
        : String.format(Locale.ROOT, "%.2e", value);
  }

  /**
   * A number of which no interval is known.
   *
   * @param value in any unit
   * @return as with a half width of NaN
   */
  public static String number(double value) {
    return number(value, Double.NaN);
  }

  /** The half width itself, to the same place as its number. */
  static String halfWidth(double value, double halfWidth) {
    if (!Double.isFinite(halfWidth) || !Double.isFinite(value)) {
      return MISSING;
    }
    if (isRounding(value, halfWidth)) {
      return "0";
    }
    if (!isOrdinary(value) || !isOrdinary(halfWidth)) {
      return halfWidth == 0 ? "0" : String.format(Locale.ROOT, "%.1e", halfWidth);
    }
    int decimals = decimals(value, halfWidth);
    boolean vanishes = halfWidth < 0.5 * Math.pow(10, -decimals);
    return halfWidth == 0 ? "0" : fixed(halfWidth, vanishes ? 1 - exponent(halfWidth) : decimals);
  }

  /** A p-value: two significant digits, and what is too small to matter as such. */
  static String probability(double p) {
    if (p < 1e-4) {
      return "<0.0001";
    }
    return p >= 0.995
        ? (p >= 1 ? "1" : "0.99")
        : p >= 0.1 ? fixed(p, 2) : fixed(p, 1 - exponent(p));
  }

  /** A number that someone typed, without zeros at its end. */
  static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** A part that someone typed, in per cent. */
  static String percent(double part) {
    return BigDecimal.valueOf(part).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
  }

  /** Of trials that do not differ, a mean and its deviations differ by what was rounded. */
  private static boolean isRounding(double value, double halfWidth) {
    return halfWidth < 1e-12 * Math.abs(value);
  }

  private static boolean isOrdinary(double value) {
    return value == 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e9);
  }

  private static int decimals(double value, double halfWidth) {
    if (value == 0 && !(halfWidth > 0)) {
      return 0;
    }
    int own = exponent(value == 0 ? halfWidth : value);
    int carried = halfWidth > 0 ? 1 - exponent(halfWidth) : 2 - own;
    int bounded = Math.clamp(carried, 1 - own, MOST_SIGNIFICANT - 1 - own);
    return Math.clamp(bounded, 0, 12);
  }

  private static int exponent(double value) {
    return (int) Math.floor(Math.log10(Math.abs(value)));
  }

  private static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
