package squareoff.harness.run;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import squareoff.harness.machine.ProcessTable.Seen;

/**
 * What outlives a run by a moment, so that nothing that it has started does: two processes that
 * hold the end of a pipe each, of which the run has the other end. When the run ends in any way,
 * {@code kill -9} included, the pipes close, and both kill what is left. JMH leaves its fork
 * running when it dies itself, and nobody can catch a SIGKILL.
 *
 * <p>They are of two kinds, so that one is left when something ends the other together with the
 * run: a {@link GuardMain JVM}, the choice of a kernel that is short of memory, and a {@link #WATCH
 * shell} of next to no memory, in a session of its own, which no signal to the run's group or
 * terminal reaches. The shell needs {@code /proc}; elsewhere there is the JVM only. Whichever of
 * them ends while the run lasts is started again.
 */
final class Guard implements Closeable {

  /** Ctrl-C reaches every process of the terminal's group; the guard must outlive the run. */
  private static final String IGNORING_SIGNALS = "trap '' INT TERM HUP QUIT\n";

  /**
   * Reads lines until the last, {@code end}, which a run that was killed does not write. It then
   * kills whatever bears the mark ($1), if that has the same start instant ($stat, field 22 of 52)
   * before and after the look at its environment. It ends when it has found nothing for a second: a
   * process that is just being started bears no mark yet.
   */
  private static final String WATCH =
      """
      started() {
        stat=
        { IFS= read -r stat < "/proc/$1/stat"; } 2>/dev/null || return 1
        set -- ${stat##*) }
        stat=${20}
        [ "$stat" ]
      }
      while read -r line; do
        [ "$line" != end ] || exit 0
      done
      for look in 1 2 3 4 5 6 7 8 9 10; do
        found=yes
        while [ $found ]; do
          found=
          for file in $(grep -lsF "$1" /proc/[0-9]*/environ); do
            pid=${file#/proc/}
            pid=${pid%/environ}
            started $pid || continue
            before=$stat
            grep -qsF "$1" $file && started $pid && [ "$stat" = "$before" ] || continue
            kill -KILL $pid && found=yes
          done
        done
        sleep 0.1 2>/dev/null || sleep 1
      done
      """;

  /** One that ends sooner, so often in a row, does so for a reason that starting does not mend. */
  private static final long SHORTEST_LIFE = TimeUnit.SECONDS.toNanos(2);

  private static final int MOST_SHORT_LIVES = 5;

  /** 128 + SIGKILL. */
  private static final int SIGKILLED = 137;

  /** One of the two. */
  private static final class Watcher {
    private final String name;
    private final List<String> command;
    private Process process;
    private long startedAt;
    private int shortLives;

    Watcher(String name, List<String> command) {
      this.name = name;
      this.command = command;
    }

    void start() throws IOException {
      startedAt = System.nanoTime();
      process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    }

    /** Writes a line; one that has ended hears nothing, and is started again. */
    void tell(String line) {
      try {
        OutputStream in = process.getOutputStream();
        in.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        in.flush();
      } catch (IOException e) {
        return;
      }
    }
  }

  private final List<Watcher> watchers = new ArrayList<>();
  private final List<String> news = new ArrayList<>();
  private Optional<Seen> watched = Optional.empty();
  private boolean closed;

  private Guard() {}

  /**
   * Starts a guard.
   *
   * @param mark the mark of the run's processes
   * @throws UnusableInputException if it cannot be started
   */
  static Guard start(String mark) {
    Guard guard = new Guard();
    guard.watchers.add(new Watcher("guard", jvm(mark)));
    if (new File("/proc/self/environ").exists()) {
      guard.watchers.add(new Watcher("second guard", shell(mark)));
    }
    guard.startMissing();
    return guard;
  }

  private static List<String> jvm(String mark) {
    List<String> command = new ArrayList<>();
    if (File.separatorChar == '/') {
      command.addAll(List.of("sh", "-c", IGNORING_SIGNALS + "exec \"$@\"", "guard"));
    }
    command.add(HostJvm.ownJava());
    command.addAll(List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(GuardMain.class.getName(), mark));
    return command;
  }

  private static List<String> shell(String mark) {
    String inItsSession =
        IGNORING_SIGNALS
            + "command -v setsid >/dev/null && exec setsid sh -c \"$0\" squareoff-guard \"$1\"\n"
            + "exec sh -c \"$0\" squareoff-guard \"$1\"";
    return List.of("sh", "-c", inItsSession, WATCH, OwnProcesses.variable(mark));
  }

  /**
   * Starts what is not there: at first both, later what was killed.
   *
   * @throws UnusableInputException if one cannot be started, or ends as soon as it is
   */
  synchronized void startMissing() {
    for (Watcher watcher : watchers) {
      if (closed || (watcher.process != null && watcher.process.isAlive())) {
        continue;
      }
      if (watcher.shortLives == MOST_SHORT_LIVES) {
        throw unguarded("ends as soon as it is started");
      }
      try {
        watcher.start();
      } catch (IOException e) {
        throw unguarded("cannot be started (" + e.getMessage() + ")");
      }
      watched.ifPresent(process -> watcher.tell(line(process)));
      watcher.process.onExit().thenAccept(ended -> replace(watcher, ended));
    }
  }

  private static UnusableInputException unguarded(String what) {
    return new UnusableInputException(
        "the guard of this run, without which a kill would leave its JVMs running, "
            + what
            + ". What was recorded is kept; make room for processes and memory, then go on with --resume");
  }

  /** A long trial shall not go on with one guard only: this does not wait for the next one. */
  private synchronized void replace(Watcher watcher, Process ended) {
    if (closed) {
      return;
    }
    boolean killed = ended.exitValue() == SIGKILLED;
    news.add(
        "the %s of this run ended (%s); another one takes its place"
            .formatted(
                watcher.name,
                killed
                    ? "SIGKILL, as the kernel sends it where memory is short"
                    : "exit code " + ended.exitValue()));
    boolean brief = System.nanoTime() - watcher.startedAt < SHORTEST_LIFE;
    watcher.shortLives = brief ? watcher.shortLives + 1 : 0;
    try {
      startMissing();
    } catch (UnusableInputException e) {
      // The next trial does not start without: it tries again, and says why.
      return;
    }
  }

  /** What has happened to the guard since the last call, as sentences without a full stop. */
  synchronized List<String> news() {
    List<String> told = List.copyOf(news);
    news.clear();
    return told;
  }

  /** Names a process that must not survive the run, for where marks cannot be seen. */
  synchronized void watch(Seen process) {
    watched = Optional.of(process);
    watchers.forEach(watcher -> watcher.tell(line(process)));
  }

  private static String line(Seen process) {
    return "%d %d %d".formatted(process.pid(), process.start(), process.parent());
  }

  /** The trial has ended: the process that was named may be another's now. */
  synchronized void forget() {
    watched = Optional.empty();
    watchers.forEach(watcher -> watcher.tell(GuardMain.FORGET));
  }

  /** Ends the guard; nothing of the run may live any more. */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      closed = true;
    }
    try {
      for (Watcher watcher : watchers) {
        watcher.tell(GuardMain.END);
        watcher.process.waitFor(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      watchers.forEach(watcher -> watcher.process.destroyForcibly());
    }
  }
}
