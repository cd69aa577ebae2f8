package squareoff.suite.process;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/** Two pipes, by the streams that the JDK gives a parent and a child. */
final class StreamLink implements Link {

  private final InputStream in;
  private final OutputStream out;
  private final byte[] bytes;
  private final LongBuffer longs;

  /** At most {@code capacity} longs fit into a message. */
  StreamLink(InputStream in, OutputStream out, int capacity) {
    this.in = in;
    this.out = out;
    bytes = new byte[capacity * Long.BYTES];
    longs = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asLongBuffer();
  }

  @Override
  public void send(long[] message) throws IOException {
    longs.put(0, message);
    out.write(bytes, 0, message.length * Long.BYTES);
    out.flush();
  }

  @Override
  public void receive(long[] message) throws IOException {
    int expected = message.length * Long.BYTES;
    int found = in.readNBytes(bytes, 0, expected);
    if (found < expected) {
      throw new EOFException("the pipe ended after " + found + " bytes of " + expected);
    }
    longs.get(0, message);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
