package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CounterKindTest {
  private static final int THREADS = 4;
  private static final int INCREMENTS = 50_000;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNSYNCHRONIZED")
  void countsExactlyUnderContention(CounterKind kind) {
    assertThat(kind.exact()).isTrue();
    assertThat(countTogether(kind.create())).isEqualTo((long) THREADS * INCREMENTS);
  }

  @Test
  void countsNoMoreThanWasDoneWithoutSynchronization() {
    assertThat(CounterKind.UNSYNCHRONIZED.exact()).isFalse();
    assertThat(countTogether(CounterKind.UNSYNCHRONIZED.create()))
        .isBetween(1L, (long) THREADS * INCREMENTS);
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByTheNameInResults(CounterKind kind) {
    assertThat(CounterKind.named(kind.parameterValue())).isEqualTo(kind);
  }

  @Test
  void namesTheChoicesWhenThereIsNoSuchCounter() {
    assertThatThrownBy(() -> CounterKind.named("spinlock"))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("counter=spinlock")
        .hasMessageContaining("var-handle");
  }

  @Test
  void knowsThatMonitorsReleaseTheirCarriersOnlySinceJava24() {
    assertThat(CounterKind.SYNCHRONIZED.releasesCarrier(21)).isFalse();
    assertThat(CounterKind.SYNCHRONIZED.releasesCarrier(24)).isTrue();
    assertThat(CounterKind.REENTRANT_LOCK.releasesCarrier(21)).isTrue();
    assertThat(CounterKind.ATOMIC.releasesCarrier(25)).isFalse();
  }

  private static long countTogether(Counter counter) {
    StartLine line = new StartLine(THREADS, Duration.ofSeconds(300));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                line.await();
                for (int j = 0; j < INCREMENTS; j++) {
                  counter.increment();
                }
              }));
    }
    BoundedJoin.ofAll(threads, Duration.ofSeconds(300));
    return counter.count();
  }
}
