package squareoff.harness.run;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import squareoff.harness.machine.Quietness;
import squareoff.harness.machine.Standstill;
import squareoff.harness.result.Cell;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.result.JmhFile;
import squareoff.harness.result.UnreadableResultException;
import squareoff.harness.run.TrialRecord.Failed;
import squareoff.harness.run.TrialRecord.Measured;
import squareoff.harness.run.TrialRecord.Outcome;
import squareoff.harness.text.SafeText;

/** Runs trials, one at a time: starts JMH, watches it, and makes sure that nothing is left. */
final class TrialRunner {

  /** 128 + SIGHUP, SIGINT, SIGTERM: a child that ends so may have been stopped along with us. */
  private static final Set<Integer> STOPPED_BY_SIGNAL = Set.of(129, 130, 143);

  /** How long our own signal may take to be seen after a child's. */
  private static final long SIGNAL_MILLIS = 300;

  /** How long a hung JVM gets to print its threads. */
  private static final long DUMP_MILLIS = 1500;

  /** JMH itself needs about that long to come to its lock: no hurry to ask again. */
  private static final long RETRY_MILLIS = 500;

  /**
   * What JVMs from 24 on say of JMH's own use of sun.misc.Unsafe, in both of a trial's processes.
   * The option that would prevent it reaches the fork, where libraries such as Netty decide by it
   * how they access memory.
   */
  private static final Pattern WARNING_OF_UNSAFE =
      Pattern.compile(
          """
          WARNING: A terminally deprecated method in sun\\.misc\\.Unsafe has been called\\R\
          WARNING: sun\\.misc\\.Unsafe::\\S+ has been called by org\\.openjdk\\.jmh\\..*\\R\
          WARNING: Please consider reporting this to the maintainers of class org\\.openjdk\\.jmh\\..*\\R\
          WARNING: sun\\.misc\\.Unsafe::\\S+ will be removed in a future release\\R?\
          """);

  private static final int LAST_LINES = 25;
  private static final int LAST_BYTES = 64 * 1024;
  private static final int LONGEST_LINE = 400;

  private final Plan plan;
  private final RunDirectory directory;
  private final OwnProcesses processes;
  private final Guard guard;
  private final BooleanSupplier stopped;
  private final JarWatch jars;
  private final TrialFacts facts;
  private boolean saidWaiting;

  TrialRunner(
      Plan plan,
      RunDirectory directory,
      OwnProcesses processes,
      Guard guard,
      BooleanSupplier stopped) {
    this.plan = plan;
    this.directory = directory;
    this.processes = processes;
    this.guard = guard;
    this.stopped = stopped;
    this.jars = new JarWatch(plan.builds());
    this.facts = new TrialFacts(plan);
  }

  /**
   * Runs a trial to its end, whatever that is.
   *
   * @param trial which
   * @param order the how-manieth of the run, from 0: names its log
   * @param listener hears of waiting
   * @return what came of it, or empty if the run was told to stop meanwhile
   * @throws IOException if the trial cannot be started or its log cannot be written
   */
  Optional<TrialRecord> run(Trial trial, int order, RunListener listener)
      throws IOException, InterruptedException {
    JmhLock lock = JmhLock.of(plan);
    boolean waited = false;
    while (true) {
      waited |= lock.await(sayingOnce(lock.file(), listener), stopped);
      if (stopped.getAsBoolean()) {
        return Optional.empty();
      }
      jars.check(trial.build());
      TrialRecord ended = attempt(trial, order, lock.file().getParent());
      guard.news().forEach(listener::note);
      if (stopped.getAsBoolean()) {
        return Optional.empty();
      }
      jars.check(trial.build());
      Optional<JmhLock> refused =
          ended.failed().flatMap(failure -> JmhLock.thatRefused(failure.log()));
      if (refused.isEmpty()) {
        saidWaiting &= waited;
        return Optional.of(ended);
      }
      // Another JMH was quicker between our look and JMH's own, or the folder is no longer as it
      // was.
      lock = refused.get();
      lock.look();
      Thread.sleep(RETRY_MILLIS);
    }
  }

  /** Two runs side by side wait for each other before every trial: that is one wait. */
  private Runnable sayingOnce(Path lock, RunListener listener) {
    return () -> {
      if (!saidWaiting) {
        listener.waitingFor(lock);
        saidWaiting = true;
      }
    };
  }

