package squareoff.harness.cli;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import squareoff.harness.run.UnusableInputException;

/** A fraction as people write it: {@code 5%} or {@code 0.05}. */
final class Fraction {

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?|\\.\\d{1,9})\\s*(%?)");

  /** Above it there is a typing error rather than a slowdown that does not matter. */
  private static final double GREATEST_TOLERANCE = 2;

  private Fraction() {}

  /**
   * Reads one: {@code 5%} or {@code 0.05}. Whoever writes a plain {@code 5} means 5 %; taken for
   * 500 % it would let everything pass, so that it is refused.
   *
   * @param text what was written
   * @param where the option or file, for messages
   * @return from 0; below 1 unless it was written in per cent
   * @throws UnusableInputException if it is none
   */
  static double parse(String text, String where) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new UnusableInputException(
          "%s %s: give a fraction such as 5%% or 0.05".formatted(where, text));
    }
    BigDecimal number = new BigDecimal(form.group(1));
    boolean percent = !form.group(2).isEmpty();
    if (!percent && number.compareTo(BigDecimal.ONE) >= 0) {
      throw new UnusableInputException(
          number.compareTo(BigDecimal.valueOf(100)) < 0
              ? "%s %s: write %s%% or %s"
                  .formatted(where, text, form.group(1), plain(number.movePointLeft(2)))
              : "%s %s: give a fraction such as 5%% or 0.05".formatted(where, text));
    }
    return (percent ? number.movePointLeft(2) : number).doubleValue();
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /** Reads a probability, above 0 and below 1. */
  static double probability(String text, String where) {
    double value = parse(text, where);
    if (value <= 0 || value >= 1) {
      throw new UnusableInputException(
          "%s %s: a probability is above 0 and below 100 %%, such as 5%% or 0.05"
              .formatted(where, text));
    }
    return value;
  }

  /** Reads a part of something, above 0; all of it is a part too. */
  static double part(String text, String where) {
    double value = parse(text, where);
    if (value <= 0 || value > 1) {
      throw new UnusableInputException(
          "%s %s: a part is above 0 and at most 100 %%, such as 25%% or 0.25"
              .formatted(where, text));
    }
    return value;
  }

  /** Reads a tolerance: a slowdown that does not matter. */
  static double tolerance(String text, String where) {
    double value = parse(text, where);
    if (value > GREATEST_TOLERANCE) {
      throw new UnusableInputException(
          "%s %s: a tolerance is at most 200 %%; 5 %% is written 5%% or 0.05"
              .formatted(where, text));
    }
    return value;
  }

  /** Reads a change or a scatter that there is: above 0, at most ten times the whole. */
  static double change(String text, String where) {
    double value = parse(text, where);
    if (value <= 0 || value > 10) {
      throw new UnusableInputException(
          "%s %s: must be above 0, to 1000 %%; 5 %% is written 5%% or 0.05".formatted(where, text));
    }
    return value;
  }
}
