package squareoff.suite;

import org.openjdk.jmh.infra.BenchmarkParams;
import squareoff.suite.strategy.UnmeasurableCellException;

/**
 * The refusal of benchmarks that bring their own threads: with several of JMH's besides, they would
 * share one set of workers, and a score would no longer be that of one operation.
 */
final class SingleCaller {

  private SingleCaller() {}

  /**
   * Lets one JMH thread pass and no more.
   *
   * @param benchmark how many threads JMH would use
   * @param parameters the parameters that set the benchmark's own threads, as the user types them
   * @throws UnmeasurableCellException if JMH would use more than one thread
   */
  static void require(BenchmarkParams benchmark, String parameters) {
    if (benchmark.getThreads() != 1) {
      throw new UnmeasurableCellException(
          "-t %d: this benchmark starts threads of its own. Use -t 1 and %s"
              .formatted(benchmark.getThreads(), parameters));
    }
  }
}
