/**
 * Results as people read them: Markdown tables.
 *
 * <p>Everything printed is derived from {@code result} by way of {@code stats}; nothing here runs
 * or decides.
 */
package squareoff.harness.report;
