package squareoff.suite.strategy;

import java.util.ArrayList;
import java.util.List;

/** Some worker JVMs at work. After a failure all are ended: none can be left owing an answer. */
final class Processes implements AutoCloseable {

  private final List<SquareProcess> workers = new ArrayList<>();

  void start(int count) {
    for (int i = 0; i < count; i++) {
      workers.add(SquareProcess.start());
    }
  }

  void awaitReady() {
    workers.forEach(SquareProcess::awaitReady);
  }

  /** Gives every worker its task before it waits for the first answer, so that all work at once. */
  long[] run(List<? extends Task> tasks) throws InterruptedException {
    if (tasks.size() > workers.size()) {
      throw new StrategyException(
          tasks.size() + " tasks, but " + workers.size() + " worker processes");
    }
    boolean done = false;
    try {
      for (int i = 0; i < tasks.size(); i++) {
        tasks.get(i).sendTo(workers.get(i));
      }
      long[] results = new long[tasks.size()];
      for (int i = 0; i < results.length; i++) {
        results[i] = workers.get(i).receive();
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while worker processes were at work");
      }
      done = true;
      return results;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  @Override
  public void close() {
    workers.forEach(SquareProcess::end);
    workers.forEach(SquareProcess::close);
    workers.clear();
  }
}
