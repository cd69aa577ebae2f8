package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.suite.process.WorkerException;
import squareoff.suite.workload.ClosedForm;

@Timeout(600)
class StrategiesTest {

  static List<String> all() {
    return Strategies.names();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyStrategyFindsTheSumHoweverItIsDivided(String name) throws InterruptedException {
    try (Strategy strategy = Strategies.named(name, 3)) {
      for (long squares : new long[] {0, 2, 10, 100_001}) {
        long[] parts = strategy.run(SumTask.divide(squares, 3));
        assertThat(parts).hasSize(3);
        assertThat(LongStream.of(parts).sum()).isEqualTo(ClosedForm.sumOfSquares(squares));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void givesTheResultsInTheOrderOfTheTasks(String name) throws InterruptedException {
    List<Task> tasks = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      tasks.add(new PauseTask(i, Duration.ofMillis(4 - i)));
    }
    try (Strategy strategy = Strategies.named(name, 3)) {
      assertThat(strategy.run(tasks)).containsExactly(0, 1, 5);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void theFailureOfOneWorkerSurfaces(String name) {
    List<Task> tasks =
        List.of(new SumTask(0, 10), new Failing(), new PauseTask(1, Duration.ofMillis(5)));
    assertThatThrownBy(
            () -> {
              try (Strategy strategy = Strategies.named(name, 3)) {
                strategy.run(tasks);
              }
            })
        .isInstanceOfAny(StrategyException.class, WorkerException.class)
        .hasMessageContaining(name.startsWith("process") ? "999" : "out of squares");
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"platform", "platform-pool", "virtual", "fork-join"})
  void everyWorkerHasAThreadThatIsNotTheCallers(String name) throws InterruptedException {
    Set<Long> threads = ConcurrentHashMap.newKeySet();
    List<Task> tasks = Collections.nCopies(4, new Recording(threads));
    try (Strategy strategy = Strategies.named(name, 4)) {
      strategy.run(tasks);
    }
    assertThat(threads).hasSize(4).doesNotContain(Thread.currentThread().threadId());
  }

  @Test
  void aFailureStopsTheOtherThreads() {
    Strategy strategy = Strategies.named("virtual", 2);
    List<Task> tasks = List.of(new Failing(), new PauseTask(1, Duration.ofMinutes(5)));
    assertThatThrownBy(() -> strategy.run(tasks)).isInstanceOf(StrategyException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"platform", "platform-pool", "virtual", "fork-join"})
  void noWorkerKeepsTheJvmFromEnding(String name) throws InterruptedException {
    try (Strategy strategy = Strategies.named(name, 2)) {
      long[] daemons = strategy.run(Collections.nCopies(2, new TellingWhetherDaemon()));
      assertThat(daemons).containsExactly(1, 1);
    }
  }

  @Test
  void doesNotWaitForEverForAThreadThatIgnoresItsInterrupt() {
    AtomicBoolean released = new AtomicBoolean();
    Strategy strategy = new ThreadPerTask(Thread.ofPlatform().daemon(), Duration.ofMillis(200));
    try {
      assertThatThrownBy(() -> strategy.run(List.of(new Failing(), new Deaf(released))))
          .isInstanceOf(StrategyException.class)
          .hasMessageContaining("out of squares")
          .satisfies(failure ->
              assertThat(failure.getSuppressed())
                  .singleElement()
                  .asString()
                  .contains("did not end within PT0.2S"));
    } finally {
      released.set(true);
    }
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> Strategies.named("green", 1))
        .isInstanceOf(StrategyException.class)
        .hasMessageContaining("strategy=green")
        .hasMessageContaining("[fork-join, platform, platform-pool, process, process-pool,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"process", "process-pool"})
  void refusesMoreProcessesThanTheMachineShouldBear(String name) {
    int tooMany = ProcessCount.max() + 1;
    assertThatThrownBy(() -> Strategies.named(name, tooMany))
        .isInstanceOf(StrategyException.class)
        .hasMessageContaining("workers=" + tooMany + ": at most " + ProcessCount.max());
  }

  @Test
  void refusesToDivideOverNobody() {
    assertThatThrownBy(() -> SumTask.divide(10, 0)).isInstanceOf(StrategyException.class);
    assertThatThrownBy(() -> SumTask.divide(-1, 2)).isInstanceOf(StrategyException.class);
    assertThatThrownBy(() -> Strategies.named("virtual", 0)).isInstanceOf(StrategyException.class);
  }

  @Test
  void noWorkerHasMoreThanOneSquareMoreThanAnother() {
    assertThat(SumTask.divide(11, 3))
        .containsExactly(new SumTask(0, 4), new SumTask(4, 8), new SumTask(8, 11));
  }

  /** Fails wherever it runs: a worker process is sent a request that it does not know. */
  private record Failing() implements Task {

    @Override
    public long run() {
      throw new ArithmeticException("out of squares");
    }

    @Override
    public void sendTo(SquareProcess process) {
      process.send(999);
    }
  }

  private record TellingWhetherDaemon() implements Task {

    @Override
    public long run() {
      return Thread.currentThread().isDaemon() ? 1 : 0;
    }

    @Override
    public void sendTo(SquareProcess process) {
      throw new UnsupportedOperationException("only for threads");
    }
  }

  private record Deaf(AtomicBoolean released) implements Task {

    @Override
    public long run() {
      while (!released.get()) {
        Thread.onSpinWait();
      }
      return 0;
    }

    @Override
    public void sendTo(SquareProcess process) {
      throw new UnsupportedOperationException("only for threads");
    }
  }

  private record Recording(Set<Long> threads) implements Task {

    @Override
    public long run() throws InterruptedException {
      threads.add(Thread.currentThread().threadId());
      Thread.sleep(200);
      return 0;
    }

    @Override
    public void sendTo(SquareProcess process) {
      throw new UnsupportedOperationException("only for threads");
    }
  }
}
