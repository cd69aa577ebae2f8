package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(600)
class ThreadPairTest {

  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofSeconds(300);

  static Stream<Arguments> kinds() {
    return HandOver.names().stream()
        .flatMap(name -> Stream.of(Arguments.of(name, "platform"), Arguments.of(name, "virtual")));
  }

  @AfterEach
  void leavesNoThreadBehind() {
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("round-trip-"));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void countsTheMessagesThatCameBack(String handover, String worker) throws Exception {
    try (RoundTrips pair = RoundTrips.ofThreads(handover, worker, 4096)) {
      assertThat(pair.run(100)).isEqualTo(100);
      assertThat(pair.run(1)).isEqualTo(101);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void endsThreadsThatWaitForEachOther(String handover, String worker) {
    // Two ways of the same kind of which nobody ever gives anything to the second.
    HandOver there = HandOver.BY_NAME.get(handover).get();
    HandOver back = new Swallowing();
    try (ThreadPair pair = new ThreadPair(there, back, worker.equals("virtual"), 8, SHORT)) {
      assertThatThrownBy(() -> pair.run(3))
          .isInstanceOf(StrategyException.class)
          .hasMessageContaining("3 messages are not back after PT0.1S: 1 were sent");
    }
  }

  @Test
  void failsAtOnceWithTheReasonWhenTheOtherThreadGetsAnotherMessage() {
    AtomicInteger messages = new AtomicInteger();
    HandOver corrupting =
        new Altered() {
          @Override
          public long[] take() throws InterruptedException {
            long[] message = super.take();
            message[0] += messages.incrementAndGet() == 3 ? 1 : 0;
            return message;
          }
        };
    try (ThreadPair pair = new ThreadPair(corrupting, new Altered(), false, 8, LONG)) {
      assertThatThrownBy(() -> pair.run(5))
          .isInstanceOf(StrategyException.class)
          .hasMessageStartingWith("a round trip failed: java.lang.IllegalStateException: long 0 of")
          .hasMessageContaining("message 3");
      assertThatThrownBy(() -> pair.run(1)).hasMessageContaining("has failed before");
    }
  }

  @Test
  void doesNotTakeAMessageForTheReply() {
    // What is put comes back at once, and the other thread never sees it.
    HandOver shared = new Altered();
    HandOver silent =
        new Swallowing() {
          @Override
          public void put(long[] message) throws InterruptedException {
            shared.put(message);
          }
        };
    try (ThreadPair pair = new ThreadPair(silent, shared, false, 8, LONG)) {
      assertThatThrownBy(() -> pair.run(1)).hasMessageContaining("message -2 has");
    }
  }

  @Test
  void doesNotTakeACopyForTheMessageItself() {
    HandOver copying =
        new Altered() {
          @Override
          public void put(long[] message) throws InterruptedException {
            super.put(message.clone());
          }
        };
    try (ThreadPair pair = new ThreadPair(new Altered(), copying, true, 8, LONG)) {
      assertThatThrownBy(() -> pair.run(1)).hasMessageContaining("came back as another array");
    }
  }

  @Test
  void hasNoOtherThreadWhereThereIsNone() throws Exception {
    try (RoundTrips floor = RoundTrips.ofThreads("same-thread", "platform", 64)) {
      assertThat(floor.run(10)).isEqualTo(10);
    }
    assertThatThrownBy(() -> RoundTrips.ofThreads("same-thread", "virtual", 64))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessage("handover=same-thread has no other thread: use -p worker=platform");
  }

  @Test
  void refusesWhatItDoesNotKnowAndSaysWhatItDoes() {
    assertThatThrownBy(() -> RoundTrips.ofThreads("letter", "platform", 64))
        .isInstanceOf(UnmeasurableCellException.class)
        .hasMessageContaining("handover=letter: no such hand-over")
        .hasMessageContaining("same-thread, exchanger, linked-transfer-queue, park-unpark");
    assertThatThrownBy(() -> RoundTrips.ofThreads("exchanger", "green", 64))
        .hasMessage("worker=green: no such worker. Choose one of: platform, virtual");
    assertThatThrownBy(() -> RoundTrips.ofProcesses("smoke", 64))
        .hasMessage(
            "channel=smoke: no such channel. Choose one of: copy, pipe, unix-socket, tcp, mapped-file");
    for (int bytes : List.of(0, -8, 12, RoundTrips.MAX_BYTES + 8)) {
      assertThatThrownBy(() -> RoundTrips.ofThreads("exchanger", "platform", bytes))
          .hasMessage("bytes=" + bytes + ": give a multiple of 8, from 8 to 16777216");
      assertThatThrownBy(() -> RoundTrips.ofProcesses("pipe", bytes))
          .hasMessageStartingWith("bytes=" + bytes);
    }
  }

  /** Takes everything and gives nothing. */
  private static class Swallowing implements HandOver {
    @Override
    public void put(long[] message) throws InterruptedException {
      Thread.sleep(LONG);
    }

    @Override
    public long[] take() throws InterruptedException {
      Thread.sleep(LONG);
      throw new IllegalStateException("nobody waits that long");
    }
  }

  /** A queue, to be altered. */
  private static class Altered implements HandOver {
    private final HandOver queue = new Queue(new LinkedTransferQueue<>());

    @Override
    public void put(long[] message) throws InterruptedException {
      queue.put(message);
    }

    @Override
    public long[] take() throws InterruptedException {
      return queue.take();
    }
  }
}
