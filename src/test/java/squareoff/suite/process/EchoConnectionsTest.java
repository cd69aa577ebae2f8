package squareoff.suite.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class EchoConnectionsTest {

  @Test
  void failsClearlyWhenNobodyListens() throws IOException {
    int port;
    try (var listener = listener()) {
      port = listener.getLocalPort();
    }
    assertThatThrownBy(() -> EchoConnections.open(port, 3))
        .isInstanceOf(EchoException.class)
        .hasMessageContaining("connections=3: 0 were accepted")
        .hasMessageContaining("refused");
  }

  @Test
  void closesWhatWasOpenWhenAServerOfAnotherKindAnswers() throws Exception {
    try (var listener = listener()) {
      var attempt =
          Thread.ofVirtual()
              .unstarted(() ->
                  assertThatThrownBy(() -> EchoConnections.open(listener.getLocalPort(), 2))
                      .hasMessageContaining("no echo server"));
      var failure = new AtomicReference<Throwable>();
      attempt.setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
      attempt.start();
      try (Socket first = listener.accept();
          Socket second = listener.accept()) {
        first.getOutputStream().write("HTTP/1.1 400".getBytes(StandardCharsets.US_ASCII));
        second.setSoTimeout(10_000);
        assertThatThrownBy(() -> second.getInputStream().read()).hasMessageContaining("reset");
      }
      attempt.join();
      assertThat(failure.get()).isNull();
    }
  }

  private static ServerSocket listener() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
  }
}
