package squareoff.harness.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import squareoff.harness.machine.ProcessTable;
import squareoff.harness.machine.ProcessTable.Seen;

/**
 * The processes that a trial has started, and all that these have started in their turn.
 *
 * <p>A process is ours if the mark is in its environment, which children inherit, so that one whose
 * parent has died is found as well. Where the environment cannot be read (anywhere but on Linux),
 * it is ours if it was named, with its start instant, and not forgotten since. A child of one of
 * ours is ours too, whatever became of its environment. Everything is looked at again just before a
 * signal is sent: by then a process id may be another's.
 */
final class OwnProcesses {

  /** The environment variable that holds the mark. */
  private static final String VARIABLE = "SQUAREOFF_RUN";

  private static final long PAUSE_MILLIS = 20;

  /** The kernel may take long to end a process of many gigabytes; one that cannot end is left. */
  private static final int MOST_PASSES = 1500;

  private final String mark;
  private final ProcessTable table;
  private final Set<Seen> named = ConcurrentHashMap.newKeySet();

  /**
   * The processes with a mark.
   *
   * @param mark tells this run from all others on the machine
   * @param table the machine's processes
   */
  OwnProcesses(String mark, ProcessTable table) {
    this.mark = mark;
    this.table = table;
  }

  /** What is in the environment of every process with a mark. */
  static String variable(String mark) {
    return VARIABLE + "=" + mark;
  }

  /**
   * Makes what a builder starts one of ours, and has the kernel kill it when the thread that starts
   * it ends, where the system has a command for that. (A fork of JMH is not killed along, but ends
   * with its iteration when its host is gone.)
   */
  ProcessBuilder mark(ProcessBuilder builder) {
    builder.environment().put(VARIABLE, mark);
    if (Binding.AVAILABLE) {
      List<String> bound = new ArrayList<>(Binding.COMMAND);
      bound.addAll(builder.command());
      builder.command(bound);
    }
    return builder;
  }

  /** Of util-linux; the setpriv of others lacks the option. */
  private static final class Binding {
    static final List<String> COMMAND = List.of("setpriv", "--pdeathsig", "KILL");
    static final boolean AVAILABLE = isAvailable();

    private static boolean isAvailable() {
      List<String> trial = new ArrayList<>(COMMAND);
      trial.add("true");
      try {
        return new ProcessBuilder(trial)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor()
            == 0;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  /**
   * Names a process of ours that was just started, for where marks cannot be seen.
   *
   * @return how it is known; empty if it has ended already
   */
  Optional<Seen> name(long pid) {
    Optional<Seen> process = table.look(pid);
    process.ifPresent(named::add);
    return process;
  }

  /** Names a process of ours, as another looked at it. */
  void name(Seen process) {
    named.add(process);
  }

  /** Forgets who was named: their trial has ended, and their process ids may be given to others. */
  void forget() {
    named.clear();
  }

  /** Those that live now, parents before their children. */
  Collection<Seen> alive() {
    return found().keySet();
  }

  /** Each with the one of ours that started it, where the mark does not tell. */
  private Map<Seen, Optional<Seen>> found() {
    List<Seen> all = table.all();
    Map<Long, List<Seen>> children = all.stream().collect(Collectors.groupingBy(Seen::parent));
    Map<Seen, Optional<Seen>> found = new LinkedHashMap<>();
    all.stream().filter(this::isMarked).forEach(process -> found.put(process, Optional.empty()));
    List<Seen> parents = new ArrayList<>(found.keySet());
    for (int i = 0; i < parents.size(); i++) {
      Seen parent = parents.get(i);
      for (Seen child : children.getOrDefault(parent.pid(), List.of())) {
        if (child.start() >= parent.start()
            && found.putIfAbsent(child, Optional.of(parent)) == null) {
          parents.add(child);
        }
      }
    }
    return found;
  }

  private boolean isMarked(Seen process) {
    return table.has(process, variable(mark)).orElseGet(() -> named.stream().anyMatch(process::is));
  }

  private boolean isStillOurs(Seen process, Map<Seen, Optional<Seen>> found) {
    if (isMarked(process)) {
      return true;
    }
    // The parent is looked at last: if it is alive then, the child was its own a moment before.
    return found
        .get(process)
        .filter(parent ->
            table
                .look(process.pid())
                .filter(now -> now.is(process) && now.parent() == parent.pid())
                .isPresent())
        .filter(parent -> table.look(parent.pid()).filter(parent::is).isPresent())
        .filter(parent -> isStillOurs(parent, found))
        .isPresent();
  }

  /** Kills all of them, and what they start meanwhile; those that are named are not forgotten. */
  void killAll() {
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      Map<Seen, Optional<Seen>> found = found();
      if (found.isEmpty()) {
        return;
      }
      // Children first: that they are ours may rest on their parents' being alive.
      new ArrayList<>(found.keySet())
          .reversed().stream().filter(process -> isStillOurs(process, found)).forEach(table::kill);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
    }
  }

  /**
   * Has the JVMs that a process of ours has started print their threads.
   *
   * @param host that process, which prints none
   */
  void dumpThreads(long host) {
    Map<Seen, Optional<Seen>> found = found();
    found.keySet().stream()
        .filter(process -> process.pid() != host && isJava(process))
        .filter(process -> isStillOurs(process, found))
        .forEach(table::dumpThreads);
  }

  private static boolean isJava(Seen process) {
    return ProcessHandle.of(process.pid())
        .flatMap(handle -> handle.info().command())
        .filter(command -> command.endsWith("java") || command.endsWith("java.exe"))
        .isPresent();
  }
}
