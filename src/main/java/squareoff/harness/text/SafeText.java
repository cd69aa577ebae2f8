package squareoff.harness.text;

/**
 * Strangers' text (names, parameters, what a benchmark printed, file names), made safe to show:
 * nothing in it moves a terminal's cursor, hides or reverses what stands beside it, or begins a
 * line. A character that would is shown as {@code \}{@code u009b}, one outside the first 65536 as
 * its two halves. That is also how JSON and Java write it: inside a JSON text the value stays the
 * same.
 */
public final class SafeText {

  private SafeText() {}

  /**
   * Makes one line.
   *
   * @param text anything
   * @return the text with all that acts, line ends and tabs included, written out
   */
  public static String line(String text) {
    return shown(text, false);
  }

  /**
   * Keeps lines.
   *
   * @param text anything
   * @return the text with all that acts written out, but for line feeds and tabs
   */
  public static String block(String text) {
    return shown(text, true);
  }

  /**
   * Whether a character does something to what shows it: controls and format characters (Cc and Cf
   * of Unicode), separators of lines and paragraphs, halves of a pair without the other, and those
   * of which nobody knows what they will do (private and unassigned).
   *
   * @param c a code point
   */
  public static boolean acts(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static String shown(String text, boolean block) {
    if (text.codePoints().noneMatch(c -> acts(c) && !(block && isLayout(c)))) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    String lines = block ? text.replace("\r\n", "\n") : text;
    lines
        .codePoints()
        .forEach(c -> {
          if (acts(c) && !(block && isLayout(c))) {
            escape(c, out);
          } else {
            out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  private static boolean isLayout(int c) {
    return c == '\n' || c == '\t';
  }

  private static void escape(int c, StringBuilder out) {
    for (char half : Character.toChars(c)) {
      String hex = Integer.toHexString(half);
      out.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
    }
  }
}
