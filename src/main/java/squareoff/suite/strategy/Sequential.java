package squareoff.suite.strategy;

import java.util.List;

/** No workers at all: the calling thread does one task after the other. What others compare to. */
final class Sequential implements Strategy {

  @Override
  public long[] run(List<? extends Task> tasks) throws InterruptedException {
    long[] results = new long[tasks.size()];
    for (int i = 0; i < results.length; i++) {
      try {
        results[i] = tasks.get(i).run();
      } catch (RuntimeException failure) {
        throw new StrategyException("task " + i + " failed: " + failure, failure);
      }
    }
    return results;
  }
}
