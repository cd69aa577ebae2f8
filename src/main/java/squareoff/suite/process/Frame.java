package squareoff.suite.process;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;

/**
 * One frame of the conversation between a parent and its worker JVM: magic, kind and length (4
 * bytes each, big-endian), then the payload. The magic is what tells a frame from text that
 * something printed on standard output.
 *
 * @param kind one of the constants of this class
 * @param payload the bytes after the header
 */
record Frame(int kind, byte[] payload) {

  /** A request: its number and its arguments, 8 bytes each. */
  static final int REQUEST = 1;

  /** The answer to a request: its result, 8 bytes. */
  static final int REPLY = 2;

  /** The request failed: a description in UTF-8. */
  static final int FAILURE = 3;

  /** "SQOF" in ASCII. */
  private static final int MAGIC = 0x53514F46;

  private static final int HEADER_BYTES = 12;
  private static final int MAX_PAYLOAD_BYTES = 1 << 20;

  static Frame ofLongs(int kind, long... values) {
    byte[] payload = new byte[values.length * Long.BYTES];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) (values[i / 8] >>> (56 - 8 * (i % 8)));
    }
    return new Frame(kind, payload);
  }

  long[] longs() {
    long[] values = new long[payload.length / Long.BYTES];
    for (int i = 0; i < values.length * Long.BYTES; i++) {
      values[i / 8] = values[i / 8] << 8 | payload[i] & 0xFF;
    }
    return values;
  }

  static Frame ofText(int kind, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_PAYLOAD_BYTES) {
      bytes = java.util.Arrays.copyOf(bytes, MAX_PAYLOAD_BYTES);
    }
    return new Frame(kind, bytes);
  }

  String text() {
    return new String(payload, StandardCharsets.UTF_8);
  }

  /** Writes header and payload in one call, so that a frame is never torn by another writer. */
  void writeTo(OutputStream out) throws IOException {
    byte[] bytes = new byte[HEADER_BYTES + payload.length];
    putInt(bytes, 0, MAGIC);
    putInt(bytes, 4, kind);
    putInt(bytes, 8, payload.length);
    System.arraycopy(payload, 0, bytes, HEADER_BYTES, payload.length);
    out.write(bytes);
    out.flush();
  }

  /**
   * Reads one frame, waiting for it as long as it takes.
   *
   * @throws EOFException if the stream ends before the frame does
   * @throws StreamCorruptedException if what comes is no frame; the message shows how it begins
   */
  static Frame readFrom(DataInputStream in) throws IOException {
    int magic = in.readInt();
    if (magic != MAGIC) {
      throw new StreamCorruptedException(garbage(magic, in));
    }
    int kind = in.readInt();
    int length = in.readInt();
    if (kind < REQUEST || kind > FAILURE || length < 0 || length > MAX_PAYLOAD_BYTES) {
      throw new StreamCorruptedException("a frame of kind " + kind + " and " + length + " bytes");
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new Frame(kind, payload);
  }

  /** Shows what is there of the first bytes, without waiting for more. */
  private static String garbage(int first, DataInputStream in) throws IOException {
    byte[] bytes = new byte[4 + Math.min(in.available(), 60)];
    putInt(bytes, 0, first);
    in.readFully(bytes, 4, bytes.length - 4);
    StringBuilder shown = new StringBuilder(bytes.length + 2).append('"');
    for (byte b : bytes) {
      shown.append(b >= ' ' && b < 127 ? (char) b : '.');
    }
    return shown.append('"').toString();
  }

  private static void putInt(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >>> 24);
    bytes[at + 1] = (byte) (value >>> 16);
    bytes[at + 2] = (byte) (value >>> 8);
    bytes[at + 3] = (byte) value;
  }
}
