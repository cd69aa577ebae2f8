/**
 * JMH's JSON, read and written: cells, entries, and how the entries of several trials become one.
 *
 * <p>JMH's arithmetic over raw data is repeated here where trials are merged; no judgement about
 * numbers lives here, and nothing that runs anything.
 */
package squareoff.harness.result;
