package squareoff.harness.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Strangers on the machine of a run, a main class of its own: they take the process ids of its
 * trials once these have ended, in turn as processes and as threads. It needs a pid namespace whose
 * next process id it may choose. It goes on until the process that it is told of has ended, and
 * then prints how many there were and how many of them live: a killed thread takes all of this
 * process along, so that it prints nothing.
 */
final class Bystanders {

  private static final Path LAST = Path.of("/proc/sys/kernel/ns_last_pid");
  private static final int TRIES = 20;

  private final List<Process> sleeps = new ArrayList<>();
  private int threads;

  private Bystanders() {}

  /**
   * Watches a run.
   *
   * @param args the process id to wait for
   */
  public static void main(String[] args) throws Exception {
    Bystanders bystanders = new Bystanders();
    Set<Long> seen = new HashSet<>();
    long run = Long.parseLong(args[0]);
    while (lives(run)) {
      seen.addAll(trials());
      for (long pid : List.copyOf(seen)) {
        if (!lives(pid)) {
          seen.remove(pid);
          bystanders.take(pid);
        }
      }
      Thread.sleep(5);
    }
    System.out.printf(
        "processes %d living %d threads %d%n",
        bystanders.sleeps.size(),
        bystanders.sleeps.stream().filter(Process::isAlive).count(),
        bystanders.threads);
    bystanders.sleeps.forEach(Process::destroyForcibly);
    System.exit(0);
  }

  private void take(long pid) throws Exception {
    boolean asThread = threads < sleeps.size();
    for (int i = 0; i < TRIES && !lives(pid); i++) {
      Files.writeString(LAST, String.valueOf(pid - 1));
      if (asThread) {
        Thread thread = new Thread(LockSupport::park);
        thread.setDaemon(true);
        thread.start();
        threads += lives(pid) ? 1 : 0;
      } else {
        Process sleep = new ProcessBuilder("sleep", "100000").start();
        if (sleep.pid() == pid) {
          sleeps.add(sleep);
        } else {
          sleep.destroyForcibly();
        }
      }
    }
  }

  /** Whether somebody has a number, as a process or as a thread. */
  private static boolean lives(long id) {
    return Files.exists(Path.of("/proc/" + id));
  }

  /** The processes of trials: they have the mark of a run. */
  private static List<Long> trials() {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .map(process -> process.getFileName().toString())
          .filter(name -> name.matches("\\d+"))
          .filter(name -> environment(name).contains("\0SQUAREOFF_RUN="))
          .map(Long::parseLong)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String environment(String pid) {
    try {
      return "\0" + Files.readString(Path.of("/proc", pid, "environ"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
