package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import squareoff.suite.strategy.DaemonWorkers;
import squareoff.suite.strategy.JoinableQueue;

@Timeout(600)
class TutorialQueueTest {
  private final TutorialQueue programs = new TutorialQueue();

  @Test
  void theFirstInIsTheFirstOut() throws InterruptedException {
    TutorialQueue.FirstOut outcome = new TutorialQueue.FirstOut();
    assertThat(programs.firstOut(outcome)).isEqualTo(1);
    assertThat(outcome.first).isEqualTo(1);
  }

  @Test
  void tenDaemonWorkersDoTwentyItemsAndWaitForMore() throws InterruptedException {
    TutorialQueue.Joined outcome = new TutorialQueue.Joined();
    assertThat(programs.daemonWorkers(outcome)).isEqualTo(210);
    assertThat(outcome.itemsDone).isEqualTo(20);
    assertThat(outcome.workersWaiting).isEqualTo(10);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("daemon-worker-"));
  }

  @Test
  void aJoinWithoutTaskDoneNeverReturns() throws InterruptedException {
    TutorialQueue.Deadlock outcome = new TutorialQueue.Deadlock();
    assertThat(programs.joinWithoutTaskDone(outcome)).isEqualTo(3);
    assertThat(outcome.joinReturned).isZero();
    assertThat(outcome.unfinished).isEqualTo(3);
    assertThat(outcome.joinReturnedOnceDone).isEqualTo(1);
  }

  @Test
  void aProgramEndsWithItsMainThreadWhereItsWorkersAreDaemons() throws InterruptedException {
    TutorialQueue.End outcome = new TutorialQueue.End();
    assertThat(programs.endOfMain(outcome)).isEqualTo(1);
    assertThat(outcome.endedWithDaemons).isEqualTo(1);
    assertThat(outcome.endedWithOthers).isZero();
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void reportsAFailedItemInsteadOfWaitingForIt() throws InterruptedException {
    JoinableQueue<Integer> queue = new JoinableQueue<>();
    Queue<Integer> done = new ConcurrentLinkedQueue<>();
    DaemonWorkers<Integer> workers = new DaemonWorkers<>(2, queue, item -> done.add(10 / item));
    queue.put(0);
    queue.put(5);
    assertThat(queue.join(Duration.ofSeconds(300))).isTrue();
    assertThat(done).containsExactly(2);
    assertThatThrownBy(workers::close)
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseInstanceOf(ArithmeticException.class);
    assertThat(workers.waiting()).isZero();
  }
}
