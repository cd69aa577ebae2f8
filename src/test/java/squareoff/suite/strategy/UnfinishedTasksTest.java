package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

// Far below LONG: a wake-up that is missed must not pass as a long wait.
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnfinishedTasksTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private final UnfinishedTasks tasks = new UnfinishedTasks();

  @Test
  void joinsAtOnceWhenNothingWasAdded() throws InterruptedException {
    assertThat(tasks.join(Duration.ZERO)).isTrue();
  }

  @Test
  void blocksUntilTheLastItemIsDone() throws Exception {
    tasks.added();
    tasks.added();
    CompletableFuture<Boolean> joined = CompletableFuture.supplyAsync(this::joinLong);
    tasks.taskDone();
    assertThatThrownBy(() -> joined.get(50, TimeUnit.MILLISECONDS))
        .isInstanceOf(java.util.concurrent.TimeoutException.class);
    tasks.taskDone();
    assertThat(joined.get(300, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void givesUpWhenItemsAreLeft() throws InterruptedException {
    tasks.added();
    assertThat(tasks.join(Duration.ofMillis(10))).isFalse();
    assertThat(tasks.count()).isEqualTo(1);
  }

  @Test
  void refusesMoreDoneThanAdded() {
    assertThatThrownBy(tasks::taskDone).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void missesNoWakeUpWhenManyRoundsEndAtTheMomentOfTheJoin() {
    for (int round = 0; round < 2000; round++) {
      tasks.added();
      tasks.added();
      List<Thread> workers = new ArrayList<>();
      workers.add(Thread.startVirtualThread(tasks::taskDone));
      workers.add(Thread.startVirtualThread(tasks::taskDone));
      assertThat(joinLong()).isTrue();
      BoundedJoin.ofAll(workers, LONG);
    }
  }

  private boolean joinLong() {
    try {
      return tasks.join(LONG);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
