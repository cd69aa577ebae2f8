package squareoff.suite.process;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A file that both processes have mapped: one half for the parent's messages, one for the worker's,
 * each behind the number of the message in it.
 *
 * <p>No system call says that a message is there, so the reader has to look again and again. It
 * spins for some microseconds, where there is a second core for the writer; then it yields its core
 * after every look, for some milliseconds; then it sleeps {@value #SLEEP_NANOS} ns between two
 * looks and sees whether the other process is still alive.
 */
final class MappedLink implements Link {

  private static final int SPINS = 200;
  private static final int YIELDS = 10_000;
  private static final long SLEEP_NANOS = 50_000;

  /** The number of the message, and so much behind it that no neighbour's line is touched. */
  private static final int HEADER_BYTES = 128;

  private static final VarHandle NUMBER =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final MappedByteBuffer map;
  private final BooleanSupplier peerIsAlive;
  private final int spins = Runtime.getRuntime().availableProcessors() > 1 ? SPINS : 0;
  private final int own;
  private final int others;
  private final LongBuffer ownLongs;
  private final LongBuffer othersLongs;
  private long sent;
  private long received;

  /**
   * Maps a file that is as long as {@link #bytes} says and was zero at first.
   *
   * @param capacity how many longs fit into a message
   * @param parent whether this is the parent's side
   * @param peerIsAlive asked when nothing has come for some milliseconds
   */
  MappedLink(Path file, int capacity, boolean parent, BooleanSupplier peerIsAlive)
      throws IOException {
    this.peerIsAlive = peerIsAlive;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      map = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes(capacity));
    }
    map.order(ByteOrder.nativeOrder());
    int half = (int) bytes(capacity) / 2;
    own = parent ? 0 : half;
    others = half - own;
    ownLongs = longs(own, capacity);
    othersLongs = longs(others, capacity);
  }

  /** How long the file must be. */
  static long bytes(int capacity) {
    // Each half on lines of its own.
    long message = ((long) capacity * Long.BYTES + HEADER_BYTES - 1) / HEADER_BYTES * HEADER_BYTES;
    return 2 * (HEADER_BYTES + message);
  }

  private LongBuffer longs(int half, int capacity) {
    ByteBuffer slice = map.slice(half + HEADER_BYTES, capacity * Long.BYTES);
    return slice.order(ByteOrder.nativeOrder()).asLongBuffer();
  }

  @Override
  public void send(long[] message) {
    if (sent > received) {
      // The peer may still be reading the message before.
      throw new IllegalStateException("not our turn: message " + sent + " has no answer yet");
    }
    ownLongs.put(0, message);
    sent++;
    NUMBER.setRelease(map, own, sent);
  }

  @Override
  public void receive(long[] message) throws IOException {
    await(received + 1);
    received++;
    othersLongs.get(0, message);
  }

  private void await(long number) throws IOException {
    for (int looks = 0; (long) NUMBER.getAcquire(map, others) != number; looks++) {
      if (looks < spins) {
        Thread.onSpinWait();
      } else if (looks < spins + YIELDS) {
        Thread.yield();
      } else {
        looks = spins + YIELDS;
        LockSupport.parkNanos(this, SLEEP_NANOS);
        giveUpIfHopeless(number);
      }
    }
  }

  private void giveUpIfHopeless(long number) throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("interrupted while waiting for message " + number);
    }
    // It may have sent the message and then ended.
    if (!peerIsAlive.getAsBoolean() && (long) NUMBER.getAcquire(map, others) != number) {
      throw new EOFException("the other process ended without message " + number);
    }
  }

  @Override
  public void close() {
    // The mapping goes with the garbage collector; there is no earlier way in Java 21.
  }
}
