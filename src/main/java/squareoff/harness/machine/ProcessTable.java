package squareoff.harness.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The processes of this machine, as the operating system tells of them; tests put in others.
 *
 * <p>Process ids are given out again, a process id asked for may be the id of a thread, and a dead
 * process keeps its id until its parent has asked after it. So nobody is signalled by number alone:
 * a {@link Seen process that was seen} is known by its start instant too.
 */
public interface ProcessTable {

  /**
   * A process that was seen.
   *
   * @param pid its process id
   * @param start when it started, in the table's own unit: with the id, it tells the process from
   *     all that had the id before and will have it later
   * @param parent the process id of its parent, 0 where that is unknown
   */
  record Seen(long pid, long start, long parent) {

    /** Whether this and the other are one process; its parent may have changed meanwhile. */
    public boolean is(Seen other) {
      return pid == other.pid && start == other.start;
    }
  }

  /**
   * The table of the running machine: {@code /proc} where there is one, else what the JDK knows,
   * which does not see the environment of a process.
   */
  static ProcessTable ofThisMachine() {
    Path proc = Path.of("/proc");
    return Files.isReadable(proc.resolve("self/stat")) ? new ProcTable(proc) : new JdkTable();
  }

  /** All that live now. No thread is among them, and no dead process that waits for its parent. */
  List<Seen> all();

  /**
   * Looks at one process id.
   *
   * @param pid any number
   * @return who has it now; empty if that is nobody, a thread, or a dead process that waits for its
   *     parent
   */
  Optional<Seen> look(long pid);

  /**
   * Whether a process has a variable in its environment, as that was at its start.
   *
   * @param process which
   * @param variable name, equals sign and value
   * @return false too if the process has ended meanwhile; empty if its environment cannot be read
   */
  Optional<Boolean> has(Seen process, String variable);

  /** Ends a process at once (SIGKILL), unless its id is another's by now. */
  void kill(Seen process);

  /** Has a JVM print its threads (SIGQUIT), unless its id is another's by now. */
  void dumpThreads(Seen process);

  /** What the JDK knows of processes, on every system. */
  final class JdkTable implements ProcessTable {

    @Override
    public List<Seen> all() {
      return ProcessHandle.allProcesses()
          .filter(ProcessHandle::isAlive)
          .map(JdkTable::seen)
          .toList();
    }

    @Override
    public Optional<Seen> look(long pid) {
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).map(JdkTable::seen);
    }

    private static Seen seen(ProcessHandle handle) {
      return new Seen(
          handle.pid(),
          handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L),
          handle.parent().map(ProcessHandle::pid).orElse(0L));
    }

    @Override
    public Optional<Boolean> has(Seen process, String variable) {
      return Optional.empty();
    }

    @Override
    public void kill(Seen process) {
      // The handle keeps the start instant and looks at it again just before the signal.
      ProcessHandle.of(process.pid())
          .filter(handle -> seen(handle).is(process))
          .ifPresent(ProcessHandle::destroyForcibly);
    }

    @Override
    public void dumpThreads(Seen process) {
      if (look(process.pid()).filter(process::is).isPresent()) {
        run("kill", "-QUIT", String.valueOf(process.pid()));
      }
    }

    /** Runs a command of the system to its end; one that is not there does nothing. */
    static void run(String... command) {
      try {
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
      } catch (IOException e) {
        // Only the threads of a hung JVM are lost, from a log that says the rest.
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
