/**
 * Wing 1, what is measured: one JMH class for each question, and nothing else.
 *
 * <p>Each class opens with the question, how it is measured, what would fool you, and the limit.
 * How work is handed to workers lives in {@code strategy}, what a worker does in {@code workload}.
 * Nothing here knows the harness: the two meet only in the jar and in JMH's JSON.
 */
package squareoff.suite;
