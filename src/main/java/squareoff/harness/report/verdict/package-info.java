/**
 * A gate's verdicts as people and build servers read them: Markdown, a page, JSON, JUnit's XML,
 * GitHub's annotations.
 *
 * <p>Nothing here decides: every number comes from {@code harness.gate}. Names, parameters and
 * reasons are strangers' text, made inert for each format by its own rules.
 */
package squareoff.harness.report.verdict;
