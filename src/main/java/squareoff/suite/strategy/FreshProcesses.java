package squareoff.suite.strategy;

import java.util.List;

/**
 * A fresh JVM for each worker, from its start to its end, as the tutorial starts a process per
 * worker. All are started before the first is given work, and end at the same time.
 */
final class FreshProcesses implements Strategy {

  FreshProcesses(int workers) {
    ProcessCount.checked(workers);
  }

  @Override
  public long[] run(List<? extends Task> tasks) throws InterruptedException {
    ProcessCount.checked(tasks.size());
    try (Processes processes = new Processes()) {
      processes.start(tasks.size());
      return processes.run(tasks);
    }
  }
}
