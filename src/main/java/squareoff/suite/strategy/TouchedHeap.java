package squareoff.suite.strategy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A heap that is in use: so many megabytes of it are reachable, and every page has been written to,
 * so that the system has given memory for it.
 */
public final class TouchedHeap {

  private static final int MEGABYTE = 1 << 20;

  /** The smallest page there is; to write to each part of this size is to write to each page. */
  private static final int PAGE = 4096;

  /** Small enough to be no object that the default collector gives a region of its own. */
  private static final int CHUNK = MEGABYTE / 4;

  /** What must be left for everything else, of the heap and of the machine. */
  private static final long SPARE_MEGABYTES = 256;

  private final byte[][] chunks;

  private TouchedHeap(byte[][] chunks) {
    this.chunks = chunks;
  }

  /**
   * Fills a part of the heap.
   *
   * @param megabytes how much (2^20 bytes each), at least 0
   * @return the filled part: as long as it is reachable, so is all of it
   * @throws UnmeasurableCellException if the heap or the machine's memory has not so much room
   */
  public static TouchedHeap of(int megabytes) {
    requireRoom(
        megabytes,
        Runtime.getRuntime().maxMemory() / MEGABYTE,
        availableMegabytes(Path.of("/proc/meminfo")));
    byte[][] chunks = new byte[megabytes * (MEGABYTE / CHUNK)][];
    for (int i = 0; i < chunks.length; i++) {
      chunks[i] = new byte[CHUNK];
      for (int at = 0; at < CHUNK; at += PAGE) {
        chunks[i][at] = 1;
      }
    }
    return new TouchedHeap(chunks);
  }

  /**
   * Counts again what is held.
   *
   * @return how many megabytes are reachable through this
   */
  public int megabytes() {
    return chunks.length / (MEGABYTE / CHUNK);
  }

  static void requireRoom(int megabytes, long heapMegabytes, OptionalLong availableMegabytes) {
    if (megabytes < 0) {
      throw new UnmeasurableCellException("parentHeapMegabytes=" + megabytes + ": give at least 0");
    }
    if (megabytes > 0 && megabytes + SPARE_MEGABYTES > heapMegabytes) {
      throw new UnmeasurableCellException(
          "parentHeapMegabytes=%d: this JVM's heap has %d MB. Give -jvmArgs -Xmx%dm, or less to touch"
              .formatted(megabytes, heapMegabytes, megabytes + 2 * SPARE_MEGABYTES));
    }
    if (availableMegabytes.isPresent()
        && megabytes + SPARE_MEGABYTES > availableMegabytes.getAsLong()) {
      throw new UnmeasurableCellException(
          "parentHeapMegabytes=%d: only %d MB of memory are available here. Give less to touch"
              .formatted(megabytes, availableMegabytes.getAsLong()));
    }
  }

  /** What Linux says that processes can still have; empty elsewhere. */
  static OptionalLong availableMegabytes(Path meminfo) {
    if (!Files.isReadable(meminfo)) {
      return OptionalLong.empty();
    }
    try (Stream<String> lines = Files.lines(meminfo)) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + meminfo, unreadable);
    }
  }
}
