/**
 * Results as people read them: Markdown tables and an HTML page with charts, a section for each
 * benchmark class.
 *
 * <p>Everything printed is derived from {@code result} by way of {@code stats}; nothing here runs
 * or decides. Names and parameters are strangers' text: they pass {@link
 * squareoff.harness.report.MarkdownText} before they are printed, and the page's templates
 * (compiled into this package from {@code src/main/jte}) escape them once more.
 */
package squareoff.harness.report;
