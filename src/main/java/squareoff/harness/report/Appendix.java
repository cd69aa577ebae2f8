package squareoff.harness.report;

import java.util.List;

/**
 * A table that follows from a section's rows, with a sentence before and others behind it.
 *
 * @param <R> what a line of it shows
 * @param title in two or three words, for those who jump from table to table
 * @param introduction how to read it; inert Markdown, as are the other texts
 * @param table its columns
 * @param lines one or more
 * @param remarks behind it; may be none
 * @param listed whether the remarks are items of a list rather than a sentence
 */
record Appendix<R>(
    String title,
    String introduction,
    MarkdownTable<R> table,
    List<R> lines,
    List<String> remarks,
    boolean listed) {

  /** Appends it as Markdown. */
  void render(StringBuilder out) {
    out.append('\n').append(introduction).append("\n\n");
    table.render(lines, out);
    out.append(remarks.isEmpty() ? "" : "\n");
    remarks.forEach(remark -> out.append(listed ? "- " : "").append(remark).append('\n'));
  }

  /** The same for the page. */
  Page.More page() {
    return new Page.More(
        title,
        PageText.parse(introduction),
        PageTable.plain(table, lines),
        remarks.stream().map(PageText::parse).toList());
  }
}
