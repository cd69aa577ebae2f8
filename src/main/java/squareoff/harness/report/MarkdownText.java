package squareoff.harness.report;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import squareoff.harness.text.SafeText;

/**
 * Strangers' text, made inert: in Markdown it is nothing but text, and in a terminal it moves
 * nothing and hides nothing.
 *
 * <p>Plain words stay as they are. What could mean something to Markdown or to GitHub (emphasis,
 * links, mentions, HTML) becomes a code span, in which nothing means anything; only a text with
 * what ends a table's cell is written with character references.
 */
public final class MarkdownText {
  private static final int LONGEST = 160;
  private static final int LONGEST_PROSE = 1000;
  private static final Pattern BACKTICKS = Pattern.compile("`+");
  private static final String PLAIN_IN_CODE = " ,()=/-";
  private static final Pattern PLAIN =
      Pattern.compile("[\\p{Alnum} .,;:()/%+='\"?^_{}\\-[^\\p{ASCII}]]+");
  // Plain characters that mean something in this place: space at an end, signs of lists and quotes,
  // underscores of emphasis, addresses, emoji names.
  private static final Pattern MEANINGFUL =
      Pattern.compile(
          "^\\s|\\s$|\\s\\s|^[-+=](?!\\d)|^\\d+[.)](\\s|$)|(?<!\\p{Alnum})_|_(?!\\p{Alnum})"
              + "|://|(?i:www\\.)|:[a-z0-9_+-]+:|\\{\\{|\\{%");

  private MarkdownText() {}

  /**
   * Makes a text inert.
   *
   * @param text anything
   * @return one line of Markdown that shows it, in a table's cell as well as elsewhere
   */
  public static String escape(String text) {
    return escape(text, LONGEST);
  }

  /**
   * Makes sentences inert, which may be longer than a name.
   *
   * @param text anything
   * @return one line of Markdown that shows it, in a table's cell as well as elsewhere
   */
  public static String prose(String text) {
    return escape(text, LONGEST_PROSE);
  }

  private static String escape(String text, int longest) {
    if (isWord(text, longest)) {
      return text;
    }
    String visible = abbreviated(SafeText.line(text), longest);
    if (visible.isEmpty()) {
      return "\"\"";
    }
    if (PLAIN.matcher(visible).matches() && !MEANINGFUL.matcher(visible).find()) {
      return visible;
    }
    return visible.contains("|") ? "<code>" + references(visible) + "</code>" : codeSpan(visible);
  }

  /** Whether a text is nothing but letters and digits, as most names and values are. */
  private static boolean isWord(String text, int longest) {
    return !text.isEmpty()
        && text.length() <= longest
        && text.chars()
            .allMatch(
                c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
  }

  private static String codeSpan(String text) {
    int longestRun =
        BACKTICKS.matcher(text).results().mapToInt(run -> run.group().length()).max().orElse(0);
    String fence = "`".repeat(longestRun + 1);
    // Markdown takes one space from each end of a code span that has one at both.
    boolean needsMargin =
        text.startsWith("`") || text.endsWith("`") || (text.startsWith(" ") && text.endsWith(" "));
    String margin = needsMargin ? " " : "";
    return fence + margin + text + margin + fence;
  }

  private static String abbreviated(String text, int longest) {
    int length = text.codePointCount(0, text.length());
    if (length <= longest) {
      return text;
    }
    int head = text.offsetByCodePoints(0, longest / 2);
    int tail = text.offsetByCodePoints(text.length(), -longest / 4);
    return text.substring(0, head)
        + "…("
        + (length - longest / 2 - longest / 4)
        + " more)…"
        + text.substring(tail);
  }

  private static String references(String text) {
    return text.codePoints()
        .mapToObj(c ->
            Character.isLetterOrDigit(c) || PLAIN_IN_CODE.indexOf(c) >= 0
                ? Character.toString(c)
                : "&#" + c + ";")
        .collect(Collectors.joining());
  }

  /**
   * How many columns of a terminal a text takes.
   *
   * @param text one line
   * @return 0 for a combining mark, 2 for a wide character of East Asia or an emoji, 1 for others
   */
  public static int width(String text) {
    if (text.chars().allMatch(c -> c < 0x7f)) {
      return text.length();
    }
    return text.codePoints().map(MarkdownText::width).sum();
  }

  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        (c >= 0x1100 && c <= 0x115F)
            || (c >= 0x2E80 && c <= 0xA4CF)
            || (c >= 0xAC00 && c <= 0xD7A3)
            || (c >= 0xF900 && c <= 0xFAFF)
            || (c >= 0xFE30 && c <= 0xFE6F)
            || (c >= 0xFF00 && c <= 0xFF60)
            || (c >= 0xFFE0 && c <= 0xFFE6)
            || (c >= 0x1F300 && c <= 0x1FAFF)
            || (c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
  }
}
