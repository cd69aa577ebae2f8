package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StartLineTest {

  @Test
  void letsNobodyPassBeforeAllHaveArrived() {
    int count = 5;
    StartLine line = new StartLine(count, Duration.ofSeconds(300));
    AtomicInteger arrived = new AtomicInteger();
    AtomicInteger tooEarly = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                arrived.incrementAndGet();
                line.await();
                if (arrived.get() < count) {
                  tooEarly.incrementAndGet();
                }
              }));
    }
    BoundedJoin.ofAll(threads, Duration.ofSeconds(300));
    assertThat(arrived).hasValue(count);
    assertThat(tooEarly).hasValue(0);
  }

  @Test
  void givesUpOnThreadsThatDoNotCome() {
    StartLine line = new StartLine(2, Duration.ofMillis(20));
    assertThatThrownBy(line::await)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("1 threads did not reach the start line");
  }
}
