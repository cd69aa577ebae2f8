package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.MemoryUsage;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import squareoff.suite.strategy.UnmeasurableCellException;

class WorkerMemoryTest {

  private static final MemoryUsage FIXED = new MemoryUsage(384, 10, 384, 384);
  private static final MemoryUsage GROWING = new MemoryUsage(64, 10, 64, 384);

  @Test
  void refusesAHeapThatMayGrow() {
    assertThatCode(() -> FixedHeap.require(FIXED, "true")).doesNotThrowAnyException();
    assertThatThrownBy(() -> FixedHeap.require(FIXED, "false"))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("not with -jvmArgsPrepend");
    assertThatThrownBy(() -> FixedHeap.require(GROWING, "true"))
        .isInstanceOf(UnmeasurableCellException.class);
  }

  @Test
  void refusesASecondOperationInTheSameJvm() {
    var threads = new WorkerMemory.Threads();
    threads.requireFirstOperation();
    assertThatThrownBy(threads::requireFirstOperation)
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("Use -wi 0 -i 1 -r 1ms");
  }

  @Test
  void refusesProcessesThatAreNone() {
    assertThatThrownBy(() -> WorkerMemory.requireProcess("virtual"))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("Use WorkerMemory.thread");
  }

  @Test
  void failsWhereNothingCanBeMeasuredInPlaceOfSayingZero() {
    assertThatThrownBy(() -> WorkerMemory.requireMeasured(OptionalLong.empty()))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageStartingWith("not measured: only Linux");
    assertThat(WorkerMemory.requireMeasured(OptionalLong.of(3))).isEqualTo(3);
  }

  @Test
  void failsWhenTheMemoryDidNotGrow() {
    assertThatThrownBy(() -> WorkerMemory.requireGrowth(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("did not grow");
  }

  @Test
  void tellsTheMeansOfAnIteration() {
    var total = new WorkerMemory.Total();
    var parts = new WorkerMemory.Parts();
    total.add(10);
    total.add(20);
    parts.add(1, 9);
    parts.add(3, 17);
    assertThat(total.bytesPerWorker()).isEqualTo(15);
    assertThat(parts.heapBytesPerWorker()).isEqualTo(2);
    assertThat(parts.nonHeapBytesPerWorker()).isEqualTo(13);
    total.clear();
    parts.clear();
    total.add(7);
    parts.add(2, 5);
    assertThat(total.bytesPerWorker()).isEqualTo(7);
    assertThat(parts.heapBytesPerWorker()).isEqualTo(2);
    assertThat(parts.nonHeapBytesPerWorker()).isEqualTo(5);
  }
}
