package squareoff.harness.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Watches from outside how long a process or a child of it stood still: stopped by a signal, or
 * along with this process (a frozen container, a suspended machine). The clock of a benchmark runs
 * on meanwhile, so that its score is wrong, and no counter of processor time shows it.
 *
 * <p>A look costs a read of {@code /proc/PID/stat} for each process, a fraction of a millisecond
 * four times a second. A stop of less than two looks may go unseen. Anywhere but on Linux only what
 * stops this process as well is seen.
 */
public final class Standstill implements AutoCloseable {

  private static final Path PROC = Path.of("/proc");
  private static final long LOOK_MILLIS = 250;

  /** Children are looked for at every fourth look: a fork starts seldom. */
  private static final int LOOKS_PER_SEARCH = 4;

  /** A look may be late on a busy machine; by this much it is late since we stood still. */
  private static final double LATE_SECONDS = 1;

  private final long root;
  private final Thread thread;
  private volatile double seconds;

  private Standstill(long root) {
    this.root = root;
    this.thread = Thread.ofPlatform().daemon().name("standstill").start(this::watch);
  }

  /**
   * Begins to watch.
   *
   * @param pid of a process that has just been started
   */
  public static Standstill of(long pid) {
    return new Standstill(pid);
  }

  private void watch() {
    List<Long> processes = List.of(root);
    long last = System.nanoTime();
    try {
      for (int looks = 1; true; looks++) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        long now = System.nanoTime();
        double passed = (now - last) / 1e9;
        last = now;
        if (looks % LOOKS_PER_SEARCH == 0) {
          processes = family();
        }
        boolean late = passed > LATE_SECONDS + LOOK_MILLIS / 1e3;
        if (late || processes.stream().anyMatch(Standstill::isStopped)) {
          seconds += passed;
        }
      }
    } catch (InterruptedException e) {
      // Nothing is left to watch.
      Thread.currentThread().interrupt();
    }
  }

  /** The process and its children; of JMH that is the fork. */
  private List<Long> family() {
    List<Long> family = new ArrayList<>(List.of(root));
    Path threads = PROC.resolve(root + "/task");
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(threads)) {
      for (Path task : tasks) {
        for (String child : Files.readString(task.resolve("children")).split(" ")) {
          if (!child.isBlank()) {
            family.add(Long.parseLong(child));
          }
        }
      }
    } catch (IOException e) {
      // It has ended, or there is no /proc.
      return family;
    }
    return family;
  }

  private static boolean isStopped(long pid) {
    try {
      String stat = Files.readString(PROC.resolve(pid + "/stat"));
      // Behind the name, which may hold anything: T is stopped by a signal, t by a debugger.
      char state = stat.charAt(stat.lastIndexOf(')') + 2);
      return state == 'T' || state == 't';
    } catch (IOException | IndexOutOfBoundsException e) {
      // It has ended meanwhile.
      return false;
    }
  }

  /** How long something stood still so far, in seconds: exact to about two looks. */
  public double seconds() {
    return seconds;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
