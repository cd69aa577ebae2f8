package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class ThreadResultsTest {

  private static final Duration LONG = Duration.ofSeconds(300);

  @AfterEach
  void leavesNoThreadBehind() {
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("results"));
  }

  @Test
  void areTheVeryArrayThatTheThreadFilled() throws InterruptedException {
    long[] array = new long[3];
    try (ThreadResults results = new ThreadResults(from -> array, LONG)) {
      assertThat(results.squares(0)).isSameAs(array);
    }
  }

  @Test
  void failAtOnceWithTheReasonOfTheThread() {
    try (ThreadResults results =
        new ThreadResults(
            from -> {
              throw new IllegalStateException("no luck with " + from);
            },
            LONG)) {
      assertThatThrownBy(() -> results.squares(7))
          .isInstanceOf(StrategyException.class)
          .hasMessageContaining("no luck with 7");
    }
  }

  @Test
  void failWhenTheThreadIsSilentForTooLong() {
    CountDownLatch never = new CountDownLatch(1);
    try (ThreadResults results =
        new ThreadResults(
            from -> {
              try {
                never.await();
              } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
              }
              return new long[1];
            },
            Duration.ofMillis(100))) {
      assertThatThrownBy(() -> results.squares(0))
          .isInstanceOf(StrategyException.class)
          .hasMessage("the thread gave no answer for PT0.1S");
      assertThatThrownBy(() -> results.squares(0))
          .hasMessage("the thread took no request for PT0.1S");
    }
  }
}
