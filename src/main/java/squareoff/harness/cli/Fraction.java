package squareoff.harness.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import squareoff.harness.run.UnusableInputException;

/** A fraction as people write it: {@code 5%} or {@code 0.05}. */
final class Fraction {

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?|\\.\\d{1,9})\\s*(%?)");

  private Fraction() {}

  /**
   * Reads one.
   *
   * @param text what was written
   * @param where the option or file, for messages
   * @throws UnusableInputException if it is none
   */
  static double parse(String text, String where) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new UnusableInputException(
          "%s %s: give a fraction such as 5%% or 0.05".formatted(where, text));
    }
    double value = Double.parseDouble(form.group(1));
    return form.group(2).isEmpty() ? value : value / 100;
  }

  /** Reads a probability, above 0 and below 1. */
  static double probability(String text, String where) {
    double value = parse(text, where);
    if (value <= 0 || value >= 1) {
      throw new UnusableInputException(
          "%s %s: a probability is above 0 and below 100 %%".formatted(where, text));
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
    if (value >= 1 && !text.contains("%")) {
      // Whoever writes 5 means 5 %; taken for 500 % it would let everything pass.
      throw new UnusableInputException(
          "%s %s: write %s%% or, as a fraction, a number below 1"
              .formatted(where, text, text.strip()));
    }
    if (value > 10) {
      throw new UnusableInputException(
          "%s %s: a tolerance is at most 1000 %%; 5 %% is written 5%% or 0.05"
              .formatted(where, text));
    }
    return value;
  }
}
