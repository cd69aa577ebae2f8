package squareoff.harness.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Strangers on the machine of a run, a main class of its own: they take the process ids of its
 * trials once these have ended, and of the processes that standard input names, in turn as
 * processes and as threads. It needs a pid namespace whose next process id it may choose. It goes
 * on until the process that it is told of has ended, and then prints how many there were and how
 * many of them were not harmed: a killed thread takes all of this process along, so that it prints
 * nothing. The oldest go when there are many: whoever looks for processes has to look at them all.
 */
final class Bystanders {

  private static final Path LAST = Path.of("/proc/sys/kernel/ns_last_pid");
  private static final int TRIES = 20;
  private static final int MOST = 100;

  private final Deque<Process> sleeps = new ArrayDeque<>();
  private final Deque<Thread> parked = new ArrayDeque<>();
  private int processes;
  private int threads;
  private int harmed;

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
    BufferedReader named = new BufferedReader(new InputStreamReader(System.in));
    while (lives(run)) {
      seen.addAll(trials());
      while (named.ready()) {
        seen.add(Long.parseLong(named.readLine()));
      }
      for (long pid : List.copyOf(seen)) {
        if (!lives(pid)) {
          seen.remove(pid);
          bystanders.take(pid);
        }
      }
      bystanders.miss();
      Thread.sleep(20);
    }
    bystanders.miss();
    System.out.printf(
        "processes %d living %d threads %d%n",
        bystanders.processes, bystanders.processes - bystanders.harmed, bystanders.threads);
    bystanders.sleeps.forEach(Process::destroyForcibly);
    System.exit(0);
  }

  private void take(long pid) throws Exception {
    boolean asThread = threads < processes;
    for (int i = 0; i < TRIES && !lives(pid); i++) {
      Files.writeString(LAST, String.valueOf(pid - 1));
      if (asThread) {
        park(pid);
      } else {
        Process sleep = new ProcessBuilder("sleep", "100000").start();
        if (sleep.pid() == pid) {
          sleeps.add(sleep);
          processes++;
        } else {
          sleep.destroyForcibly();
        }
      }
    }
    miss();
    if (sleeps.size() > MOST) {
      sleeps.remove().destroyForcibly();
    }
    if (parked.size() > MOST) {
      parked.remove().interrupt();
    }
  }

  private void park(long pid) {
    Thread thread = new Thread(LockSupport::park);
    thread.setDaemon(true);
    thread.start();
    parked.add(thread);
    threads += lives(pid) ? 1 : 0;
  }

  /** Looks who has died. */
  private void miss() {
    for (Process sleep : List.copyOf(sleeps)) {
      if (!sleep.isAlive()) {
        System.out.println("harmed " + sleep.pid());
        harmed++;
        sleeps.remove(sleep);
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
          .map(Long::parseLong)
          .filter(Bystanders::isMarked)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isMarked(long pid) {
    try {
      Path environment = Path.of("/proc", String.valueOf(pid), "environ");
      return ("\0" + Files.readString(environment, StandardCharsets.ISO_8859_1))
          .contains("\0SQUAREOFF_RUN=");
    } catch (IOException e) {
      return false;
    }
  }
}
