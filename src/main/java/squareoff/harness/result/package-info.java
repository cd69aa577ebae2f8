/**
 * JMH's JSON, read and written: cells, entries, and how the entries of several trials become one.
 *
 * <p>No judgement about numbers lives here, and nothing that runs anything.
 */
package squareoff.harness.result;
