package squareoff.suite.process;

import java.io.IOException;

/**
 * What is between two processes: carries arrays of longs, in the byte order of the machine.
 *
 * <p>Both sides know how long the next message is, and take turns: the worker sends the first one,
 * which says that it is there; from then on the parent sends, and the worker answers. One thread at
 * a time may use a link.
 */
sealed interface Link extends AutoCloseable permits StreamLink, SocketLink, MappedLink {

  /** Sends all of an array, waiting as long as it takes. */
  void send(long[] message) throws IOException;

  /**
   * Fills an array with the next message, waiting as long as it takes.
   *
   * @throws java.io.EOFException if the other process is gone
   */
  void receive(long[] message) throws IOException;

  @Override
  void close() throws IOException;
}
