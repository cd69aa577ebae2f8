package squareoff.suite.process;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.SocketChannel;

/** A connected socket, by a blocking channel with a direct buffer: a system call and no more. */
final class SocketLink implements Link {

  private final SocketChannel channel;
  private final ByteBuffer bytes;
  private final LongBuffer longs;

  /** At most {@code capacity} longs fit into a message. */
  SocketLink(SocketChannel channel, int capacity) {
    this.channel = channel;
    bytes = ByteBuffer.allocateDirect(capacity * Long.BYTES).order(ByteOrder.nativeOrder());
    longs = bytes.asLongBuffer();
  }

  @Override
  public void send(long[] message) throws IOException {
    longs.put(0, message);
    bytes.clear().limit(message.length * Long.BYTES);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void receive(long[] message) throws IOException {
    bytes.clear().limit(message.length * Long.BYTES);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException(
            "the connection ended after %d bytes of %d".formatted(bytes.position(), bytes.limit()));
      }
    }
    longs.get(0, message);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
