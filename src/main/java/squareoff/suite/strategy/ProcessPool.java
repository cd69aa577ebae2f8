package squareoff.suite.strategy;

import java.util.List;

/** Worker JVMs that are started once and kept between calls. */
final class ProcessPool implements Strategy {

  private final Processes processes = new Processes();

  ProcessPool(int workers) {
    ProcessCount.checked(workers);
    try {
      processes.start(workers);
      processes.awaitReady();
    } catch (Throwable failed) {
      processes.close();
      throw failed;
    }
  }

  @Override
  public long[] run(List<? extends Task> tasks) throws InterruptedException {
    return processes.run(tasks);
  }

  @Override
  public void close() {
    processes.close();
  }
}
