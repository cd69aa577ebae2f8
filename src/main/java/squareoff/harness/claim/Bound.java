package squareoff.harness.claim;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import squareoff.harness.stats.Interval;

/**
 * The range that a claim says a number lies in. Written {@code <= 0.6}, {@code < 1}, {@code >= 2},
 * {@code > 0}, {@code == 0} or, with both ends included, {@code 0.9..1.1}.
 *
 * @param text as it was written
 * @param low its lower end; negative infinity where it has none
 * @param high its upper end; positive infinity where it has none
 * @param open whether the ends are excluded
 */
public record Bound(String text, double low, double high, boolean open) {
  private static final String NUMBER = "([-+]?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d{1,3})?)";
  private static final Pattern ONE_SIDED = Pattern.compile("(<=|>=|==|<|>)\\s*" + NUMBER);
  private static final Pattern TWO_SIDED = Pattern.compile(NUMBER + "\\s*\\.\\.\\s*" + NUMBER);

  /**
   * Reads a written bound.
   *
   * @param text the written form
   * @return empty where it is none, or one that no number fulfils
   */
  public static Optional<Bound> parse(String text) {
    String trimmed = text.strip();
    Matcher two = TWO_SIDED.matcher(trimmed);
    if (two.matches()) {
      double low = Double.parseDouble(two.group(1));
      double high = Double.parseDouble(two.group(2));
      return low <= high ? Optional.of(new Bound(trimmed, low, high, false)) : Optional.empty();
    }
    Matcher one = ONE_SIDED.matcher(trimmed);
    if (!one.matches()) {
      return Optional.empty();
    }
    double number = Double.parseDouble(one.group(2));
    String sign = one.group(1);
    double low = sign.startsWith("<") ? Double.NEGATIVE_INFINITY : number;
    double high = sign.startsWith(">") ? Double.POSITIVE_INFINITY : number;
    return Optional.of(new Bound(trimmed, low, high, sign.length() == 1));
  }

  /**
   * Whether a number fulfils it.
   *
   * @param value any number; NaN never does
   * @return true where it does
   */
  public boolean contains(double value) {
    return open ? low < value && value < high : low <= value && value <= high;
  }

  /**
   * Whether one number alone is allowed, so that a single other one refutes it.
   *
   * @return true for {@code == x}
   */
  public boolean isPoint() {
    return low == high;
  }

  /**
   * What an interval says of a number that is known to lie in it.
   *
   * @param interval where the number lies
   * @return holds where all of the interval is within, refuted where none is, undecided otherwise
   */
  public Verdict judge(Interval interval) {
    if (contains(interval.low()) && contains(interval.high())) {
      return Verdict.HOLDS;
    }
    boolean below = open ? interval.high() <= low : interval.high() < low;
    boolean above = open ? interval.low() >= high : interval.low() > high;
    return below || above ? Verdict.REFUTED : Verdict.UNDECIDED;
  }

  /**
   * How far inside a number lies.
   *
   * @param value any number
   * @return the distance to the nearer end, negative outside; never NaN but for NaN
   */
  double margin(double value) {
    return Math.min(value - low, high - value);
  }

  @Override
  public String toString() {
    return text;
  }
}
