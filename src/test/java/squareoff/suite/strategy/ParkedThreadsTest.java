package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.suite.workload.Descent;

@Timeout(600)
class ParkedThreadsTest {

  @ParameterizedTest
  @ValueSource(strings = {"platform", "virtual"})
  void growsInStepsAndLeavesNoThread(String strategy) throws InterruptedException {
    int before = Thread.activeCount();
    try (ParkedThreads threads = ParkedThreads.of(strategy, 1000, 20)) {
      threads.growTo(5);
      threads.growTo(20);
      assertThat(Thread.activeCount() - before).isEqualTo(strategy.equals("platform") ? 20 : 0);
    }
    assertThat(Thread.activeCount()).isEqualTo(before);
  }

  @Test
  void aDescentHasAsManyFramesAsAskedFor() {
    int[] found = new int[1];
    int returned =
        Descent.descend(
            37,
            () -> {
              found[0] =
                  (int)
                      Arrays.stream(new Throwable().getStackTrace())
                          .filter(frame -> frame.getMethodName().equals("descend"))
                          .count();
              return 1;
            });
    assertThat(found[0]).isEqualTo(37);
    assertThat(returned).isEqualTo(37);
  }

  @Test
  void refusesAStackThatMayNotFit() {
    for (int frames : new int[] {0, 1001}) {
      assertThatThrownBy(() -> ParkedThreads.of("virtual", frames, 1))
          .isInstanceOf(UnmeasurableCellException.class)
          .hasMessageStartingWith("frames=" + frames + ": give 1 to 1000");
    }
  }

  @Test
  void refusesWhatIsNoThread() {
    assertThatThrownBy(() -> ParkedThreads.of("process", 1, 1))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessage("strategy=process: give one of platform, virtual");
  }
}
