package squareoff.suite.process;

import java.time.Duration;

/** A program that starts an echo server, says where it listens, and waits to be killed. */
final class EchoParent {

  private EchoParent() {}

  public static void main(String[] args) throws InterruptedException {
    EchoServer server = EchoServer.start(Duration.ofMillis(1));
    System.out.println(server.port());
    Thread.sleep(Duration.ofMinutes(1));
  }
}
