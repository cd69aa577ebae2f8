package squareoff.harness.result;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A text in UTF-8 of which parts can be read again. */
public sealed interface Text {

  /**
   * Reads a part.
   *
   * @param start the number of its first byte, from 0
   * @param length how many bytes it has
   * @throws UnreadableResultException where the text is not there any more
   */
  byte[] part(long start, int length);

  /** How many bytes it has. */
  long size();

  /**
   * A text in memory.
   *
   * @param bytes all of it
   */
  record InMemory(byte[] bytes) implements Text {
    @Override
    public byte[] part(long start, int length) {
      return Arrays.copyOfRange(bytes, (int) start, (int) start + length);
    }

    @Override
    public long size() {
      return bytes.length;
    }
  }

  /**
   * A file, which may be greater than memory.
   *
   * @param file where it is
   * @param channel by which it is read while that is open: to close another one of the same file
   *     would give away its locks
   */
  record InFile(Path file, FileChannel channel) implements Text {
    @Override
    public byte[] part(long start, int length) {
      return read(from -> read(from, start, length));
    }

    @Override
    public long size() {
      return read(FileChannel::size);
    }

    @Override
    public String toString() {
      return file.toString();
    }

    private interface Reading<T> {
      T of(FileChannel channel) throws IOException;
    }

    private <T> T read(Reading<T> reading) {
      try {
        if (channel.isOpen()) {
          return reading.of(channel);
        }
        try (FileChannel again = FileChannel.open(file, StandardOpenOption.READ)) {
          return reading.of(again);
        }
      } catch (IOException e) {
        throw new UnreadableResultException(
            "%s: cannot be read again (%s). Leave it as it is meanwhile.".formatted(file, e), e);
      }
    }

    private static byte[] read(FileChannel from, long start, int length) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(length);
      while (bytes.hasRemaining()) {
        if (from.read(bytes, start + bytes.position()) < 0) {
          throw new EOFException("it was cut meanwhile");
        }
      }
      return bytes.array();
    }
  }
}
