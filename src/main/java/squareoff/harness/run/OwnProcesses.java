package squareoff.harness.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The processes that a run has started, and all that these have started in their turn: found by a
 * mark in their environment, which children inherit, so that one whose parent has died is found as
 * well. Where the environment of other processes cannot be read (anywhere but on Linux), they are
 * found as descendants of those that were named.
 */
final class OwnProcesses {

  /** The environment variable that holds the mark. */
  static final String VARIABLE = "SQUAREOFF_RUN";

  private static final Path PROC = Path.of("/proc");

  /** A process may start another while it is being killed: so often we look again. */
  private static final int PASSES = 50;

  private final byte[] mark;
  private final String value;
  private final Set<Long> roots = ConcurrentHashMap.newKeySet();

  /**
   * The processes with a mark.
   *
   * @param value tells this run from all others on the machine
   */
  OwnProcesses(String value) {
    this.value = value;
    this.mark = (VARIABLE + "=" + value + "\0").getBytes(StandardCharsets.UTF_8);
  }

  /** Makes what a builder starts one of ours. */
  ProcessBuilder mark(ProcessBuilder builder) {
    builder.environment().put(VARIABLE, value);
    return builder;
  }

  /** Names a process of ours, for systems where marks cannot be seen. */
  void add(long pid) {
    roots.add(pid);
  }

  /** Those that live now; this process itself is never among them. */
  List<ProcessHandle> alive() {
    Set<ProcessHandle> found = new LinkedHashSet<>();
    for (long root : roots) {
      Optional<ProcessHandle> handle = ProcessHandle.of(root);
      handle.ifPresent(process -> {
        process.descendants().forEach(found::add);
        found.add(process);
      });
      if (handle.isEmpty()) {
        roots.remove(root);
      }
    }
    marked().forEach(pid -> ProcessHandle.of(pid).ifPresent(found::add));
    found.remove(ProcessHandle.current());
    return found.stream().filter(ProcessHandle::isAlive).toList();
  }

  private Set<Long> marked() {
    Set<Long> pids = new LinkedHashSet<>();
    if (!Files.isDirectory(PROC.resolve("self"))) {
      return pids;
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (isMarked(process.resolve("environ"))) {
          pids.add(Long.parseLong(process.getFileName().toString()));
        }
      }
    } catch (IOException e) {
      // Without /proc the named processes and their descendants are all that can be found.
      return pids;
    }
    return pids;
  }

  private boolean isMarked(Path environ) {
    try {
      byte[] bytes = Files.readAllBytes(environ);
      for (int at = 0; at + mark.length <= bytes.length; at++) {
        boolean atStart = at == 0 || bytes[at - 1] == 0;
        if (atStart && Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      // It has ended meanwhile, or is another user's: not ours either way.
      return false;
    }
  }

  /**
   * Kills all of them, and what they start meanwhile.
   *
   * @return how many were killed
   */
  int killAll() {
    int killed = 0;
    for (int pass = 0; pass < PASSES; pass++) {
      List<ProcessHandle> alive = alive();
      if (alive.isEmpty()) {
        return killed;
      }
      for (ProcessHandle process : alive) {
        if (process.destroyForcibly()) {
          killed++;
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return killed;
  }
}
