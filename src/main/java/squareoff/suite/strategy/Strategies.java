package squareoff.suite.strategy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * The strategies by name. The names are keys of results: renaming one makes old results
 * incomparable. To add one: write its class, permit it in {@link Strategy}, name it here.
 */
public final class Strategies {

  private static final Map<String, IntFunction<Strategy>> BY_NAME =
      new TreeMap<>(
          Map.of(
              "sequential", workers -> new Sequential(),
              "platform",
                  workers -> new ThreadPerTask(Thread.ofPlatform().daemon().name("worker-", 0)),
              "platform-pool", ThreadPool::platform,
              "virtual", workers -> new ThreadPerTask(Thread.ofVirtual().name("worker-", 0)),
              "fork-join", ThreadPool::forkJoin,
              "process", FreshProcesses::new,
              "process-pool", ProcessPool::new));

  private Strategies() {}

  /**
   * Makes a strategy; those that keep workers start them now.
   *
   * @param name one of {@link #names()}
   * @param workers how many tasks it will be given at a time, at least 1
   * @return the strategy; to be closed
   * @throws StrategyException if there is none of that name, or it cannot have so many workers
   */
  public static Strategy named(String name, int workers) {
    IntFunction<Strategy> strategy = BY_NAME.get(name);
    if (strategy == null) {
      throw new StrategyException(
          "strategy=" + name + ": there is no such strategy; give one of " + names());
    }
    if (workers < 1) {
      throw new StrategyException("workers=" + workers + ": give at least 1");
    }
    return strategy.apply(workers);
  }

  /**
   * Lists the strategies.
   *
   * @return their names, sorted
   */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }
}
