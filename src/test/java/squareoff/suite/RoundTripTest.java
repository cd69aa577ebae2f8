package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Param;

@Timeout(600)
class RoundTripTest {

  static List<String> handovers() throws NoSuchFieldException {
    return values(RoundTrip.Threads.class, "handover");
  }

  static List<String> channels() throws NoSuchFieldException {
    return values(RoundTrip.Processes.class, "channel");
  }

  @ParameterizedTest
  @MethodSource("handovers")
  void messagesComeBackFromEveryThread(String handover) throws Exception {
    RoundTrip.Threads threads = new RoundTrip.Threads();
    threads.handover = handover;
    threads.worker = "platform";
    threads.bytes = 1 << 20;
    threads.start();
    try {
      assertThat(new RoundTrip().threads(threads)).isEqualTo(RoundTrip.TRIPS);
    } finally {
      threads.stop();
    }
  }

  @ParameterizedTest
  @MethodSource("channels")
  void messagesComeBackFromEveryProcess(String channel) throws Exception {
    RoundTrip.Processes processes = new RoundTrip.Processes();
    processes.channel = channel;
    processes.bytes = 1 << 20;
    processes.start();
    try {
      assertThat(new RoundTrip().processes(processes)).isEqualTo(1);
      assertThat(new RoundTrip().processes(processes)).isEqualTo(2);
    } finally {
      processes.stop();
    }
    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void comparesTheSameSizes() throws NoSuchFieldException {
    assertThat(values(RoundTrip.Threads.class, "bytes"))
        .isEqualTo(values(RoundTrip.Processes.class, "bytes"));
  }

  private static List<String> values(Class<?> state, String parameter) throws NoSuchFieldException {
    return List.of(state.getField(parameter).getAnnotation(Param.class).value());
  }
}
