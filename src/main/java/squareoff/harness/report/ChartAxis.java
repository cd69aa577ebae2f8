package squareoff.harness.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * An axis: which place of a drawing a number has.
 *
 * @param low the number at the first place
 * @param high the number at the last place, above {@code low}
 * @param logarithmic whether equal distances are equal ratios; {@code low} is above 0 then
 * @param from the first place, in the drawing's units
 * @param to the last place; below {@code from} where the axis points up
 */
public record ChartAxis(double low, double high, boolean logarithmic, double from, double to) {
  private static final double[] ROUND = {1, 2, 5, 10};

  /** Beyond these, differences and ratios of numbers on an axis would overflow or vanish. */
  private static final double MOST_DRAWN = 1e100;

  private static final double LEAST_DRAWN = 1e-100;

  /** Numbers that differ by less of their size are the same but for rounding. */
  private static final double ROUNDING = 1e-9;

  private static final int MOST_TICKS = 1000;

  /** Whether a number can stand on an axis, together with any other that can. */
  static boolean isDrawable(double value) {
    double size = Math.abs(value);
    return value == 0 || (size >= LEAST_DRAWN && size <= MOST_DRAWN);
  }

  /** An axis in steps of 1, 2 or 5, wide enough for all numbers from low to high. */
  static ChartAxis linear(double low, double high, double from, double to, int steps) {
    double size = Math.max(Math.abs(low), Math.abs(high));
    boolean apart = high - low > ROUNDING * size;
    double width = apart ? high - low : size == 0 ? 1 : 0.1 * size;
    double step = step(width / steps);
    double first = Math.floor((apart ? low : low - width / 2) / step + 1e-9) * step;
    double last = Math.ceil((apart ? high : high + width / 2) / step - 1e-9) * step;
    return new ChartAxis(first, last, false, from, to);
  }

  /**
   * An axis of ratios with some room at both ends.
   *
   * @param low the least number, above 0
   * @param high the greatest
   * @param from the first place
   * @param to the last place
   * @return an axis on which equal distances are equal ratios
   */
  public static ChartAxis logarithmic(double low, double high, double from, double to) {
    double room = Math.max(1.05, Math.pow(high / low, 0.04));
    return new ChartAxis(low / room, high * room, true, from, to);
  }

  private static double step(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double round : ROUND) {
      if (round * power >= least * (1 - 1e-9)) {
        return round * power;
      }
    }
    return 10 * power;
  }

  /**
   * The place of a number.
   *
   * @param value any
   * @return between the first place and the last; at an end where the number lies beyond
   */
  public double at(double value) {
    double share =
        logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    return from + (to - from) * Math.clamp(share, 0, 1);
  }

  /** Round numbers on the axis, at least so far apart. */
  List<Double> ticks(double apart) {
    List<Double> candidates = logarithmic ? decades() : steps(apart);
    List<Double> ticks = new ArrayList<>();
    for (double tick : candidates) {
      if (ticks.isEmpty() || Math.abs(at(tick) - at(ticks.getLast())) >= apart) {
        ticks.add(tick);
      }
    }
    return ticks;
  }

  private List<Double> steps(double apart) {
    int most = (int) Math.max(1, Math.abs(to - from) / apart);
    double step = step((high - low) / most);
    List<Double> ticks = new ArrayList<>();
    double n = Math.ceil(low / step - 1e-9);
    for (int i = 0; i < MOST_TICKS && n * step <= high + step * 1e-9; i++, n++) {
      // 3 * 0.1 is not 0.3.
      ticks.add(new BigDecimal(n * step).round(new MathContext(12)).doubleValue());
    }
    return ticks;
  }

  private List<Double> decades() {
    boolean narrow = high / low < 50;
    boolean narrower = high / low < 4;
    List<Double> ticks = new ArrayList<>();
    if (narrower) {
      return steps(Math.abs(to - from) / 5);
    }
    for (int e = (int) Math.floor(Math.log10(low)); e <= Math.ceil(Math.log10(high)); e++) {
      for (double round : narrow ? new double[] {1, 2, 5} : new double[] {1}) {
        double tick = new BigDecimal(round).scaleByPowerOfTen(e).doubleValue();
        if (tick >= low && tick <= high) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  /** A tick's number: all its digits, no more. */
  static String label(double tick) {
    if (tick != 0 && (Math.abs(tick) < 1e-4 || Math.abs(tick) >= 1e7)) {
      return new BigDecimal(tick).round(new MathContext(3)).stripTrailingZeros().toString();
    }
    return new BigDecimal(tick).round(new MathContext(9)).stripTrailingZeros().toPlainString();
  }
}
