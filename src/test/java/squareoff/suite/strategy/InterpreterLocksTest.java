package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import squareoff.suite.workload.InterpretedSquares;
import squareoff.suite.workload.InterpreterLock;

@Timeout(600)
class InterpreterLocksTest {

  @Test
  void noticesASecondHolder() {
    InterpreterLock broken = new InterpreterLocks.Watched(new InterpreterLocks.None());
    broken.acquire();
    assertThatThrownBy(broken::acquire)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("two workers hold the global lock");
    broken.release();
    broken.acquire();
  }

  @Test
  void noticesASecondHolderAfterAHandOver() {
    LetsInOneMore broken = new LetsInOneMore();
    broken.watched.acquire();
    assertThatThrownBy(broken.watched::handOver)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("two workers hold the global lock");
  }

  /** Is handed over to another, and to the one who handed it over as well. */
  private static final class LetsInOneMore implements InterpreterLock {
    final InterpreterLock watched = new InterpreterLocks.Watched(this);

    @Override
    public void acquire() {}

    @Override
    public boolean isWanted() {
      return true;
    }

    @Override
    public void handOver() {
      watched.acquire();
    }

    @Override
    public void release() {}

    @Override
    public long switches() {
      return 0;
    }
  }

  @Test
  void countsHowOftenAHeldLockChangesHands() throws InterruptedException {
    InterpreterLock lock = GlobalLockKind.HELD.create();
    for (int turn = 0; turn < 3; turn++) {
      Thread thread =
          Thread.ofPlatform()
              .start(() -> {
                lock.acquire();
                lock.release();
                lock.acquire();
                lock.release();
              });
      assertThat(thread.join(Duration.ofSeconds(300))).isTrue();
    }
    assertThat(lock.switches()).isEqualTo(2);
  }

  @Test
  void dividesSquaresAndSectionsWithoutRest() {
    List<InterpretedSquares> parts = divided(1001, 64, 3);
    assertThat(parts.stream().mapToInt(InterpretedSquares::sections).sum()).isEqualTo(64);
    assertThat(parts.getFirst().from()).isZero();
    assertThat(parts.get(1).from()).isEqualTo(parts.get(0).to());
    assertThat(parts.get(2).from()).isEqualTo(parts.get(1).to());
    assertThat(parts.getLast().to()).isEqualTo(1001);
  }

  @Test
  void leavesWorkersBeyondTheSectionsWithoutWork() {
    assertThat(divided(1001, 2, 4).stream().mapToInt(InterpretedSquares::sections))
        .containsExactly(0, 1, 0, 1);
  }

  @Test
  void refusesWhatCannotBeMeasured() {
    assertThatThrownBy(() -> divide(10, 0, 1, GlobalLockKind.RELEASED_IO))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("lock=released-io with pauseMillis=0");
    assertThatThrownBy(() -> divide(10, -1, 1, GlobalLockKind.NONE))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("pauseMillis=-1");
    assertThatThrownBy(() -> divide(10, 0, 0, GlobalLockKind.NONE))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("workers=0");
    assertThatThrownBy(() -> GlobalLockKind.named("gil"))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("lock=gil")
        .hasMessageContaining("handed-over");
  }

  private static List<InterpretedSquares> divided(long squares, int sections, int workers) {
    GlobalLockKind kind = GlobalLockKind.NONE;
    return InterpretedTask.divide(squares, sections, 0, workers, kind, kind.create()).stream()
        .map(task -> ((InterpretedTask) task).squares())
        .toList();
  }

  private static List<Task> divide(long squares, int pause, int workers, GlobalLockKind kind) {
    return InterpretedTask.divide(squares, 64, pause, workers, kind, kind.create());
  }
}
