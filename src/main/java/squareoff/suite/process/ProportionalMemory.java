package squareoff.suite.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * What Linux says that a process holds of the memory: its proportional set size, in which a page
 * that k processes share counts as the k-th part of a page for each. Summed over all processes that
 * share, every page counts once.
 */
public final class ProportionalMemory {

  private static final long KILOBYTE = 1024;

  private final Path processes;

  ProportionalMemory(Path processes) {
    this.processes = processes;
  }

  /**
   * The running system's.
   *
   * @return where to ask
   */
  public static ProportionalMemory ofSystem() {
    return new ProportionalMemory(Path.of("/proc"));
  }

  /**
   * Adds up the memory of some processes.
   *
   * @param pids their numbers
   * @return bytes, in whole kilobytes, with what is swapped out; empty where the system does not
   *     say, which is everywhere but on Linux from 4.14 on
   * @throws IllegalStateException if one of the processes is not there
   */
  public OptionalLong bytes(List<Long> pids) {
    long sum = 0;
    for (long pid : pids) {
      OptionalLong one = bytes(pid, "Pss:");
      if (one.isEmpty()) {
        return one;
      }
      sum += one.getAsLong();
    }
    return OptionalLong.of(sum);
  }

  /**
   * Tells the memory of a process that is not that of a file: heap, stacks and what its libraries
   * have allocated. Unlike the rest, its share of it does not change when other processes that use
   * the same files start or end.
   *
   * @param pid its number; it should have no children that are copies of itself
   * @return bytes, in whole kilobytes, with what is swapped out; empty where the system does not
   *     say
   * @throws IllegalStateException if the process is not there
   */
  public OptionalLong anonymousBytes(long pid) {
    return bytes(pid, "Anonymous:");
  }

  private OptionalLong bytes(long pid, String field) {
    if (!Files.isReadable(processes.resolve("self/smaps_rollup"))) {
      return OptionalLong.empty();
    }
    try {
      long kilobytes = 0;
      for (String line :
          Files.readAllLines(processes.resolve(Long.toString(pid)).resolve("smaps_rollup"))) {
        if (line.startsWith(field) || line.startsWith("SwapPss:")) {
          kilobytes += Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
      return OptionalLong.of(kilobytes * KILOBYTE);
    } catch (NoSuchFileException gone) {
      throw new IllegalStateException("process " + pid + " is gone", gone);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the memory of process " + pid, unreadable);
    }
  }
}
