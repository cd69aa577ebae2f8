package squareoff.suite.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class EchoFileLimitTest {

  @Test
  void saysHowManyFilesAreNeededAndFoundAndHowToRaiseTheLimit() {
    var limit = new EchoFileLimit(20, 4096);
    assertThatThrownBy(() -> limit.require(10_000))
        .isInstanceOf(EchoException.class)
        .hasMessageContaining("connections=10000 needs 10052 open files")
        .hasMessageContaining("the limit is 4096")
        .hasMessageContaining("`ulimit -n 10240`");
  }

  @Test
  void allowsExactlyWhatFits() {
    var limit = new EchoFileLimit(20, 20 + 100 + EchoFileLimit.SLACK);
    assertThatCode(() -> limit.require(100)).doesNotThrowAnyException();
    assertThatThrownBy(() -> limit.require(101)).isInstanceOf(EchoException.class);
  }

  @Test
  void opensNothingWhenNotAllFit() throws IOException {
    try (var listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(
              () -> EchoConnections.open(listener.getLocalPort(), 100, new EchoFileLimit(20, 100)))
          .hasMessageContaining("the limit is 100");
      listener.setSoTimeout(100);
      assertThatThrownBy(listener::accept).hasMessageContaining("timed out");
    }
  }

  @Test
  void knowsTheLimitOfARealProcess() throws IOException {
    String java = EchoServerTest.java() + " -XX:+UseSerialGC -cp " + EchoServerTest.classPath();
    String script = "ulimit -n 64; exec " + java + " " + EchoOpening.class.getName() + " 100";
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true);
    // A JVM that obeys it says so.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process limited = builder.start();
    assertThat(new String(limited.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .startsWith("connections=100 needs ")
        .contains("the limit is 64", "`ulimit -n 1024`");
  }
}
