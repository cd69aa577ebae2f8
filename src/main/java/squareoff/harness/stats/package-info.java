/**
 * Samples, intervals and tests: pure functions over numbers.
 *
 * <p>Nothing here knows where a number comes from. Every formula names its source.
 */
package squareoff.harness.stats;
