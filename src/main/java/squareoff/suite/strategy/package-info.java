/**
 * How work is handed to workers: sequentially, to processes, platform threads, virtual threads,
 * pools.
 *
 * <p>A strategy knows no benchmark and no JMH; what the workers do is in {@code workload}.
 */
package squareoff.suite.strategy;
