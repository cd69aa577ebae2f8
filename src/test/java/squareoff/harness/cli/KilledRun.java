package squareoff.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import squareoff.harness.TestJar;
import squareoff.harness.machine.ProcessTable;
import squareoff.harness.machine.ProcessTable.Seen;
import squareoff.harness.run.Journal;
import squareoff.harness.run.TrialRecord;

/** One run or gate of a {@link KillCampaign}: from its start over a kill to its end. */
final class KilledRun {

  /** What is killed. */
  enum Victim {
    LAUNCHER,
    HARNESS,
    GUARD,
    SHELL,
    HOST,
    FORK
  }

  /** A java that is too old for the harness, so that a launcher stays in between. */
  static final Path OLD = Path.of("/usr/lib/jvm/java-17-openjdk-amd64/bin/java");

  /** Those that a user may end in order, too. */
  private static final Set<Victim> COMMAND = Set.of(Victim.LAUNCHER, Victim.HARNESS);

  private static final Set<Victim> GUARDS = Set.of(Victim.GUARD, Victim.SHELL);

  /** Those whose end is a trial's failure. */
  private static final Set<Victim> TRIAL = Set.of(Victim.HOST, Victim.FORK);

  /** The run's own processes may take so long to go after a kill, on a busy machine. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  /** Of a run, two rounds of two cells; of a gate, two of one cell and two builds. */
  private static final int TRIALS = 4;

  private static final int FIRST_STEP_MILLIS = 3000;
  private static final int LONGEST_STEP_MILLIS = 1500;

  /** Done, nothing decided, slower by chance; a trial failed; ended by a signal. */
  private static final Set<Integer> AFTER_KILL = Set.of(0, 3, 10, 4, 130, 137, 143);

  private static final Set<Integer> AFTER_RESUME = Set.of(0, 3, 10);

  private final Random random;
  private final Path jar;
  private final Path hold;
  private final KillCampaign.Crowd crowd;
  private final Set<Victim> target;
  private final String command;
  private final boolean old;
  private final String signal;
  private final Path folder;
  private final StringBuilder line = new StringBuilder();
  private boolean killed;
  private int lost;
  private int doubled;
  private int left;
  private int wrongExits;

  /**
   * Draws what is left open.
   *
   * @param random decides
   * @param target what is killed, all at once
   * @param directory where it may write, with the {@link #buildJar jar}
   * @param crowd is told who has died
   */
  KilledRun(Random random, Set<Victim> target, Path directory, KillCampaign.Crowd crowd)
      throws IOException {
    this.random = random;
    this.target = target;
    this.jar = directory.resolve("held.jar");
    this.hold = directory.resolve("hold");
    this.crowd = crowd;
    this.command = random.nextBoolean() ? "gate" : "run";
    this.old =
        Files.isExecutable(OLD) && (target.contains(Victim.LAUNCHER) || random.nextBoolean());
    this.signal = drawSignal();
    this.folder = Files.createTempDirectory(directory, "run");
    String names =
        target.stream()
            .map(victim -> victim.name().toLowerCase(Locale.ROOT))
            .sorted()
            .collect(Collectors.joining("+"));
    line.append("%-4s %s %-22s %-4s".formatted(command, old ? "17" : "  ", names, signal));
  }

  /** Builds what is measured, two cells, whose iterations do not end while there is a file. */
  static void buildJar(Path directory) {
    String source =
        """
        package held;
        import java.nio.file.*;
        import org.openjdk.jmh.annotations.*;
        @BenchmarkMode(Mode.AverageTime)
        @State(Scope.Benchmark)
        public class Held {
          @Param({"1", "2"}) public int digit;
          @Benchmark public int work() { return digit; }
          @TearDown(Level.Iteration) public void hold() throws Exception {
            while (Files.exists(Path.of("%s"))) {
              Thread.sleep(20);
            }
          }
        }
        """
            .formatted(directory.resolve("hold"));
    TestJar.build(directory, "held.jar", Map.of("held.Held", source));
  }

