package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.suite.process.EchoConnections;
import squareoff.suite.process.EchoException;
import squareoff.suite.process.EchoServer;
import squareoff.suite.workload.ClosedForm;
import squareoff.suite.workload.EchoLoop;

@Timeout(600)
class EchoThreadsTest {

  private static final Duration DELAY = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofSeconds(300);
  private static final int ENDLESS = EchoLoop.MAX_SQUARES;

  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"platform", "virtual"})
  void everyConnectionDoesAllItsSquares(String strategy) throws InterruptedException {
    try (EchoServer server = EchoServer.start(DELAY);
        EchoConnections connections = EchoConnections.open(server.port(), 20)) {
      EchoThreads echo = EchoThreads.of(strategy, PATIENCE);
      assertThat(echo.run(connections, 6)).isEqualTo(20 * (0 + 1 + 4 + 9 + 16 + 25));
      assertThat(echo.run(connections, 3)).isEqualTo(20 * (0 + 1 + 4));
      assertThat(connections.all()).allMatch(connection -> connection.replies() == 9);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"platform", "virtual"})
  void theConnectionsWaitAtTheSameTime(String strategy) throws InterruptedException {
    try (EchoServer server = EchoServer.start(DELAY);
        EchoConnections connections = EchoConnections.open(server.port(), 50)) {
      EchoThreads echo = EchoThreads.of(strategy, PATIENCE);
      long start = System.nanoTime();
      echo.run(connections, 4);
      double ratio = (System.nanoTime() - start) / (4.0 * DELAY.toNanos());
      // One after another they would take 50 times as long.
      assertThat(ratio).isBetween(1.0, 25.0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"platform", "virtual"})
  void failsAndEndsItsThreadsWhenTheServerIsKilled(String strategy) {
    try (EchoServer server = EchoServer.start(DELAY);
        EchoConnections connections = EchoConnections.open(server.port(), 10)) {
      whenRepliesCome(
          connections, () -> ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly());
      EchoThreads echo = new EchoThreads(noted(strategy), PATIENCE);
      assertThatThrownBy(() -> echo.run(connections, ENDLESS))
          .isInstanceOf(EchoException.class)
          .hasMessageContaining("a connection failed");
      assertThat(server.describe()).contains("exit code 137");
      assertThat(threads).hasSize(10).noneMatch(Thread::isAlive);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"platform", "virtual"})
  void givesUpAServerThatAnswersNoMore(String strategy) {
    try (EchoServer server = EchoServer.start(DELAY);
        EchoConnections connections = EchoConnections.open(server.port(), 10)) {
      whenRepliesCome(connections, () -> signal("STOP", server));
      EchoThreads echo = new EchoThreads(noted(strategy), Duration.ofMillis(500));
      assertThatThrownBy(() -> echo.run(connections, ENDLESS))
          .isInstanceOf(EchoException.class)
          .hasMessageContaining("no reply on any of 10 connections for 500 ms");
      assertThat(threads).hasSize(10).noneMatch(Thread::isAlive);
      signal("CONT", server);
    }
  }

  @Test
  void waitsForAServerThatIsSlowerThanItsPatienceInAll() throws InterruptedException {
    try (EchoServer server = EchoServer.start(Duration.ofMillis(100));
        EchoConnections connections = EchoConnections.open(server.port(), 2)) {
      EchoThreads echo = EchoThreads.of("virtual", Duration.ofMillis(400));
      assertThat(echo.run(connections, 12)).isEqualTo(2 * ClosedForm.sumOfSquares(12));
    }
  }

  @Test
  void endsTheStartedThreadsWhenAThreadCannotBeStarted() {
    try (EchoServer server = EchoServer.start(DELAY);
        EchoConnections connections = EchoConnections.open(server.port(), 10)) {
      EchoThreads echo = new EchoThreads(this::refusingTheEighth, PATIENCE);
      assertThatThrownBy(() -> echo.run(connections, ENDLESS))
          .isInstanceOf(EchoException.class)
          .hasMessageContaining("thread 8 of 10 could not be started")
          .hasMessageContaining("ulimit -u");
      assertThat(threads).hasSize(10);
      assertThat(threads.subList(0, 7)).allMatch(t -> t.getState() == Thread.State.TERMINATED);
      assertThat(threads.subList(7, 10)).allMatch(t -> t.getState() == Thread.State.NEW);
    }
  }

  @Test
  void endsItsThreadsWhenItIsInterrupted() {
    try (EchoServer server = EchoServer.start(DELAY);
        EchoConnections connections = EchoConnections.open(server.port(), 10)) {
      Thread.currentThread().interrupt();
      EchoThreads echo = new EchoThreads(noted("virtual"), PATIENCE);
      assertThatThrownBy(() -> echo.run(connections, ENDLESS))
          .isInstanceOf(InterruptedException.class);
      assertThat(threads).hasSize(10).noneMatch(Thread::isAlive);
    }
  }

  @Test
  void namesTheStrategiesThatThereAre() {
    assertThatThrownBy(() -> EchoThreads.of("fibre", PATIENCE))
        .isInstanceOf(EchoException.class)
        .hasMessageContaining("strategy=fibre")
        .hasMessageContaining("platform, virtual");
  }

  private ThreadFactory noted(String strategy) {
    return body -> {
      Thread thread =
          strategy.equals("virtual")
              ? Thread.ofVirtual().unstarted(body)
              : Thread.ofPlatform().daemon().unstarted(body);
      threads.add(thread);
      return thread;
    };
  }

  private Thread refusingTheEighth(Runnable body) {
    boolean refused = threads.size() == 7;
    Thread thread =
        new Thread(body) {
          @Override
          public void start() {
            if (refused) {
              throw new OutOfMemoryError("unable to create native thread");
            }
            super.start();
          }
        };
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  private static void whenRepliesCome(EchoConnections connections, Runnable then) {
    Thread.ofVirtual()
        .start(() -> {
          while (connections.replies() < 20) {
            Thread.onSpinWait();
            Thread.yield();
          }
          then.run();
        });
  }

  private static void signal(String name, EchoServer server) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(server.pid())).start().waitFor();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
