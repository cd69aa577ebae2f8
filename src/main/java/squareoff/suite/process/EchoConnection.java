package squareoff.suite.process;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A client's connection to the echo server, for one thread at a time.
 *
 * <p>A blocking {@link SocketChannel} with a direct buffer of its own: one system call to write,
 * one to read, and no copy. Virtual threads unmount while they wait in it; nothing here pins them.
 * A read has no timeout, since a timed read takes more system calls on a platform thread and a
 * timer on a virtual one, at every step: whoever starts the threads watches {@link #replies}
 * instead, and closes the connection to end a wait that has become hopeless.
 */
public final class EchoConnection implements AutoCloseable {

  private final SocketChannel channel;
  private final ByteBuffer message = ByteBuffer.allocateDirect(Long.BYTES);
  private volatile long replies;

  /** Connects; {@link #awaitGreeting} must follow before the first exchange. */
  EchoConnection(InetSocketAddress server, int timeoutMillis) throws IOException {
    channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      // Closing with a reset leaves no port in TIME_WAIT: ten thousand of them would be missing in
      // the next trial.
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      channel.socket().connect(server, timeoutMillis);
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }

  /** Waits until the server has accepted this connection. */
  void awaitGreeting(int timeoutMillis) throws IOException {
    channel.socket().setSoTimeout(timeoutMillis);
    byte[] greeting = channel.socket().getInputStream().readNBytes(Long.BYTES);
    if (greeting.length < Long.BYTES) {
      throw new EOFException("closed before its greeting");
    }
    long found = ByteBuffer.wrap(greeting).getLong();
    if (found != EchoServerMain.GREETING) {
      throw new IOException("greeted with " + Long.toHexString(found) + ", by no echo server");
    }
  }

  /**
   * Sends a number and waits for the reply, without a time limit of its own.
   *
   * @param value the number to send
   * @return the number that came back
   * @throws IOException if the server is gone or this connection is closed, also by another thread
   *     during the call
   */
  public long exchange(long value) throws IOException {
    message.clear().putLong(0, value);
    while (message.hasRemaining()) {
      channel.write(message);
    }
    message.clear();
    while (message.hasRemaining()) {
      if (channel.read(message) < 0) {
        throw new EOFException("the echo server closed the connection");
      }
    }
    // Not atomic, and need not be: only the thread that exchanges writes it.
    replies = replies + 1;
    return message.getLong(0);
  }

  /**
   * The number of replies received so far; may be read by any thread.
   *
   * @return 0 or more
   */
  public long replies() {
    return replies;
  }

  /** Closes the connection; an exchange under way in another thread fails at once. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
