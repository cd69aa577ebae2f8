package squareoff.suite.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The open connections of one benchmark: all of them, or none. */
public final class EchoConnections implements AutoCloseable {

  // No more than the smallest cap that systems put on a listener's queue (128 before Linux 5.4): a
  // connection that does not fit there is retried by the kernel only a second later.
  private static final int BATCH = 128;
  private static final int TIMEOUT_MILLIS = 10_000;

  private final List<EchoConnection> connections;

  private EchoConnections(List<EchoConnection> connections) {
    this.connections = List.copyOf(connections);
  }

  /**
   * Refuses to begin what could not be finished, before anything is opened or started.
   *
   * @param count how many connections are wanted
   * @throws EchoException if this process may not have so many files open: the message says how
   *     many are needed, how many are allowed, and how to raise the limit
   */
  public static void requireFiles(int count) {
    EchoFileLimit.current().require(count);
  }

  /**
   * Opens connections over loopback and waits until the server has accepted each.
   *
   * @param port where an {@link EchoServerMain} listens on 127.0.0.1
   * @param count how many connections, 1 or more
   * @return the open connections
   * @throws EchoException if the file limit is too low, with nothing opened; or if a connection is
   *     refused or not accepted within 10 s, with all that were open closed again
   */
  public static EchoConnections open(int port, int count) {
    return open(port, count, EchoFileLimit.current());
  }

  static EchoConnections open(int port, int count, EchoFileLimit limit) {
    limit.require(count);
    var server = new InetSocketAddress("127.0.0.1", port);
    var opened = new ArrayList<EchoConnection>(count);
    int accepted = 0;
    try {
      while (accepted < count) {
        while (opened.size() < Math.min(count, accepted + BATCH)) {
          opened.add(new EchoConnection(server, TIMEOUT_MILLIS));
        }
        for (; accepted < opened.size(); accepted++) {
          opened.get(accepted).awaitGreeting(TIMEOUT_MILLIS);
        }
      }
    } catch (IOException cause) {
      new EchoConnections(opened).close();
      throw new EchoException(
          "connections=%d: %d were accepted, then came \"%s\""
                  .formatted(count, accepted, cause.getMessage())
              + "; see that enough local ports (net.ipv4.ip_local_port_range)"
              + " and open files (`ulimit -n`) are free, or use fewer connections",
          cause);
    }
    return new EchoConnections(opened);
  }

  /**
   * The connections, in the order in which they were opened.
   *
   * @return an unmodifiable list, never empty
   */
  public List<EchoConnection> all() {
    return connections;
  }

  /**
   * The number of replies received so far over all connections; may be read by any thread.
   *
   * @return 0 or more; while it grows, the server is alive
   */
  public long replies() {
    return connections.stream().mapToLong(EchoConnection::replies).sum();
  }

  /** Closes every connection; exchanges under way in other threads fail at once. */
  @Override
  public void close() {
    for (EchoConnection connection : connections) {
      try {
        connection.close();
      } catch (IOException neverForASocket) {
        throw new UncheckedIOException(neverForASocket);
      }
    }
  }
}