  private String drawSignal() {
    boolean usual = target.size() > 1 || !COMMAND.containsAll(target) || random.nextBoolean();
    return usual ? "KILL" : random.nextBoolean() ? "TERM" : "INT";
  }

  /** Does it, and goes on to the end. */
  void perform() throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    try (RunProcess run = start(begin(out))) {
      long start = System.nanoTime();
      Optional<List<ProcessHandle>> victims = victimsAtRandom(run, journal(out));
      if (victims.isEmpty()) {
        line.append(" found no victim");
        end(run, AFTER_RESUME);
        return;
      }
      if (endsTheRun()) {
        Files.createFile(hold);
      }
      send(victims.get());
      killed = true;
      line.append(" at %.1f s, ".formatted((System.nanoTime() - start) / 1e9));
      line.append(Math.max(0, RunProcess.lineCount(journal(out)) - 1)).append(" trials");
      crowd.tell(victims.get());
      end(run, AFTER_KILL);
      Files.deleteIfExists(hold);
    }
    goOn(out, lines(journal(out)));
  }

  /**
   * Whether what is measured is held on to until it has been looked for: it would end by itself
   * soon, and what nobody had ended could not be told from what was. Not where only its host is
   * ended along with everything else, by the kernel: a fork then sees it when its iteration ends.
   */
  private boolean endsTheRun() {
    return !Collections.disjoint(target, COMMAND) && !target.containsAll(GUARDS);
  }

  private void goOn(Path out, List<String> before) throws IOException, InterruptedException {
    boolean begun = !before.isEmpty();
    if (begun && Collections.disjoint(target, TRIAL)) {
      lost += count("FAILED", Journal.read(journal(out)).failures().size());
    }
    line.append(begun ? "; resumed" : "; begun anew");
    Path last = begun ? out : folder.resolve("anew");
    try (RunProcess resumed =
        start(
            begun ? List.of(command, "--resume", out.toString(), "--retry-failed") : begin(last))) {
      end(resumed, AFTER_RESUME);
    }
    judge(journal(last), before);
  }

  private RunProcess start(List<String> args) throws IOException {
    String java = old ? OLD.toString() : RunProcess.ownJava();
    return RunProcess.start(folder, List.of(), java, args.toArray(String[]::new));
  }

  /** Cheap trials: the most of a run's time is that of starts and ends, which is what to hit. */
  private List<String> begin(Path out) {
    String name = jar.toString();
    List<String> args = new ArrayList<>(List.of(command));
    args.addAll(
        command.equals("run")
            ? List.of("--jar", name, "-f", "2")
            : List.of("--base", name, "--candidate", name, "--rounds", "2", "--every-round"));
    if (command.equals("gate")) {
      args.addAll(List.of("-p", "digit=1"));
    }
    args.addAll(List.of("Held", "-wi", "0", "-i", "1", "-r", "50ms"));
    args.addAll(List.of("--out", out.toString()));
    return args;
  }

  private static Path journal(Path out) {
    return out.resolve("journal.jsonl");
  }

  /**
   * Waits for a random number of recorded trials and for a random time then, and again for a random
   * time while one of the victims is not there.
   *
   * @return empty if they were never all there at a moment drawn
   */
  private Optional<List<ProcessHandle>> victimsAtRandom(RunProcess run, Path journal)
      throws InterruptedException {
    int lines = random.nextInt(TRIALS + 1);
    while (run.isAlive() && RunProcess.lineCount(journal) < lines) {
      Thread.sleep(5);
    }
    int step = lines == 0 ? FIRST_STEP_MILLIS : LONGEST_STEP_MILLIS;
    while (run.isAlive()) {
      Thread.sleep(random.nextInt(step));
      List<ProcessHandle> victims =
          target.stream().flatMap(victim -> find(victim, run).stream()).toList();
      if (victims.size() == target.size() && victims.stream().allMatch(ProcessHandle::isAlive)) {
        return Optional.of(victims);
      }
    }
    return Optional.empty();
  }

  private Optional<ProcessHandle> find(Victim victim, RunProcess run) {
    return switch (victim) {
      case LAUNCHER -> ProcessHandle.of(run.pid());
      case HARNESS -> old ? first(run, "LauncherChild") : ProcessHandle.of(run.pid());
      case GUARD -> first(run, "GuardMain");
      case SHELL -> first(run, "squareoff-guard");
      case HOST -> first(run, " -rff ");
      case FORK -> first(run, "ForkedMain");
    };
  }

  private static Optional<ProcessHandle> first(RunProcess run, String text) {
    return run.descendants(text).stream().findFirst();
  }

  /** By the JDK, where it can: it looks whether the number is still that process's. */
  private void send(List<ProcessHandle> victims) throws IOException, InterruptedException {
    switch (signal) {
      case "KILL" -> victims.forEach(ProcessHandle::destroyForcibly);
      case "TERM" -> victims.forEach(ProcessHandle::destroy);
      default -> {
        for (ProcessHandle victim : victims) {
          new ProcessBuilder("kill", "-INT", "" + victim.pid()).inheritIO().start().waitFor();
        }
      }
    }
  }

  /** Waits for the end of a command and of all that it has started. */
  private void end(RunProcess run, Set<Integer> expected) throws InterruptedException {
    int exit = run.exit();
    line.append(", exit ").append(exit);
    if (!expected.contains(exit)) {
      wrongExits += count("WRONG EXIT", 1);
      line.append('\n').append(run.err().indent(8));
    }
    long start = System.nanoTime();
    List<String> there = ours();
    while (!there.isEmpty() && System.nanoTime() - start < PATIENCE_NANOS) {
      Thread.sleep(20);
      there = ours();
    }
    line.append(" (clean after %.1f s)".formatted((System.nanoTime() - start) / 1e9));
    left += count("LEFT " + there, there.size());
  }

  /** Whatever bears the mark of a run, or is a JVM or guard, but for this program and the crowd. */
  private List<String> ours() {
    long self = ProcessHandle.current().pid();
    List<String> found = new ArrayList<>();
    for (Seen process : ProcessTable.ofThisMachine().all()) {
      if (process.pid() != 1 && process.pid() != self && !crowd.has(process)) {
        ProcessHandle.of(process.pid())
            .map(RunProcess::commandLine)
            .filter(text ->
                text.contains("java")
                    || text.contains("squareoff-guard")
                    || Bystanders.isMarked(process.pid()))
            .ifPresent(text -> found.add(process.pid() + " " + text));
      }
    }
    return found;
  }

  /** The complete lines of a journal; none where there is none. */
  private static List<String> lines(Path journal) throws IOException {
    if (!Files.exists(journal)) {
      return List.of();
    }
    String text = Files.readString(journal);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  private void judge(Path journal, List<String> before) throws IOException {
    Journal.Contents contents = Journal.read(journal);
    List<String> measured =
        contents.trials().stream()
            .filter(trial -> trial.measured().isPresent())
            .map(KilledRun::key)
            .toList();
    Set<String> distinct = new HashSet<>(measured);
    Set<String> gone = new HashSet<>(before);
    lines(journal).forEach(gone::remove);
    line.append(", %d of %d trials".formatted(distinct.size(), contents.plan().trials()));
    lost += count("LOST", contents.plan().trials() - distinct.size() + gone.size());
    doubled += count("DOUBLED", measured.size() - distinct.size());
  }

  private static String key(TrialRecord trial) {
    return trial.cell() + " " + trial.build() + " " + trial.round();
  }

  private int count(String what, int number) {
    if (number != 0) {
      line.append(", ").append(what).append(' ').append(number);
    }
    return number;
  }

  /** Whether the victims were found. */
  boolean killed() {
    return killed;
  }

  /** What happened, in a line; more where something is wrong. */
  String line() {
    return line.toString();
  }

  /** Trials lost, trials doubled, processes left, exit codes that should not be. */
  List<Integer> faults() {
    return List.of(lost, doubled, left, wrongExits);
  }
}
