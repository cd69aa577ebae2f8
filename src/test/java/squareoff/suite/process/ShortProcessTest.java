package squareoff.suite.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class ShortProcessTest {

  private static final Duration LONG = Duration.ofSeconds(300);

  @Test
  void waitsForTheEndOfAProcessThatDoesNothing() {
    assertThat(ShortProcess.ofSystem().orElseThrow().run()).isZero();
    assertThat(ShortProcess.ofJvm().run()).isZero();
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void failsWhenTheProcessDoes() {
    ShortProcess failing = new ShortProcess(List.of("sh", "-c", "exit 3"), LONG);
    assertThatThrownBy(failing::run)
        .isInstanceOf(WorkerException.class)
        .hasMessage(
            "sh -c exit 3: expected it to end with exit code 0, but it ended with exit code 3");
  }

  @Test
  void killsAProcessThatDoesNotEnd() {
    ShortProcess endless = new ShortProcess(List.of("sleep", "40"), Duration.ofMillis(200));
    assertThatThrownBy(endless::run)
        .isInstanceOf(WorkerException.class)
        .hasMessageContaining("sleep 40: expected it to end")
        .hasMessageContaining("was killed");
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void namesTheProgramThatCannotBeStarted() {
    ShortProcess missing = new ShortProcess(List.of("no-such-program"), LONG);
    assertThatThrownBy(missing::run)
        .isInstanceOf(WorkerException.class)
        .hasMessageStartingWith("cannot start no-such-program: ");
  }
}
