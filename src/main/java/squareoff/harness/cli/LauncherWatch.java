package squareoff.harness.cli;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import squareoff.harness.machine.ProcessTable;
import squareoff.harness.machine.ProcessTable.Seen;

/**
 * Ends this process when the launcher that started it has ended: a killed launcher cannot hand its
 * signal on, so what it started must see by itself, and soon.
 */
final class LauncherWatch {

  /** The process id of the launcher that started this JVM, where there is one. */
  private static final String LAUNCHER = "squareoff.launcher.pid";

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final long pid;
  private final ProcessTable table;
  private final Optional<Seen> atFirst;
  private final boolean isParent;

  /**
   * Takes a first look.
   *
   * @param pid the launcher's process id
   * @param table the machine's processes
   */
  LauncherWatch(long pid, ProcessTable table) {
    this.pid = pid;
    this.table = table;
    this.isParent = parent() == pid;
    this.atFirst = table.look(pid);
  }

  /** Watches from now on, where a launcher started this process. */
  static void begin() {
    String pid = System.getProperty(LAUNCHER);
    if (pid == null) {
      return;
    }
    LauncherWatch launcher = new LauncherWatch(Long.parseLong(pid), ProcessTable.ofThisMachine());
    Thread watch =
        new Thread(
            () -> {
              while (launcher.lives()) {
                LockSupport.parkNanos(LOOK_NANOS);
              }
              System.exit(ExitCode.TERMINATED);
            },
            "launcher-watch");
    watch.setDaemon(true);
    watch.start();
  }

  /**
   * Whether the launcher lives. One that was killed keeps its process id until its own parent asks
   * after it, which in a container nobody may do; its id may be another's later. (And {@link
   * ProcessHandle#onExit} looks only every 5 s in the end where the process is no child.)
   */
  boolean lives() {
    boolean there = atFirst.flatMap(first -> table.look(pid).filter(first::is)).isPresent();
    return there && (!isParent || parent() == pid);
  }

  private static long parent() {
    return ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
  }
}
