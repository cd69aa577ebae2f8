package squareoff.harness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One line of text as the page shows it. It is read from what {@link MarkdownText} and its callers
 * write, so that both renderings say the same: words, code spans, character references.
 *
 * @param pieces in order
 */
public record PageText(List<Piece> pieces) {
  private static final Pattern CODE =
      Pattern.compile("<code>(.*?)</code>|(?<!`)(`+)(?!`)(.*?)(?<!`)\\2(?!`)", Pattern.DOTALL);
  private static final Pattern REFERENCE = Pattern.compile("&#(\\d{1,7});");

  /**
   * A part of the line, not yet escaped for HTML.
   *
   * @param code whether it is set as code
   * @param text what it says
   */
  public record Piece(boolean code, String text) {}

  /**
   * Reads one line of the Markdown that this package writes; other Markdown stays as it is.
   *
   * @param markdown one line, inert
   * @return its words and code spans
   */
  public static PageText parse(String markdown) {
    List<Piece> pieces = new ArrayList<>();
    Matcher matcher = CODE.matcher(markdown);
    int from = 0;
    while (matcher.find()) {
      add(pieces, false, markdown.substring(from, matcher.start()));
      boolean references = matcher.group(1) != null;
      add(pieces, true, references ? decoded(matcher.group(1)) : withoutMargin(matcher.group(3)));
      from = matcher.end();
    }
    add(pieces, false, markdown.substring(from));
    return new PageText(List.copyOf(pieces));
  }

  private static void add(List<Piece> pieces, boolean code, String text) {
    if (!text.isEmpty()) {
      pieces.add(new Piece(code, text));
    }
  }

  private static String decoded(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            r -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(r.group(1)))));
  }

  // Markdown takes one space from each end of a code span that has one at both.
  private static String withoutMargin(String text) {
    boolean margin = text.length() > 2 && text.startsWith(" ") && text.endsWith(" ");
    return margin && !text.isBlank() ? text.substring(1, text.length() - 1) : text;
  }

  /**
   * The words alone.
   *
   * @return one line, not escaped for anything
   */
  public String plain() {
    return pieces.stream().map(Piece::text).collect(Collectors.joining());
  }

  /**
   * The lines of a text, blank ones left out, marks of lists taken away.
   *
   * @param markdown lines that are inert
   * @return one for each line left
   */
  public static List<PageText> lines(CharSequence markdown) {
    return markdown
        .toString()
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> parse(line.startsWith("- ") ? line.substring(2) : line))
        .toList();
  }
}
