package squareoff.harness.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A table of GitHub's Markdown, padded so that it is a table in a terminal too.
 *
 * @param <R> what a row shows
 */
public final class MarkdownTable<R> {
  // A name of 10 000 characters must not make 10 000 lines as long.
  private static final int WIDEST = 60;
  // What Markdown wants of a rule.
  private static final int NARROWEST = 3;

  /**
   * A column.
   *
   * @param header its name, inert Markdown
   * @param number whether it holds numbers, aligned right
   * @param text what it says of a row, inert Markdown on one line
   * @param <R> what a row shows
   */
  public record Column<R>(String header, boolean number, Function<R, String> text) {}

  private final List<Column<R>> columns = new ArrayList<>();

  /**
   * Adds a column of text, aligned left.
   *
   * @param header its name, inert Markdown
   * @param text what it says of a row, inert Markdown on one line
   */
  public void text(String header, Function<R, String> text) {
    columns.add(new Column<>(header, false, text));
  }

  /**
   * Adds a column of numbers, aligned right.
   *
   * @param header its name, inert Markdown
   * @param text what it says of a row, inert Markdown on one line
   */
  public void number(String header, Function<R, String> text) {
    columns.add(new Column<>(header, true, text));
  }

  /**
   * The columns so far, for other renderings of the same table.
   *
   * @return from left to right
   */
  public List<Column<R>> columns() {
    return List.copyOf(columns);
  }

  /**
   * Appends the table, a line a row.
   *
   * @param rows from top to bottom
   * @param out where the lines go
   */
  public void render(List<R> rows, StringBuilder out) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns.stream().map(Column::header).toList());
    rows.forEach(row -> lines.add(columns.stream().map(c -> c.text().apply(row)).toList()));
    int[] widths = new int[columns.size()];
    Arrays.fill(widths, NARROWEST);
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Math.min(WIDEST, MarkdownText.width(line.get(i))));
      }
    }
    appendLine(lines.getFirst(), widths, out);
    appendRule(widths, out);
    lines.subList(1, lines.size()).forEach(line -> appendLine(line, widths, out));
  }

  private void appendLine(List<String> line, int[] widths, StringBuilder out) {
    for (int i = 0; i < widths.length; i++) {
      String text = line.get(i);
      String padding = " ".repeat(Math.max(0, widths[i] - MarkdownText.width(text)));
      out.append("| ")
          .append(columns.get(i).number() ? padding + text : text + padding)
          .append(' ');
    }
    out.append("|\n");
  }

  private void appendRule(int[] widths, StringBuilder out) {
    for (int i = 0; i < widths.length; i++) {
      boolean number = columns.get(i).number();
      String dashes = "-".repeat(widths[i] - (number ? 1 : 0));
      out.append("| ").append(dashes).append(number ? ": " : " ");
    }
    out.append("|\n");
  }
}
