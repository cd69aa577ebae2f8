package squareoff.suite.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class EchoServerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(300);

  @Test
  void sendsBackEveryValueAfterTheDelay() throws IOException {
    Duration delay = Duration.ofMillis(20);
    try (EchoServer server = EchoServer.start(delay);
        EchoConnections connections = EchoConnections.open(server.port(), 1)) {
      EchoConnection connection = connections.all().getFirst();
      long[] values = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 0x0102030405060708L};
      long start = System.nanoTime();
      for (long value : values) {
        assertThat(connection.exchange(value)).isEqualTo(value);
      }
      double ratio = (System.nanoTime() - start) / (double) delay.toNanos() / values.length;
      assertThat(ratio).isBetween(1.0, 10.0);
      assertThat(connections.replies()).isEqualTo(values.length);
    }
  }

  @Test
  void keepsTheRepliesOfManyConnectionsApart() throws IOException {
    // More than one batch of connections.
    try (EchoServer server = EchoServer.start(Duration.ofMillis(1));
        EchoConnections connections = EchoConnections.open(server.port(), 300)) {
      long value = 0;
      for (EchoConnection connection : connections.all()) {
        assertThat(connection.exchange(++value)).isEqualTo(value);
      }
    }
  }

  @Test
  void saysHowLateItsRepliesLeft() throws IOException {
    try (EchoServer server = EchoServer.start(Duration.ofMillis(5));
        EchoConnections connections = EchoConnections.open(server.port(), 2)) {
      for (EchoConnection connection : connections.all()) {
        connection.exchange(1);
        connection.exchange(2);
      }
      EchoLateness lateness = server.takeLateness();
      assertThat(lateness.replies()).isEqualTo(4);
      assertThat(lateness.totalNanos()).isBetween(1L, lateness.maxNanos() * 4);
      assertThat(lateness.longestReadNanos()).isPositive();
      assertThat(server.takeLateness().replies()).isZero();
    }
  }

  @Test
  void endsWhenItIsClosed() throws IOException {
    EchoServer server = EchoServer.start(Duration.ofMillis(1));
    try (Socket client = greeted(server.port())) {
      server.close();
      assertEnds(client);
    }
    assertThat(server.describe()).contains("exit code 0");
  }

  @Test
  void endsWithinTwoSecondsOfAParentThatIsKilled() throws IOException {
    Process parent =
        new ProcessBuilder(
                java(), "-XX:+UseSerialGC", "-cp", classPath(), EchoParent.class.getName())
            .start();
    try {
      int port = Integer.parseInt(parent.inputReader().readLine());
      try (Socket client = greeted(port)) {
        parent.destroyForcibly();
        assertEnds(client);
      }
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void failsClearlyWhenTheProcessPrintsGarbage() {
    assertThatThrownBy(() -> EchoServer.start(shell("echo hello; exec cat"), PATIENCE))
        .isInstanceOf(EchoException.class)
        .hasMessageContaining("was to print its port, but printed \"hello\"");
    assertThatThrownBy(() -> EchoServer.start(shell("echo port none; exec cat"), PATIENCE))
        .hasMessageContaining("printed \"port none\"");
    assertThatThrownBy(() -> EchoServer.start(shell("exec tr '\\0' x </dev/zero"), PATIENCE))
        .hasMessageContaining("printed \"xxx");
  }

  @Test
  void failsClearlyWhenTheProcessDiesAtOnce() {
    assertThatThrownBy(() -> EchoServer.start(shell("echo no memory >&2; exit 3"), PATIENCE))
        .isInstanceOf(EchoException.class)
        .hasMessageContaining("ended instead of printing its port")
        .hasMessageContaining("exit code 3")
        .hasMessageContaining("no memory");
  }

  @Test
  void failsClearlyWhenTheProcessSaysNothing() {
    assertThatThrownBy(() -> EchoServer.start(shell("exec cat"), Duration.ofMillis(300)))
        .isInstanceOf(EchoException.class)
        .hasMessageContaining("did not print its port within 300 ms")
        .hasMessageContaining("is alive");
  }

  @Test
  void failsClearlyWhenThereIsNoSuchProgram() {
    assertThatThrownBy(() -> EchoServer.start(List.of("/no/such/java"), PATIENCE))
        .isInstanceOf(EchoException.class)
        .hasMessageContaining("could not be started with [/no/such/java]");
  }

  @Test
  void failsClearlyWhenADeadServerIsAsked() throws IOException {
    try (EchoServer server = EchoServer.start(Duration.ofMillis(1))) {
      try (Socket client = greeted(server.port())) {
        ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
        assertEnds(client);
      }
      assertThatThrownBy(server::takeLateness)
          .isInstanceOf(EchoException.class)
          .hasMessageContaining("exit code 137");
    }
  }

  private static Socket greeted(int port) throws IOException {
    Socket client = new Socket("127.0.0.1", port);
    client.setSoTimeout(2_000);
    assertThat(client.getInputStream().readNBytes(Long.BYTES)).asString().isEqualTo("SQUAREOF");
    return client;
  }

  /** The system closes a dead process' connections: no need to look for a process number. */
  private static void assertEnds(Socket client) throws IOException {
    try {
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    } catch (SocketException reset) {
      assertThat(reset).hasMessageContaining("reset");
    }
  }

  static String java() {
    return EchoServer.command(Duration.ZERO).getFirst();
  }

  static String classPath() {
    return System.getProperty("java.class.path");
  }

  private static List<String> shell(String script) {
    return List.of("sh", "-c", script);
  }
}
