package squareoff.suite.strategy;

/**
 * One worker's task and how it went. To be read only after the worker was waited for, which makes
 * what it wrote visible.
 */
final class Attempt implements Runnable {

  private final Task task;
  private long result;
  private Throwable failure;

  Attempt(Task task) {
    this.task = task;
  }

  @Override
  public void run() {
    try {
      result = task.run();
    } catch (Throwable thrown) {
      failure = thrown;
    }
  }

  long result(int worker) {
    if (failure != null) {
      throw new StrategyException("worker " + worker + " failed: " + failure, failure);
    }
    return result;
  }

  /** What to say when the system has no thread for a worker. */
  static StrategyException noThread(int workers, int started, Throwable refusal) {
    return new StrategyException(
        "workers="
            + workers
            + ": the system refused thread "
            + (started + 1)
            + " ("
            + (refusal == null ? "in 30 s" : refusal.getMessage())
            + "); give fewer workers, or raise ulimit -u, kernel.threads-max, vm.max_map_count or"
            + " the cgroup's pids.max",
        refusal);
  }
}
