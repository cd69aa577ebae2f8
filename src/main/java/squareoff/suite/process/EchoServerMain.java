package squareoff.suite.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A process that sends back every number it receives, a set delay after it received it.
 *
 * <p>A message is one {@code long}, most significant byte first. The server sends {@link #GREETING}
 * to each client that it accepts, then one reply for each request.
 *
 * <p>One thread accepts and reads, another sends (see {@link EchoReplies}), the main thread listens
 * to the parent: each line {@code report} on standard input is answered with a line of {@link
 * EchoLateness}; at the end of standard input the process ends, which happens as soon as the parent
 * is gone, however it went.
 */
public final class EchoServerMain {

  /** What a client reads first: proof that it was accepted, and by whom ("SQUAREOF"). */
  static final long GREETING = 0x5351554152454f46L;

  /** What the first line on standard output begins with; the port number follows. */
  static final String PORT_PREFIX = "port ";

  /** The line that asks for the lateness since the last such line. */
  static final String REPORT = "report";

  // Far above the batches in which clients connect, below the usual cap (net.core.somaxconn).
  private static final int BACKLOG = 1024;

  private final Selector selector = Selector.open();
  private final ServerSocketChannel listener = ServerSocketChannel.open();
  private final ByteBuffer greeting = ByteBuffer.allocateDirect(Long.BYTES).putLong(0, GREETING);
  private final EchoReplies replies;

  private EchoServerMain(long delayNanos) throws IOException {
    replies = new EchoReplies(delayNanos);
    listener.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), BACKLOG);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
  }

  /**
   * Serves until standard input ends. Prints {@code port N} once it listens.
   *
   * @param args the delay of each reply, in nanoseconds
   * @throws IOException if the loopback interface cannot be listened on, or the parent not heard
   */
  public static void main(String[] args) throws IOException {
    EchoServerMain server = new EchoServerMain(Long.parseLong(args[0]));
    start("echo-requests", server::serve);
    start("echo-replies", server.replies::send);
    System.out.println(PORT_PREFIX + server.listener.socket().getLocalPort());
    var parent =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII), 64);
    String line;
    while ((line = parent.readLine()) != null) {
      if (line.equals(REPORT)) {
        System.out.println(server.replies.takeLateness().toLine());
      }
    }
    // Not exit: nothing is worth waiting for once nobody listens.
    Runtime.getRuntime().halt(0);
  }

  private interface Loop {
    void run() throws IOException, InterruptedException;
  }

  private static void start(String name, Loop loop) {
    Runnable body =
        () -> {
          try {
            loop.run();
          } catch (Throwable fatal) {
            // Half a server would hang its clients; a dead one fails them at once.
            fatal.printStackTrace();
            Runtime.getRuntime().halt(1);
          }
        };
    Thread.ofPlatform().name(name).daemon().start(body);
  }

  private void serve() throws IOException {
    while (true) {
      selector.select();
      // One stamp for the batch: all of it had arrived by now, and reading it takes time.
      long arrived = System.nanoTime();
      for (SelectionKey key : selector.selectedKeys()) {
        if (key.isAcceptable()) {
          accept();
        } else {
          read(key, arrived);
        }
      }
      selector.selectedKeys().clear();
      replies.readFor(System.nanoTime() - arrived);
    }
  }

  private void accept() throws IOException {
    SocketChannel client;
    while ((client = listener.accept()) != null) {
      client.configureBlocking(false);
      client.setOption(StandardSocketOptions.TCP_NODELAY, true);
      client.register(selector, SelectionKey.OP_READ, ByteBuffer.allocateDirect(Long.BYTES));
      client.write(greeting.clear());
    }
  }

  private void read(SelectionKey key, long arrived) throws IOException {
    SocketChannel client = (SocketChannel) key.channel();
    ByteBuffer request = (ByteBuffer) key.attachment();
    try {
      if (client.read(request) < 0) {
        client.close();
      } else if (!request.hasRemaining()) {
        replies.add(client, request.getLong(0), arrived);
        request.clear();
      }
    } catch (IOException clientGone) {
      // A reset is how our clients say goodbye, so that no port is left waiting.
      client.close();
    }
  }
}
