package squareoff.harness.audit;

import java.util.ArrayList;
import java.util.List;

/** A table of Markdown, padded so that it is one in a terminal too; the first columns are text. */
final class TextTable {

  private final int texts;
  private final List<List<String>> lines = new ArrayList<>();

  /**
   * A table without rows.
   *
   * @param texts how many columns are text, aligned left; the others are numbers
   * @param headers of all columns
   */
  TextTable(int texts, List<String> headers) {
    this.texts = texts;
    lines.add(List.copyOf(headers));
  }

  void row(List<String> cells) {
    lines.add(List.copyOf(cells));
  }

  /** The table, a line a row. */
  @Override
  public String toString() {
    int columns = lines.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> line : lines) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(Math.max(3, widths[i]), line.get(i).length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (int row = 0; row < lines.size(); row++) {
      for (int i = 0; i < columns; i++) {
        String text = lines.get(row).get(i);
        String padding = " ".repeat(widths[i] - text.length());
        out.append("| ").append(i < texts ? text + padding : padding + text).append(' ');
      }
      out.append("|\n");
      if (row == 0) {
        for (int i = 0; i < columns; i++) {
          String dashes = "-".repeat(widths[i] - (i < texts ? 0 : 1));
          out.append("| ").append(dashes).append(i < texts ? " " : ": ");
        }
        out.append("|\n");
      }
    }
    return out.toString();
  }
}
