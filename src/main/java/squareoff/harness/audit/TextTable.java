package squareoff.harness.audit;

import java.util.ArrayList;
import java.util.List;
import squareoff.harness.report.MarkdownTable;

/** A table that is filled row by row; the first columns are text, the others numbers. */
final class TextTable {

  private final MarkdownTable<List<String>> table = new MarkdownTable<>();
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A table without rows.
   *
   * @param texts how many columns are text, aligned left
   * @param headers of all columns
   */
  TextTable(int texts, List<String> headers) {
    for (int i = 0; i < headers.size(); i++) {
      int column = i;
      if (i < texts) {
        table.text(headers.get(i), row -> row.get(column));
      } else {
        table.number(headers.get(i), row -> row.get(column));
      }
    }
  }

  void row(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /** The table, a line a row. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    table.render(rows, out);
    return out.toString();
  }
}
