package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.function.LongBinaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import squareoff.suite.workload.SquareLoop;

@Timeout(600)
class WorkerPoolKindTest {
  private static final int ITEMS = 600;

  @ParameterizedTest
  @EnumSource
  void doesEveryItemOfEveryRoundWithOneWorker(WorkerPoolKind kind) throws InterruptedException {
    assertThat(sumOfThreeRounds(kind, 1, false)).isEqualTo(3 * closedForm());
  }

  @ParameterizedTest
  @EnumSource
  void doesEveryItemOfEveryRoundWithTenWorkers(WorkerPoolKind kind) throws InterruptedException {
    assertThat(sumOfThreeRounds(kind, 10, false)).isEqualTo(3 * closedForm());
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"FORK_JOIN", "PROCESS_POOL"})
  void doesEveryItemOfEveryRoundOnVirtualThreads(WorkerPoolKind kind) throws InterruptedException {
    assertThat(sumOfThreeRounds(kind, 10, true)).isEqualTo(3 * closedForm());
  }

  @ParameterizedTest
  @EnumSource(names = {"FORK_JOIN", "PROCESS_POOL"})
  void refusesVirtualThreadsWhereThereCanBeNone(WorkerPoolKind kind) {
    assertThatThrownBy(() -> kind.start(configuration(1, true, SquareLoop::sum)))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("worker=virtual");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROCESS_POOL")
  void reportsAWorkerThatFailsInsteadOfWaiting(WorkerPoolKind kind) {
    LongBinaryOperator failing =
        (from, to) -> {
          if (from == 17) {
            throw new ArithmeticException("seventeen");
          }
          return SquareLoop.sum(from, to);
        };
    try (ItemRounds rounds = new ItemRounds(ITEMS, 2, 100);
        ItemPool pool = kind.start(configuration(2, false, failing))) {
      assertThatThrownBy(() -> rounds.run(pool))
          .hasMessage("a worker failed")
          .hasRootCauseMessage("seventeen");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LINKED", "EXECUTOR_LINKED"})
  void reportsAWrongSum(WorkerPoolKind kind) {
    try (ItemRounds rounds = new ItemRounds(ITEMS, 2, 100);
        ItemPool pool = kind.start(configuration(2, false, (from, to) -> to - from))) {
      assertThatThrownBy(() -> rounds.run(pool)).hasMessageContaining("the squares add up to");
    }
  }

  @Test
  void leavesNoWorkerBehind() throws InterruptedException {
    Thread[] worker = new Thread[1];
    LongBinaryOperator noting =
        (from, to) -> {
          worker[0] = Thread.currentThread();
          return SquareLoop.sum(from, to);
        };
    for (WorkerPoolKind kind :
        new WorkerPoolKind[] {WorkerPoolKind.ARRAY, WorkerPoolKind.FORK_JOIN}) {
      try (ItemRounds rounds = new ItemRounds(ITEMS, 1, 1);
          ItemPool pool = kind.start(configuration(1, false, noting))) {
        rounds.run(pool);
        assertThat(worker[0].isDaemon()).isTrue();
      }
      assertThat(worker[0].join(java.time.Duration.ofSeconds(300))).isTrue();
    }
  }

  @Test
  void namesTheChoicesWhenThereIsNoSuchPool() {
    assertThatThrownBy(() -> WorkerPoolKind.named("ring-buffer"))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("pool=ring-buffer")
        .hasMessageContaining("linked-transfer");
  }

  @Test
  void refusesAPoolWithoutWorkers() {
    assertThatThrownBy(() -> configuration(0, false, SquareLoop::sum))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("workers=0");
  }

  @Test
  void refusesMoreProcessesThanTheMachineShouldBear() {
    int tooMany = ProcessCount.max() + 1;
    assertThatThrownBy(
            () -> WorkerPoolKind.PROCESS_POOL.start(configuration(tooMany, false, SquareLoop::sum)))
        .isInstanceOf(StrategyException.class)
        .hasMessageContaining("workers=" + tooMany + ": at most " + ProcessCount.max());
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void tellsWhichThreadTheSystemRefusedAndEndsTheOthers() {
    List<Thread> given = new CopyOnWriteArrayList<>();
    ThreadFactory stingy =
        body -> {
          Thread thread = given.size() == 2 ? new Refused() : new Thread(body);
          thread.setDaemon(true);
          given.add(thread);
          return thread;
        };
    TakeOrder order = new TakeOrder.FirstInFirstOut(1, 4);
    List<LongBinaryOperator> works = Collections.nCopies(4, SquareLoop::sum);
    assertRefused(() -> new QueuePool(new LinkedBlockingQueue<>(), order, stingy, works), given);
    given.clear();
    assertRefused(() -> new ProcessItemPool(4, 1, stingy), given);
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void tellsWhichThreadOfAnExecutorTheSystemRefusedAndEndsTheOthers() {
    List<Thread> given = new CopyOnWriteArrayList<>();
    // An executor starts its threads past Thread.start, so this one is refused when it is made.
    ThreadFactory stingy =
        body -> {
          given.add(new Thread(body));
          if (given.size() == 3) {
            throw new OutOfMemoryError("no more");
          }
          given.getLast().setDaemon(true);
          return given.getLast();
        };
    assertRefused(() -> ThreadPool.executor(4, new LinkedBlockingQueue<>(), stingy), given);
  }

  private static void assertRefused(ThrowingCallable start, List<Thread> given) {
    assertThatThrownBy(start)
        .isInstanceOf(StrategyException.class)
        .hasMessageContaining("workers=4: the system refused thread 3 (no more)");
    assertThat(given).hasSizeGreaterThan(2);
    // An executor has ended when its threads are about to.
    assertThat(given)
        .filteredOn(Thread::isAlive)
        .allSatisfy(thread -> assertThat(thread.join(Duration.ofSeconds(300))).isTrue());
  }

  private static final class Refused extends Thread {
    @Override
    public void start() {
      throw new OutOfMemoryError("no more");
    }
  }

  @Test
  void refusesProducersThatCannotShareTheItemsEvenly() {
    assertThatThrownBy(() -> new ItemRounds(ITEMS, 7, 1))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("producers=7");
  }

  private static long sumOfThreeRounds(WorkerPoolKind kind, int workers, boolean virtual)
      throws InterruptedException {
    long sum = 0;
    try (ItemRounds rounds = new ItemRounds(ITEMS, 2, 100);
        ItemPool pool = kind.start(configuration(workers, virtual, SquareLoop::sum))) {
      for (int round = 0; round < 3; round++) {
        sum += rounds.run(pool);
      }
    }
    return sum;
  }

  private static WorkerPoolKind.Configuration configuration(
      int workers, boolean virtual, LongBinaryOperator work) {
    return new WorkerPoolKind.Configuration(workers, virtual, 2, ITEMS, work);
  }

  private static long closedForm() {
    long sum = 0;
    for (int i = 0; i < ITEMS; i++) {
      long from = i % 64;
      sum += squaresBelow(from + 100) - squaresBelow(from);
    }
    return sum;
  }

  private static long squaresBelow(long n) {
    return (n - 1) * n * (2 * n - 1) / 6;
  }
}
