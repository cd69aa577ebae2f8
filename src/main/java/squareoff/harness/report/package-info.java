/**
 * Results as people read them: Markdown tables, a section for each benchmark class.
 *
 * <p>Everything printed is derived from {@code result} by way of {@code stats}; nothing here runs
 * or decides. Names and parameters are strangers' text: they pass {@link
 * squareoff.harness.report.MarkdownText} before they are printed.
 */
package squareoff.harness.report;
