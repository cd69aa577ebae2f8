package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import squareoff.suite.workload.Handicap;

class SquareProcessTest {

  /** To look for the resource by itself takes a worker a fifth of its start. */
  @Test
  void isToldOfTheHandicapAndNeedNotLookForIt() {
    try (SquareProcess worker = SquareProcess.start()) {
      worker.sum(0, 10);
      String[] arguments =
          ProcessHandle.of(worker.pid()).orElseThrow().info().arguments().orElseThrow();
      assertThat(arguments).contains(Handicap.jvmArgument());
    }
  }
}
