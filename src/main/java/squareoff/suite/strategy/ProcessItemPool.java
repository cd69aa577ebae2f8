package squareoff.suite.strategy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongBinaryOperator;

/**
 * A worker pool whose workers are JVMs that stay warm: one thread here for each of them takes from
 * the queue, sends the bounds of the range, and waits for the sum.
 */
final class ProcessItemPool implements ItemPool {
  private final List<SquareProcess> processes = new ArrayList<>();
  private final QueuePool queue;

  /**
   * Starts the worker JVMs and waits until each of them answers.
   *
   * @param workers the number of JVMs, at least 1
   * @param producers the number of threads that put items
   * @param threads makes the threads that talk to them
   * @throws StrategyException if this machine should not be asked for so many JVMs, or the system
   *     refuses a thread
   */
  ProcessItemPool(int workers, int producers, ThreadFactory threads) {
    ProcessCount.checked(workers);
    try {
      for (int worker = 0; worker < workers; worker++) {
        processes.add(SquareProcess.start());
      }
      processes.forEach(SquareProcess::awaitReady);
      List<LongBinaryOperator> works = new ArrayList<>();
      processes.forEach(process -> works.add(process::sum));
      queue =
          new QueuePool(
              new LinkedBlockingQueue<>(),
              new TakeOrder.FirstInFirstOut(producers, workers),
              threads,
              works);
    } catch (Throwable failed) {
      closeProcesses();
      throw failed;
    }
  }

  /** All are told to end before the first is waited for. */
  private void closeProcesses() {
    processes.forEach(SquareProcess::end);
    processes.forEach(SquareProcess::close);
  }

  @Override
  public void begin(int items, Duration patience) {
    queue.begin(items, patience);
  }

  @Override
  public void put(WorkItem item) throws InterruptedException {
    queue.put(item);
  }

  @Override
  public void awaitAllDone() throws InterruptedException {
    queue.awaitAllDone();
  }

  @Override
  public void close() {
    try {
      queue.close();
    } finally {
      closeProcesses();
    }
  }
}
