package squareoff.harness.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import squareoff.harness.run.UnusableInputException;

/** Lengths of time as people read them. */
final class Durations {

  private Durations() {}

  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(s|m|min|h)");

  /**
   * Reads a length of time.
   *
   * @param text a number with a unit: s, m, min or h
   * @param option where it was given, for messages
   * @return seconds
   * @throws UnusableInputException if it is none
   */
  static double parse(String text, String option) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new UnusableInputException(
          "%s %s: give a time with its unit, such as 90s, 20m or 1h".formatted(option, text));
    }
    double unit =
        switch (form.group(2)) {
          case "s" -> 1;
          case "h" -> 3600;
          default -> 60;
        };
    return Double.parseDouble(form.group(1)) * unit;
  }

  /**
   * A length of time in its two largest units.
   *
   * @param seconds the length in seconds, from 0
   */
  static String text(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return "%d min %02d s".formatted(whole / 60, whole % 60);
    }
    return "%d h %02d min".formatted(whole / 3600, whole % 3600 / 60);
  }
}
