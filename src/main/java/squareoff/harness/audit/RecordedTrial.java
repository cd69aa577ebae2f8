package squareoff.harness.audit;

/**
 * A trial as it was recorded.
 *
 * @param logCost the natural logarithm of its cost; finite
 * @param scores of its iterations, in JMH's unit; finite, at least one
 */
record RecordedTrial(double logCost, double[] scores) {}
