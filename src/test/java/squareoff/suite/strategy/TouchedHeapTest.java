package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TouchedHeapTest {

  private static final OptionalLong PLENTY = OptionalLong.of(100_000);

  @Test
  void holdsWhatItWasAskedFor() {
    TouchedHeap heap = TouchedHeap.of(50);
    assertThat(heap.megabytes()).isEqualTo(50);
    long held = used();
    Reference.reachabilityFence(heap);
    heap = null;
    assertThat(held - used()).isGreaterThan(45 << 20);
  }

  /** The serial collector leaves up to a twentieth as it is, but for every fourth time. */
  private static long used() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void refusesMoreThanTheHeapOrTheMachineHas() {
    assertThatThrownBy(() -> TouchedHeap.requireRoom(1024, 1024, PLENTY))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("parentHeapMegabytes=1024: this JVM's heap has 1024 MB")
        .hasMessageContaining("-Xmx1536m");
    assertThatThrownBy(() -> TouchedHeap.requireRoom(1024, 2048, OptionalLong.of(1200)))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("only 1200 MB of memory are available");
    assertThatThrownBy(() -> TouchedHeap.requireRoom(-1, 2048, PLENTY))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("at least 0");
    assertThatCode(() -> TouchedHeap.requireRoom(1024, 2048, PLENTY)).doesNotThrowAnyException();
    assertThatCode(() -> TouchedHeap.requireRoom(1024, 2048, OptionalLong.empty()))
        .doesNotThrowAnyException();
  }

  @Test
  void readsWhatLinuxSaysIsAvailable(@TempDir Path directory) throws Exception {
    Path meminfo = directory.resolve("meminfo");
    assertThat(TouchedHeap.availableMegabytes(meminfo)).isEmpty();
    Files.writeString(
        meminfo, "MemTotal:       24682908 kB\nMemFree: 1024 kB\nMemAvailable:   2097152 kB\n");
    assertThat(TouchedHeap.availableMegabytes(meminfo)).hasValue(2048);
  }
}