  private TrialRecord attempt(Trial trial, int order, Path temporary)
      throws IOException, InterruptedException {
    Path log = directory.logs().resolve("%05d.log".formatted(order));
    Path result = directory.logs().resolve("%05d.json".formatted(order));
    // JMH does not truncate an older file first: a stale result would count as this trial's.
    Files.deleteIfExists(result);
    List<String> command = TrialCommand.of(plan, trial, result);
    try {
      Files.writeString(log, "$ " + TrialCommand.line(command) + "\n");
    } catch (IOException e) {
      throw Room.at(log, e);
    }
    guard.startMissing();

    Quietness.Probe probe = Quietness.begin();
    Instant startedAt = Instant.now();
    long start = System.nanoTime();
    Process process = start(command, log);
    boolean ended;
    double stood;
    try (Standstill still = Standstill.of(process.pid())) {
      ended = waitFor(process, trial.cell().timeout());
      stood = still.seconds();
    }
    if (!ended) {
      dumpThreads(process);
    }
    processes.killAll();
    int exit = process.waitFor();
    processes.forget();
    guard.forget();
    final double seconds = (System.nanoTime() - start) / 1e9;
    Quietness quiet = probe.end(stood);
    if (STOPPED_BY_SIGNAL.contains(exit)) {
      awaitOwnSignal();
    }
    Outcome outcome =
        ended
            ? outcome(trial.cell().cell(), exit, result, log)
            : new Failed("timeout", exit, lastLines(log));
    Files.deleteIfExists(result);
    if (outcome instanceof Failed failed && !stopped.getAsBoolean()) {
      Room.blame(failed.log(), List.of(directory.path(), temporary));
    }
    return new TrialRecord(
        trial.cell().cell().toString(),
        trial.build(),
        trial.round(),
        order,
        startedAt.toString(),
        seconds,
        quiet.asMap(),
        outcome,
        outcome instanceof Measured ? facts.of(trial, log) : Map.of());
  }

  private Process start(List<String> command, Path log) throws IOException {
    Process process =
        processes
            .mark(new ProcessBuilder(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .directory(plan.folder().map(Path::toFile).orElse(null))
            .start();
    processes.name(process.pid()).ifPresent(guard::watch);
    if (stopped.getAsBoolean()) {
      // Whoever told us to stop may have looked for processes just before this one started.
      processes.killAll();
    }
    process.getOutputStream().close();
    return process;
  }

  private boolean waitFor(Process process, double timeoutSeconds) throws InterruptedException {
    return process.waitFor((long) (timeoutSeconds * 1000), TimeUnit.MILLISECONDS);
  }

  private void awaitOwnSignal() throws InterruptedException {
    for (int i = 0; i < 10 && !stopped.getAsBoolean(); i++) {
      Thread.sleep(SIGNAL_MILLIS / 10);
    }
  }

  /** Has the JVMs of a hung trial print their threads to its log: it shows where it hangs. */
  private void dumpThreads(Process process) throws InterruptedException {
    if (File.separatorChar != '/') {
      return;
    }
    processes.dumpThreads(process.pid());
    Thread.sleep(DUMP_MILLIS);
  }

  /** What came of a trial that ended by itself, by its exit code and the file that JMH wrote. */
  static Outcome outcome(Cell cell, int exit, Path result, Path log) throws IOException {
    if (exit != 0) {
      return new Failed("exit", exit, lastLines(log));
    }
    if (!Files.exists(result) || Files.size(result) == 0) {
      return new Failed("no-result", exit, lastLines(log));
    }
    List<JmhEntry> entries;
    // Into memory, however great it is: the file is deleted before its text goes into the journal.
    try (InputStream in = Files.newInputStream(result)) {
      entries = JmhFile.read(in, result.toString());
    } catch (UnreadableResultException e) {
      return new Failed("no-result", exit, e.getMessage() + "\n" + lastLines(log));
    }
    if (entries.isEmpty()) {
      return new Failed("no-result", exit, lastLines(log));
    }
    if (entries.size() > 1 || !entries.getFirst().cell().equals(cell)) {
      return new Failed(
          "other-result",
          exit,
          "asked for %s, JMH measured %s"
              .formatted(cell, entries.stream().map(JmhEntry::cell).toList()));
    }
    return new Measured(entries.getFirst());
  }

  /** The end of a log as a journal and a terminal can carry it. */
  static String lastLines(Path log) throws IOException {
    // Only the end is read: a benchmark that prints in a loop may have filled the disk.
    byte[] end;
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      end = new byte[(int) Math.min(file.length(), LAST_BYTES)];
      file.seek(file.length() - end.length);
      file.readFully(end);
    }
    String text = new String(end, StandardCharsets.UTF_8);
    List<String> lines =
        WARNING_OF_UNSAFE
            .matcher(text)
            .replaceAll("")
            .lines()
            .filter(line -> !line.isBlank())
            .map(SafeText::line)
            .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line)
            .toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }
}
