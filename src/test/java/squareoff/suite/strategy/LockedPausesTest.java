package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(600)
class LockedPausesTest {
  private static final Duration PAUSE = Duration.ofMillis(20);

  @ParameterizedTest
  @EnumSource
  void threadsThatShareALockPauseOneAfterTheOther(LockedPauses.Lock lock) {
    LockedPauses pauses = new LockedPauses(5, PAUSE, lock, LockedPauses.Sharing.SHARED);
    long start = System.nanoTime();
    assertThat(pauses.run()).isEqualTo(5);
    assertThat(pauses.limit()).isEqualTo(PAUSE.multipliedBy(5));
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(pauses.limit().toNanos());
  }

  /** One after the other they would take 20 s, and pinned to two carriers 10 s. */
  @Test
  void threadsWithALockEachPauseAtTheSameTime() {
    LockedPauses pauses =
        new LockedPauses(
            1000, PAUSE, LockedPauses.Lock.REENTRANT_LOCK, LockedPauses.Sharing.PER_TASK);
    long start = System.nanoTime();
    assertThat(pauses.run()).isEqualTo(1000);
    assertThat(pauses.limit()).isEqualTo(PAUSE);
    assertThat(System.nanoTime() - start)
        .isBetween(PAUSE.toNanos(), PAUSE.multipliedBy(250).toNanos());
  }

  @ParameterizedTest
  @EnumSource
  void everyThreadThatHasALockEachIsCounted(LockedPauses.Lock lock) {
    assertThat(new LockedPauses(7, PAUSE, lock, LockedPauses.Sharing.PER_TASK).run()).isEqualTo(7);
  }

  /** 10 pauses of a minute, on threads that can be listed, which virtual ones cannot. */
  @ParameterizedTest
  @EnumSource
  void endsItsThreadsWhenItsCallerIsInterrupted(LockedPauses.Lock lock) throws Exception {
    LockedPauses pauses =
        new LockedPauses(
            Thread.ofPlatform().name("listed-pause-", 0),
            10,
            Duration.ofMinutes(1),
            lock,
            LockedPauses.Sharing.SHARED);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread caller =
        Thread.ofPlatform()
            .start(() -> {
              try {
                pauses.run();
              } catch (IllegalStateException expected) {
                thrown.set(expected);
              }
            });
    while (listed() < 10) {
      Thread.sleep(5);
    }
    caller.interrupt();
    assertThat(caller.join(Duration.ofSeconds(300))).isTrue();
    assertThat(thrown.get()).hasMessageContaining("interrupted");
    while (listed() > 0) {
      Thread.sleep(5);
    }
  }

  private static long listed() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("listed-pause-"))
        .count();
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "1, 0", "1, -5", "2, 1800001", "2147483647, 2147483647"})
  void refusesWhatLastsNoTimeOrForEver(int workers, int pauseMillis) {
    assertThatThrownBy(() ->
            new LockedPauses(
                workers,
                Duration.ofMillis(pauseMillis),
                LockedPauses.Lock.SYNCHRONIZED,
                LockedPauses.Sharing.SHARED))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageStartingWith("workers=" + workers + ", pauseMillis=" + pauseMillis + ": give");
  }

  @Test
  void answersAnUnknownNameWithTheKnownOnes() {
    assertThatThrownBy(() -> LockedPauses.Lock.named("file-lock"))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessage("lock=file-lock: no such lock. Choose one of: synchronized, reentrant-lock");
    assertThatThrownBy(() -> LockedPauses.Sharing.named("both"))
        .hasMessage("sharing=both: no such sharing. Choose one of: per-task, shared");
  }
}
