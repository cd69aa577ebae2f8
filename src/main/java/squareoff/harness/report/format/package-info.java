/**
 * Results in the formats of other tools: a class for each.
 *
 * <p>Numbers are written in full and not judged; names and parameters are quoted as each format
 * wants, so that they stay data.
 */
package squareoff.harness.report.format;
