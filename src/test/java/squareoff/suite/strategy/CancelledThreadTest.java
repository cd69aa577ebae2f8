package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(600)
class CancelledThreadTest {

  @ParameterizedTest
  @CsvSource({
    "platform, sleeping",
    "platform, queue",
    "platform, lock",
    "virtual, sleeping",
    "virtual, queue",
    "virtual, lock"
  })
  void aThreadThatWaitsLeavesItsWorkTimeAndAgain(String strategy, String worker)
      throws InterruptedException {
    CancelledThread thread = CancelledThread.waiting(strategy, worker);
    for (int i = 0; i < 3; i++) {
      thread.start();
      assertThat(thread.cancel()).isTrue();
      thread.release();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "platform, 0, false",
    "platform, 1, true",
    "virtual, 0, false",
    "virtual, 10000, true"
  })
  void aThreadThatComputesLeavesItsWorkIfItLooks(String strategy, long pollEvery, boolean leaves)
      throws InterruptedException {
    CancelledThread thread = CancelledThread.spinning(strategy, pollEvery);
    for (int i = 0; i < 2; i++) {
      thread.start();
      assertThat(thread.cancel()).isEqualTo(leaves);
      thread.release();
    }
  }

  /** The loop has fewer squares than there are between two looks. */
  @Test
  void failsWhenTheWorkerIsDoneBeforeItLooks() throws InterruptedException {
    CancelledThread thread =
        CancelledThread.spinning("platform", 2000, 1000, Duration.ofSeconds(300));
    thread.start();
    assertThatThrownBy(thread::cancel)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the worker was done before it heard the request");
    thread.release();
  }

  @Test
  void failsWhenTheWorkerDoesNotEnd() throws InterruptedException {
    CancelledThread thread =
        CancelledThread.spinning("platform", 0, 300_000_000, Duration.ofMillis(50));
    thread.start();
    assertThatThrownBy(thread::cancel)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("PT0.05S after the request the worker is still RUNNABLE");
    thread.release();
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> CancelledThread.waiting("process", "queue"))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessage("strategy=process: give one of platform, virtual");
    assertThatThrownBy(() -> CancelledThread.waiting("platform", "spinning"))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessage("worker=spinning: give one of sleeping, queue, lock");
    assertThatThrownBy(() -> CancelledThread.spinning("platform", -1))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageStartingWith("pollEvery=-1: ");
  }
}
