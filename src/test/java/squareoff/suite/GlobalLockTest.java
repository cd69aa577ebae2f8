package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Param;
import squareoff.suite.strategy.GlobalLockKind;
import squareoff.suite.workload.ClosedForm;

@Timeout(600)
class GlobalLockTest {

  static List<String> locks() throws NoSuchFieldException {
    return List.of(GlobalLock.class.getField("lock").getAnnotation(Param.class).value());
  }

  @Test
  void knowsEveryLock() throws NoSuchFieldException {
    assertThat(locks().stream().map(GlobalLockKind::named))
        .containsExactly(GlobalLockKind.values());
  }

  @ParameterizedTest
  @MethodSource("locks")
  void comesToTheClosedFormUnderEveryLock(String lock) throws InterruptedException {
    GlobalLock benchmark = new GlobalLock();
    benchmark.lock = lock;
    benchmark.workers = 3;
    benchmark.squares = 1_000_001;
    benchmark.pauseMillis = 1;
    benchmark.start();
    GlobalLock.Switches switches = new GlobalLock.Switches();
    try {
      assertThat(benchmark.run(switches)).isEqualTo(ClosedForm.sumOfSquares(1_000_001));
      benchmark.run(switches);
    } finally {
      benchmark.stop();
    }
    switch (GlobalLockKind.named(lock)) {
      case NONE, PROCESS_POOL -> assertThat(switches.switches()).isZero();
      // Each of the three has it once.
      case HELD -> assertThat(switches.switches()).isEqualTo(2);
      default -> assertThat(switches.switches()).isGreaterThanOrEqualTo(2);
    }
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }
}
