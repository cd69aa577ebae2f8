package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RaceTest {
  private static final Duration TUTORIAL_PAUSE = Duration.ofMillis(100);

  /** A busy machine may keep the second worker from its core for longer than 100 ms. */
  private static final Duration LONGER_PAUSE = Duration.ofSeconds(1);

  @Test
  void losesOneOfTwoIncrementsAsInTheTutorial() {
    assertThat(new Race(2, 1, LONGER_PAUSE, Race.Guard.NONE).run()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void keepsBothIncrementsUnderALockAsInTheTutorial(Race.Guard guard) {
    assertThat(new Race(2, 1, TUTORIAL_PAUSE, guard).run()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void losesNothingUnderALock(Race.Guard guard) {
    assertThat(new Race(4, 50_000, Duration.ZERO, guard).run()).isEqualTo(200_000);
  }

  @Test
  void losesIncrementsEvenWithoutAPause() {
    // On a busy machine the workers of one race may get their cores one after the other.
    long lost = 0;
    for (int attempt = 0; attempt < 50 && lost == 0; attempt++) {
      Race race = new Race(2, 2_000_000, Duration.ZERO, Race.Guard.NONE);
      lost = race.attempted() - race.run();
    }
    assertThat(lost).isPositive();
  }

  @Test
  void losesNothingAlone() {
    assertThat(new Race(1, 1000, Duration.ZERO, Race.Guard.NONE).run()).isEqualTo(1000);
  }

  @Test
  void allowsALongRaceTheTimeThatItTakes() {
    Race few = new Race(2, 1, Duration.ZERO, Race.Guard.SYNCHRONIZED);
    Race many = new Race(2, 50_000_000, Duration.ZERO, Race.Guard.SYNCHRONIZED);
    Race endless =
        new Race(100, Integer.MAX_VALUE, Duration.ofMillis(Integer.MAX_VALUE), Race.Guard.NONE);
    assertThat(many.patience().minus(few.patience())).isGreaterThan(Duration.ofSeconds(100));
    assertThat(endless.patience().toNanos()).isGreaterThan(many.patience().toNanos());
  }

  @Test
  void leavesNoWorkerBehindWhenItIsInterrupted() throws InterruptedException {
    Race race = new Race(2, 1, Duration.ofMinutes(5), Race.Guard.REENTRANT_LOCK);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread caller =
        Thread.ofPlatform()
            .start(() -> {
              try {
                race.run();
              } catch (IllegalStateException e) {
                thrown.set(e);
              }
            });
    while (racers() < 2) {
      Thread.sleep(5);
    }
    caller.interrupt();
    assertThat(caller.join(Duration.ofSeconds(300))).isTrue();
    assertThat(thrown.get()).hasMessageContaining("interrupted");
    long deadline = System.nanoTime() + Duration.ofSeconds(300).toNanos();
    while (racers() > 0 && System.nanoTime() < deadline) {
      Thread.sleep(5);
    }
    assertThat(racers()).isZero();
  }

  private static long racers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("race-"))
        .count();
  }

  @Test
  void refusesARaceWithoutWorkers() {
    assertThatThrownBy(() -> new Race(0, 1, Duration.ZERO, Race.Guard.NONE))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("workers=0");
  }

  @Test
  void refusesAnUnknownLock() {
    assertThatThrownBy(() -> Race.Guard.named("file-lock"))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("lock=file-lock")
        .hasMessageContaining("reentrant-lock");
  }
}
