package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import squareoff.suite.process.WorkerException;
import squareoff.suite.workload.SquareLoop;

@Timeout(600)
class RoundChecksTest {
  private static final int ITEMS = 100;

  @Test
  void failsARoundWhoseQueueGivesTheLastItemFirst() {
    LastInFirstOut queue = new LastInFirstOut();
    LongBinaryOperator once =
        (from, to) -> {
          // Without a backlog the last item is also the first.
          while (queue.accepted < ITEMS) {
            Thread.onSpinWait();
          }
          return SquareLoop.sum(from, to);
        };
    try (ItemRounds rounds = new ItemRounds(ITEMS, 1, 10);
        ItemPool pool =
            new QueuePool(
                queue,
                new TakeOrder.FirstInFirstOut(1, 1),
                Thread.ofPlatform().daemon().factory(),
                List.of(once))) {
      assertThatThrownBy(() -> rounds.run(pool))
          .hasMessage("a worker failed")
          .rootCause()
          .hasMessageStartingWith("not first in, first out: item ");
    }
  }

  @Test
  void failsARoundInWhichAnItemWasDoneTwice() {
    try (ItemRounds rounds = new ItemRounds(ITEMS, 1, 10)) {
      assertThatThrownBy(() -> rounds.run(new Doing(2)))
          .hasMessage("item 7 of producer 0 was done 2 times");
    }
  }

  @Test
  void failsARoundInWhichAnItemWasNotDone() {
    try (ItemRounds rounds = new ItemRounds(ITEMS, 1, 0)) {
      assertThatThrownBy(() -> rounds.run(new Doing(0)))
          .hasMessage("item 7 of producer 0 was done 0 times");
    }
  }

  @Test
  void failsSoonWhenAWorkerJvmIsKilledInTheMiddleOfARound() throws Exception {
    int squares = 20_000_000;
    long start;
    try (ItemRounds rounds = new ItemRounds(10_000, 1, squares);
        ItemPool pool =
            WorkerPoolKind.PROCESS_POOL.start(
                new WorkerPoolKind.Configuration(2, false, 1, 10_000, SquareLoop::sum))) {
      ProcessHandle victim = ProcessHandle.current().children().findFirst().orElseThrow();
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            sleepMillis(500);
            victim.destroyForcibly();
          });
      start = System.nanoTime();
      assertThatThrownBy(() -> rounds.run(pool))
          .hasMessage("a worker failed")
          .hasRootCauseInstanceOf(IOException.class)
          .cause()
          .isInstanceOf(WorkerException.class)
          .hasMessageContaining("worker " + victim.pid());
    }
    assertThat(System.nanoTime() - start).isBetween(0L, TimeUnit.SECONDS.toNanos(20));
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void allowsARoundTheTimeThatItsSquaresMayTake() throws InterruptedException {
    Duration[] patience = new Duration[2];
    for (int round = 0; round < 2; round++) {
      int index = round;
      ItemPool noting =
          new Doing(1) {
            @Override
            public void begin(int items, Duration given) {
              patience[index] = given;
            }
          };
      try (ItemRounds rounds = new ItemRounds(ITEMS, 1, 10_000 * round)) {
        rounds.run(noting);
      }
    }
    Duration work = Duration.ofNanos(100).multipliedBy(ITEMS * 10_000);
    assertThat(patience[1].minus(patience[0])).isEqualTo(work);
  }

  private static void sleepMillis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A stack, which is what the pool is told that it is not. */
  private static final class LastInFirstOut extends LinkedBlockingDeque<WorkItem> {
    private static final long serialVersionUID = 1L;
    private volatile int accepted;

    @Override
    public boolean offer(WorkItem item, long timeout, TimeUnit unit) throws InterruptedException {
      boolean added = super.offer(item, timeout, unit);
      accepted++;
      return added;
    }

    @Override
    public WorkItem take() throws InterruptedException {
      return super.takeLast();
    }
  }

  /** Does every item once, at once, but for one, with the right result for each. */
  private static class Doing implements ItemPool {
    private final int timesTheSeventh;

    Doing(int timesTheSeventh) {
      this.timesTheSeventh = timesTheSeventh;
    }

    @Override
    public void begin(int items, Duration patience) {
      // Nobody waits.
    }

    @Override
    public void put(WorkItem item) {
      for (int i = 0; i < (item.sequence() == 7 ? timesTheSeventh : 1); i++) {
        item.complete(SquareLoop::sum);
      }
    }

    @Override
    public void awaitAllDone() {
      // All was done when it was put.
    }

    @Override
    public void close() {
      // No worker was started.
    }
  }
}
