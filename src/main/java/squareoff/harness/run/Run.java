package squareoff.harness.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import squareoff.harness.machine.Environment;
import squareoff.harness.machine.ProcessTable;
import squareoff.harness.result.WholeFile;

/** A run: the trials of a plan, each recorded before the next one starts. */
public final class Run {

  /**
   * What a run has come to.
   *
   * @param contents what the journal holds now
   * @param lost why not all files could be derived from it; it names the file
   */
  public record Ended(Journal.Contents contents, Optional<IOException> lost) {}

  private final RunDirectory directory;
  private final Journal.Contents before;
  private final Journal journal;
  private final boolean retryFailed;

  /** In the environment of every process of the run, and of this attempt at it only. */
  private final String mark;

  private final OwnProcesses processes;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopped;

  private Run(
      RunDirectory directory, Journal journal, Journal.Contents before, boolean retryFailed) {
    this.directory = directory;
    this.journal = journal;
    this.before = before;
    this.retryFailed = retryFailed;
    this.mark =
        "%s-%d-%08x"
            .formatted(
                before.plan().run(), ProcessHandle.current().pid(), new SecureRandom().nextInt());
    this.processes = new OwnProcesses(mark, ProcessTable.ofThisMachine());
  }

  /**
   * Begins a run. Nothing is executed yet, but the plan is on the disk.
   *
   * @param plan what to do
   * @param path the run directory; must not hold anything
   * @param companions texts of further files by their names; they are there before there is a
   *     journal, so that no run goes on without them
   * @return the run
   * @throws UnusableInputException if the directory cannot be used
   * @throws IOException if what was begun cannot be taken back
   */
  public static Run begin(Plan plan, Path path, Map<String, String> companions) throws IOException {
    JmhLock.of(plan).look();
    RunDirectory directory = RunDirectory.create(path);
    try {
      for (Map.Entry<String, String> file : companions.entrySet()) {
        WholeFile.write(directory.path().resolve(file.getKey()), file.getValue());
      }
      Journal journal = Journal.create(directory.journal(), plan);
      return new Run(directory, journal, journal.contents(), false);
    } catch (IOException e) {
      // So that the same command does once there is room.
      Files.deleteIfExists(directory.journal());
      Files.deleteIfExists(directory.logs());
      for (String name : companions.keySet()) {
        Files.deleteIfExists(directory.path().resolve(name));
      }
      throw new UnusableInputException(
          "--out %s: the plan cannot be written (%s); make room, or choose another directory"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  /**
   * Goes on with a run that was cut short.
   *
   * @param path its run directory
   * @param retryFailed whether trials that failed are run again
   * @return the run
   * @throws UnusableInputException if there is no such run, or it is of other jars or another
   *     machine than this
   * @throws IOException if the journal cannot be written
   */
  public static Run resume(Path path, boolean retryFailed) throws IOException {
    return resume(path, retryFailed, "run", Settings.AS_BEFORE);
  }

  /**
   * Goes on with a gate that was cut short, or left cells undecided.
   *
   * @param path its run directory
   * @param retryFailed whether trials that failed are run again
   * @param settings what it is allowed from now on; the budget counts from here
   * @return the run, to be executed with the gate's course
   * @throws UnusableInputException if there is no such gate, or it is of other jars or another
   *     machine than this, or may have more rounds already
   * @throws IOException if the journal cannot be written
   */
  public static Run resumeGate(Path path, boolean retryFailed, Settings settings)
      throws IOException {
    return resume(path, retryFailed, "gate", settings);
  }

  private static Run resume(Path path, boolean retryFailed, String command, Settings settings)
      throws IOException {
    if (!RunDirectory.isRun(path)) {
      throw new UnusableInputException(
          "--resume %s: holds no journal.jsonl; name the directory of a run".formatted(path));
    }
    RunDirectory directory = new RunDirectory(path.toAbsolutePath().normalize());
    Journal journal = Journal.reopen(directory.journal());
    try {
      Journal.Contents contents = journal.contents();
      String its = contents.plan().isGate() ? "gate" : "run";
      if (!its.equals(command)) {
        throw new UnusableInputException(
            "--resume %s: was begun by %s; go on with %s --resume %s"
                .formatted(path, its, its, path));
      }
      refuseOthers(contents.plan(), path, Plan.host(Environment.here().asMap()));
      JmhLock.of(contents.plan()).look();
      if (settings.changes(contents.plan())) {
        goOn(journal, contents, settings.after(spent(contents, retryFailed)));
        contents = journal.contents();
      }
      return new Run(directory, journal, contents, retryFailed);
    } catch (RuntimeException | IOException e) {
      journal.close();
      throw e;
    }
  }

  private static void goOn(Journal journal, Journal.Contents contents, Settings settings)
      throws IOException {
    settings.of(contents.plan());
    journal.append(settings.toJson());
  }

  /** The time of the trials that count against a budget, in seconds. */
  private static double spent(Journal.Contents contents, boolean retryFailed) {
    return contents.trials().stream()
        .filter(trial -> !retryFailed || trial.failed().isEmpty())
        .mapToDouble(TrialRecord::seconds)
        .sum();
  }

  private static void refuseOthers(Plan plan, Path path, String host) {
    if (!plan.host().equals(host)) {
      throw new UnusableInputException(
          "--resume %s: was begun on %s, this is %s; numbers of two machines do not belong together"
              .formatted(path, plan.host(), host));
    }
    Object variables = Environment.here().asMap().getOrDefault("variables", Map.of());
    Object recorded = plan.environment().getOrDefault("variables", Map.of());
    if (!variables.equals(recorded)) {
      throw new UnusableInputException(
          ("--resume %s: was begun with %s in the environment, now there is %s; trials would run"
                  + " with other JVM arguments: set it as before, or begin a new run")
              .formatted(path, named(recorded), named(variables)));
    }
    if (plan.folder().filter(folder -> !Files.isDirectory(folder)).isPresent()) {
      throw new UnusableInputException(
          "--resume %s: was begun in %s, which is gone; bring it back, or begin a new run"
              .formatted(path, plan.folder().get()));
    }
    String version = HostJvm.version(plan.java());
    if (!version.equals(plan.javaVersion())) {
      throw new UnusableInputException(
          "--resume %s: was begun with Java %s, %s is now %s; bring the old one back, or begin a new run"
              .formatted(path, plan.javaVersion(), plan.java(), version));
    }
    plan.builds()
        .forEach((name, build) -> {
          String found = BenchmarkJar.open(Path.of(build.jar()), "--resume " + path).sha256();
          if (!found.equals(build.sha256())) {
            throw new UnusableInputException(
                ("--resume %s: %s is not the jar that the run began with (SHA-256 %.12s, now"
                        + " %.12s); bring the old one back, or begin a new run")
                    .formatted(path, build.jar(), build.sha256(), found));
          }
        });
  }

  private static String named(Object variables) {
    return variables.equals(Map.of()) ? "no JAVA_TOOL_OPTIONS or the like" : variables.toString();
  }

  /** What is being done. */
  public Plan plan() {
    return before.plan();
  }

  /** What a user should know of the journal that it goes on with: sentences; none of a new one. */
  public List<String> notes() {
    return before.notes();
  }

  /** Where it is recorded. */
  public RunDirectory directory() {
    return directory;
  }

  /**
   * Executes what is missing, and derives the run directory's files from the journal at the end,
   * also if it was stopped.
   *
   * @param listener hears of progress
   * @return what it has come to
   * @throws IOException if a trial cannot be recorded; what was recorded stays
   */
  public Ended execute(RunListener listener) throws IOException {
    return execute(Course.whole(plan()), listener);
  }

  /**
   * Executes the trials that a course chooses, and derives the run directory's files from the
   * journal at the end, also if it was stopped.
   *
   * @param course says which trials come next
   * @param listener hears of progress
   * @return what it has come to
   * @throws IOException if a trial cannot be recorded; what was recorded stays
   */
  public Ended execute(Course course, RunListener listener) throws IOException {
    try (journal) {
      List<TrialRecord> recorded = new ArrayList<>(before.trials());
      recorded.removeIf(trial -> retryFailed && trial.failed().isPresent());
      TimeLeft timeLeft = new TimeLeft();
      learn(timeLeft, recorded);
      listener.started(plan(), directory.path(), recorded.size());
      try (Guard guard = Guard.start(mark)) {
        try {
          trials(course, recorded, guard, timeLeft, listener);
        } finally {
          // Nothing is left but of a trial that an error cut short; the guard may go then.
          processes.killAll();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException | IOException e) {
        deriveAfter(e);
        throw e;
      }
      return derived(journal.contents());
    } finally {
      ended.countDown();
    }
  }

  /** Files that cannot be written keep nobody from the numbers, which are recorded. */
  private Ended derived(Journal.Contents contents) {
    try {
      directory.derive(contents);
      return new Ended(contents, Optional.empty());
    } catch (IOException e) {
      return new Ended(contents, Optional.of(e));
    }
  }

  /** Also after an error what was recorded until then has its files, where there is room. */
  private void deriveAfter(Exception error) {
    try {
      directory.derive(journal.contents());
    } catch (RuntimeException | IOException another) {
      error.addSuppressed(another);
    }
  }

  private void trials(
      Course course,
      List<TrialRecord> recorded,
      Guard guard,
      TimeLeft timeLeft,
      RunListener listener)
      throws IOException, InterruptedException {
    TrialRunner runner = new TrialRunner(plan(), directory, processes, guard, () -> stopped);
    int order = before.trials().stream().mapToInt(TrialRecord::order).max().orElse(-1) + 1;
    List<Trial> next = course.next(Collections.unmodifiableList(recorded));
    while (!next.isEmpty()) {
      for (int i = 0; i < next.size(); i++) {
        if (stopped) {
          return;
        }
        listener.trialStarted(next.get(i), recorded.size());
        Optional<TrialRecord> record = runner.run(next.get(i), order++, listener);
        if (record.isEmpty()) {
          return;
        }
        journal.append(record.get());
        recorded.add(record.get());
        timeLeft.add(next.get(i).cell(), record.get().seconds());
        listener.trialEnded(
            record.get(), recorded.size(), timeLeft.of(next.subList(i + 1, next.size())));
      }
      next = course.next(Collections.unmodifiableList(recorded));
    }
  }

  private void learn(TimeLeft timeLeft, List<TrialRecord> recorded) {
    Map<String, PlannedCell> cells = new HashMap<>();
    plan().cells().forEach(cell -> cells.put(cell.cell().toString(), cell));
    recorded.forEach(trial -> timeLeft.add(cells.get(trial.cell()), trial.seconds()));
  }

  /**
   * Ends the run from another thread: the trial under way is killed and lost, the files are derived
   * from what was recorded.
   *
   * @param patience how long to wait for that, in seconds
   * @return whether everything was written in that time
   */
  public boolean stop(int patience) {
    stopped = true;
    processes.killAll();
    try {
      return ended.await(patience, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
