package squareoff.suite.strategy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import squareoff.suite.process.EchoConnection;
import squareoff.suite.process.EchoConnections;
import squareoff.suite.process.EchoException;
import squareoff.suite.workload.EchoLoop;

/**
 * A thread for each connection: created, started and joined in every run, as the tutorial does.
 *
 * <p>A run ends in one of two ways, and both with all its threads ended: every connection has done
 * its steps, or the connections are closed and an exception says why.
 */
public final class EchoThreads {

  private final ThreadFactory factory;
  private final Duration patience;

  EchoThreads(ThreadFactory factory, Duration patience) {
    this.factory = factory;
    this.patience = patience;
  }

  /**
   * The strategy of that name.
   *
   * @param strategy {@code platform} or {@code virtual}
   * @param patience how long no reply at all may arrive before the server is given up: longer than
   *     the server's delay. A run fails after at most twice this time without replies
   * @return the strategy
   * @throws EchoException if there is no such strategy
   */
  public static EchoThreads of(String strategy, Duration patience) {
    return switch (strategy) {
      // Daemons, so that not even a bug here could keep a benchmark's JVM alive.
      case "platform" -> new EchoThreads(Thread.ofPlatform().daemon().factory(), patience);
      case "virtual" -> new EchoThreads(Thread.ofVirtual().factory(), patience);
      default ->
          throw new EchoException(
              "strategy=" + strategy + " is neither of platform, virtual; choose one of them");
    };
  }

  /**
   * Runs the echo loop over every connection at once.
   *
   * @param connections a thread each; closed if the run fails, and of no more use then
   * @param squares steps for each connection
   * @return the sum of all replies
   * @throws EchoException if a thread cannot be started, a connection fails, a reply is wrong, or
   *     no reply arrives for too long
   * @throws InterruptedException if this thread is interrupted while it waits
   */
  public long run(EchoConnections connections, int squares) throws InterruptedException {
    var run = new Run(connections, squares);
    boolean done = false;
    try {
      run.start();
      run.join();
      run.check();
      done = true;
      return LongStream.of(run.sums).sum();
    } finally {
      if (!done) {
        run.abort();
      }
    }
  }

  private final class Run {
    private final EchoConnections connections;
    private final List<Thread> threads;
    private final long[] sums;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private int started;

    Run(EchoConnections connections, int squares) {
      this.connections = connections;
      List<EchoConnection> all = connections.all();
      sums = new long[all.size()];
      threads = new ArrayList<>(all.size());
      for (int i = 0; i < all.size(); i++) {
        int index = i;
        threads.add(factory.newThread(() -> converse(index, all.get(index), squares)));
      }
    }

    private void converse(int index, EchoConnection connection, int squares) {
      try {
        sums[index] = EchoLoop.sum(connection::exchange, squares);
      } catch (Throwable t) {
        // Handed to the thread that joins this one; all but the first say the same.
        failure.compareAndSet(null, t);
      }
    }

    void start() {
      for (Thread thread : threads) {
        try {
          thread.start();
        } catch (OutOfMemoryError refused) {
          throw new EchoException(
              "thread %d of %d could not be started: %s; raise `ulimit -u`, the container's limit"
                      .formatted(started + 1, threads.size(), refused.getMessage())
                  + " of processes, kernel.threads-max or vm.max_map_count, or use fewer"
                  + " connections",
              refused);
        }
        started++;
      }
    }

    void join() throws InterruptedException {
      long replies = connections.replies();
      for (Thread thread : threads) {
        while (!thread.join(patience)) {
          long now = connections.replies();
          if (now == replies) {
            throw new EchoException(
                "no reply on any of %d connections for %d ms"
                    .formatted(threads.size(), patience.toMillis()));
          }
          replies = now;
        }
      }
    }

    void check() {
      Throwable first = failure.get();
      if (first != null) {
        throw new EchoException("a connection failed: " + first.getMessage(), first);
      }
    }

    /** Closing a connection ends whatever its thread waits for. */
    void abort() {
      connections.close();
      boolean interrupted = Thread.interrupted();
      long deadline = System.nanoTime() + patience.toNanos();
      for (Thread thread : threads.subList(0, started)) {
        try {
          thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
