package squareoff.harness.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A table of the page: the columns of the Markdown table, cell by cell.
 *
 * @param columns from left to right
 * @param rows from top to bottom
 */
record PageTable(List<Column> columns, List<Line> rows) {
  private static final int LONG = 32;
  private static final int MOST_BESIDE_A_CHART = 80;

  /**
   * A column.
   *
   * @param header its name
   * @param number whether it holds numbers
   * @param identity whether it tells rows apart
   */
  record Column(PageText header, boolean number, boolean identity) {}

  /**
   * A row.
   *
   * @param id what a link to it ends with; may be empty
   * @param cells one for each column
   */
  record Line(String id, List<Content> cells) {}

  /**
   * A cell.
   *
   * @param text what it shows
   * @param value what it is sorted by, where the text alone does not tell
   * @param column its column
   */
  record Content(PageText text, String value, Column column) {

    /** Whether it is broken into lines. */
    boolean isLong() {
      return MarkdownText.width(text.plain()) > LONG;
    }
  }

  /** Whether the table needs the whole width of a page. */
  boolean isWide() {
    int width = 0;
    for (int i = 0; i < columns.size(); i++) {
      int widest = MarkdownText.width(columns.get(i).header().plain());
      for (Line row : rows) {
        Content cell = row.cells().get(i);
        int own = MarkdownText.width(cell.text().plain());
        widest = Math.max(widest, cell.isLong() ? LONG : own);
      }
      width += widest + 2;
    }
    return width > MOST_BESIDE_A_CHART;
  }

  /** The table of a section, every cell as in Markdown. */
  static PageTable of(ClassSection section, String id) {
    int identity = section.identity().columns().size();
    List<MarkdownTable.Column<Row>> source = section.table().columns();
    List<Column> columns =
        IntStream.range(0, source.size())
            .mapToObj(i ->
                new Column(
                    PageText.parse(source.get(i).header()), source.get(i).number(), i < identity))
            .toList();
    List<Row> rows = section.rows();
    return new PageTable(
        columns,
        IntStream.range(0, rows.size())
            .mapToObj(r -> new Line(id + "-" + (r + 1), cells(rows.get(r), source, columns)))
            .toList());
  }

  /** A table of anything else, whose rows have no links. */
  static <R> PageTable plain(MarkdownTable<R> table, List<R> lines) {
    List<Column> columns =
        table.columns().stream()
            .map(c -> new Column(PageText.parse(c.header()), c.number(), false))
            .toList();
    return new PageTable(
        columns, lines.stream().map(line -> new Line("", plain(table, line, columns))).toList());
  }

  private static <R> List<Content> plain(MarkdownTable<R> table, R line, List<Column> columns) {
    return IntStream.range(0, columns.size())
        .mapToObj(i ->
            new Content(
                PageText.parse(table.columns().get(i).text().apply(line)), "", columns.get(i)))
        .toList();
  }

  private static List<Content> cells(
      Row row, List<MarkdownTable.Column<Row>> source, List<Column> columns) {
    long identity = columns.stream().filter(Column::identity).count();
    return IntStream.range(0, columns.size())
        .mapToObj(i ->
            new Content(
                PageText.parse(source.get(i).text().apply(row)),
                // Rows may show their scores in units of their own.
                i == identity ? score(row) : "",
                columns.get(i)))
        .toList();
  }

  private static String score(Row row) {
    Optional<Double> centre = row.score().map(Estimate::centre).filter(Double::isFinite);
    return centre.map(Object::toString).orElse("");
  }
}
