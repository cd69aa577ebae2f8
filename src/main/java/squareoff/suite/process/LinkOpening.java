package squareoff.suite.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The parent's side of a link until the worker is there. To be closed as soon as it is, or will
 * never be: then no listener and no file is left, whatever becomes of the two processes.
 */
sealed interface LinkOpening extends AutoCloseable {

  /** Where the worker finds it: an argument of the worker. */
  String address();

  /**
   * Waits until the worker is connected, where there is such a thing.
   *
   * @throws IOException if it fails, also since this was closed meanwhile
   */
  Link connect(Process worker, int capacity) throws IOException;

  @Override
  void close() throws IOException;

  /** Opens this side. */
  static LinkOpening of(LinkKind kind, int capacity) throws IOException {
    return switch (kind) {
      case PIPE -> new Pipes();
      case TCP -> Listener.tcp();
      case UNIX_SOCKET -> Listener.unix(LinkFile.TEMPORARY);
      case MAPPED_FILE -> Mapping.of(LinkFile.inMemory(), capacity);
    };
  }

  /** Nothing to open: they come with the process. */
  record Pipes() implements LinkOpening {
    @Override
    public String address() {
      return "-";
    }

    @Override
    public Link connect(Process worker, int capacity) {
      return new StreamLink(worker.getInputStream(), worker.getOutputStream(), capacity);
    }

    @Override
    public void close() {}
  }

  /**
   * A listening socket.
   *
   * @param address the port, or the path
   * @param file the path, if it is one
   */
  record Listener(ServerSocketChannel channel, String address, Optional<Path> file)
      implements LinkOpening {

    static Listener tcp() throws IOException {
      ServerSocketChannel channel = ServerSocketChannel.open();
      channel.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1);
      String port = Integer.toString(channel.socket().getLocalPort());
      return new Listener(channel, port, Optional.empty());
    }

    static Listener unix(Path parent) throws IOException {
      Path path = LinkFile.in(parent);
      ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.bind(UnixDomainSocketAddress.of(path), 1);
        return new Listener(channel, path.toString(), Optional.of(path));
      } catch (IOException refused) {
        channel.close();
        LinkFile.delete(path);
        throw new IOException(
            "cannot listen at " + path + ": set -Djava.io.tmpdir to a short path", refused);
      }
    }

    @Override
    public Link connect(Process worker, int capacity) throws IOException {
      SocketChannel accepted = channel.accept();
      if (file.isEmpty()) {
        accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
      }
      return new SocketLink(accepted, capacity);
    }

    @Override
    public void close() throws IOException {
      channel.close();
      if (file.isPresent()) {
        LinkFile.delete(file.get());
      }
    }
  }

  /** A file of zeros. */
  record Mapping(Path file) implements LinkOpening {

    static Mapping of(Path parent, int capacity) throws IOException {
      Path file = LinkFile.in(parent);
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        // Written and not only sized: where there is no room, this fails and not the first touch,
        // which would be the end of the JVM.
        ByteBuffer zeros = ByteBuffer.allocate((int) MappedLink.bytes(capacity));
        while (zeros.hasRemaining()) {
          channel.write(zeros);
        }
        return new Mapping(file);
      } catch (IOException noRoom) {
        LinkFile.delete(file);
        throw new IOException(
            "no room for %d bytes at %s (%s); free some, or use smaller messages"
                .formatted(MappedLink.bytes(capacity), file, noRoom.getMessage()),
            noRoom);
      }
    }

    @Override
    public String address() {
      return file.toString();
    }

    @Override
    public Link connect(Process worker, int capacity) throws IOException {
      return new MappedLink(file, capacity, true, worker::isAlive);
    }

    @Override
    public void close() throws IOException {
      LinkFile.delete(file);
    }
  }
}
