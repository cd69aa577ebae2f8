package squareoff.suite.process;

import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * The worker's side of a {@link Link}: connects, says that it is there, and answers requests.
 *
 * <p>The end of standard input, which comes with the end of the parent, ends the worker: where the
 * link is not standard input itself, a thread of its own waits for that.
 */
public final class LinkWorker {

  /** How many arguments are the link's; those of the worker follow. */
  public static final int ARGUMENTS = 3;

  /** The first message of a worker ("SQUAREOF"), which says that it is up. */
  static final long GREETING = 0x5351554152454f46L;

  // Names, and not the type of them: a switch over that would be one more class to load.
  static final String PIPE = "pipe";
  static final String UNIX_SOCKET = "unix-socket";
  static final String TCP = "tcp";
  static final String MAPPED_FILE = "mapped-file";

  private LinkWorker() {}

  /**
   * Serves requests until the parent is gone; call it from the {@code main} of a worker.
   *
   * @param args the arguments of {@code main}: the link's name, its address, its capacity in longs
   * @param handler does the requests, one after the other, on the calling thread
   * @throws IOException if the link cannot be had, or breaks otherwise than by the parent's end
   */
  public static void serve(String[] args, LinkHandler handler) throws IOException {
    if (!args[0].equals(PIPE)) {
      Thread parent = new Thread(LinkWorker::haltAtEndOfInput, "parent");
      parent.setDaemon(true);
      parent.start();
    }
    try (Link link = connect(args[0], args[1], Integer.parseInt(args[2]))) {
      link.send(new long[] {GREETING});
      while (true) {
        link.receive(handler.request());
        link.send(handler.answer());
      }
    } catch (EOFException parentGone) {
      // Nobody is left to be told.
    }
  }

  private static Link connect(String kind, String address, int capacity) throws IOException {
    return switch (kind) {
      case PIPE ->
          new StreamLink(
              new FileInputStream(FileDescriptor.in),
              new FileOutputStream(FileDescriptor.out),
              capacity);
      case UNIX_SOCKET -> {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        yield connect(channel, UnixDomainSocketAddress.of(address), capacity);
      }
      case TCP -> {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SocketAddress port = new InetSocketAddress("127.0.0.1", Integer.parseInt(address));
        yield connect(channel, port, capacity);
      }
      // Its parent's end halts it, so it need not look.
      case MAPPED_FILE -> new MappedLink(Path.of(address), capacity, false, () -> true);
      default -> throw new IllegalArgumentException("no link is called " + kind);
    };
  }

  private static Link connect(SocketChannel channel, SocketAddress address, int capacity)
      throws IOException {
    channel.connect(address);
    return new SocketLink(channel, capacity);
  }

  private static void haltAtEndOfInput() {
    int exit = 0;
    try (FileInputStream in = new FileInputStream(FileDescriptor.in)) {
      while (in.read() >= 0) {
        // Nobody writes there.
      }
    } catch (IOException unreadable) {
      System.err.println("the worker cannot read its standard input: " + unreadable);
      exit = 1;
    } finally {
      // Not exit(): hooks could wait for the thread that computes.
      Runtime.getRuntime().halt(exit);
    }
  }
}
