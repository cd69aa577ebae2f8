package squareoff.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import squareoff.harness.gate.GateCourse;
import squareoff.harness.gate.GateResult;
import squareoff.harness.gate.Policy;
import squareoff.harness.gate.Replay;
import squareoff.harness.gate.Terms;
import squareoff.harness.gate.Verdict;
import squareoff.harness.run.BenchmarkJar;
import squareoff.harness.run.Journal;
import squareoff.harness.run.PairPlanMaker;
import squareoff.harness.run.Plan;
import squareoff.harness.run.Run;
import squareoff.harness.run.RunDirectory;
import squareoff.harness.run.Settings;
import squareoff.harness.run.TypedJava;
import squareoff.harness.run.UnusableInputException;

/** {@code gate}: did the change from one jar to another make anything slower? */
@Command(
    name = "gate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = {
      "java -jar benchmarks.jar gate --base JAR --candidate JAR [OPTIONS] [REGEX...] [-- JMH-OPTIONS]",
      "       java -jar benchmarks.jar gate --resume DIR [--budget TIME] [--rounds N] [--retry-failed]",
      "       java -jar benchmarks.jar gate --replay JOURNAL [--replay JOURNAL...]"
    },
    description =
        "Says of each cell that two JMH jars share whether the candidate is slower than the base,"
            + " with a guaranteed rate of false alarms, and stops as soon as that is known.",
    footer = {
      "",
      "Exit codes: 0 nothing slower; 10 at least one cell is slower; 2 wrong usage; 3 no cell could be",
      "decided, or, with --strict, undecided cells remain; 4 a trial failed, cells are incomparable, or,",
      "with --strict, one jar lacks a cell; 70 a bug; 130 or 143 interrupted, see --resume."
    })
final class GateCommand implements Callable<Integer> {

  private static final Set<String> WITH_RESUME =
      Set.of(
          "--resume",
          "--retry-failed",
          "--budget",
          "--rounds",
          "--strict",
          "--json",
          "--junit",
          "--html",
          "--github",
          "-o");

  private static final Set<String> WITH_REPLAY =
      Set.of(
          "--replay",
          "--tolerance",
          "--tolerances",
          "--alpha",
          "--beta",
          "--rare",
          "--prove-excess",
          "--strict",
          "--json",
          "--junit",
          "--html",
          "--github",
          "-o");

  /** Even, and enough for noise of 7 %. */
  private static final int USUAL_ROUNDS = 40;

  private static final int MOST_ROUNDS = 10_000;

  @Option(
      names = "--base",
      paramLabel = "JAR",
      description = "The JMH uber-jar to hold it against.")
  private Optional<Path> base = Optional.empty();

  @Option(names = "--candidate", paramLabel = "JAR", description = "The JMH uber-jar to judge.")
  private Optional<Path> candidate = Optional.empty();

  @Mixin private PolicyOptions policy;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description = {
        "How long trials may go on, such as 20m or 1h (until every cell is decided). With --resume:",
        "how long from now on."
      })
  private Optional<String> budget = Optional.empty();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = {
        "The most pairs of trials that a cell gets, an even number (40). With --resume: in all,",
        "those before counted, as many as before or more."
      })
  private Optional<Integer> rounds = Optional.empty();

  @Option(
      names = "--every-round",
      description = "Go on to the last round for all cells: records trials to audit.")
  private boolean everyRound;

  @Option(
      names = "--replay",
      paramLabel = "JOURNAL",
      description = {
        "Decide again from recorded trials and run nothing: a run directory or its journal; several",
        "of the same jars are put together, each machine's evidence by itself."
      })
  private List<Path> replay = List.of();

  @Mixin private GateOutput output;

  @Mixin private RecordingOptions recording;

  @Mixin private CellOptions cells;

  @Spec private CommandSpec spec;

  private List<String> forJmh = List.of();

  /** Takes what stands behind {@code --}. */
  void forJmh(List<String> args) {
    this.forJmh = args;
  }

  @Override
  public Integer call() throws IOException {
    output.check();
    if (!replay.isEmpty()) {
      refuseBeside("--replay", WITH_REPLAY);
      List<Journal.Contents> gates = replay.stream().map(this::recorded).toList();
      GateResult result = Replay.of(gates, terms -> terms.with(policy.over(terms.policy())));
      CommandLine command = spec.commandLine();
      return output.write(result, Optional.empty(), command.getOut(), command.getErr());
    }
    Optional<Path> resume = recording.resume();
    if (resume.isPresent()) {
      refuseBeside("--resume", WITH_RESUME);
      Run run = Run.resumeGate(resume.get(), recording.retryFailed(), settings());
      RecordingOptions.sayArguments(run.plan(), spec);
      return execute(run);
    }
    return begin();
  }

  private int begin() throws IOException {
    BenchmarkJar ours = jar("--base", base);
    BenchmarkJar theirs = jar("--candidate", candidate);
    Map<String, String> declared = SuiteFile.understood(spec.commandLine().getErr(), theirs, ours);
    TypedJava java = OwnJar.java(ours, theirs);
    PairPlanMaker.Pair pair =
        new PairPlanMaker(ours, theirs, cells.selection(OptionalInt.empty(), forJmh))
            .plan(recording.seed(), checked(rounds.orElse(USUAL_ROUNDS)), cells.jvm(), java);
    Terms terms =
        new Terms(
            policy.over(Policy.DEFAULT),
            budget.map(GateCommand::seconds).orElse(Double.POSITIVE_INFINITY),
            everyRound,
            !cells.setsIterations(forJmh),
            pair.onlyInBase(),
            pair.onlyInCandidate(),
            pair.incomparable());
    Plan plan = pair.plan().withGate(terms.toMap());
    RecordingOptions.sayJava(plan, java, spec);
    double aRound = new GateCourse(plan).firstRound();
    if (recording.dryRun()) {
      print(plan, terms, aRound);
      return ExitCode.DONE;
    }
    if (aRound > terms.budget()) {
      throw new UnusableInputException(
          ("--budget %s: the first two trials of each build of all %d cells take about %s; give"
                  + " more time, fewer cells, or shorter trials (-wi, -w, -i, -r)")
              .formatted(budget.orElseThrow(), plan.cells().size(), Durations.text(aRound)));
    }
    if (!terms.incomparable().isEmpty()) {
      spec.commandLine()
          .getErr()
          .printf(
              "%s incomparable, since the builds do not measure alike, and %s no trial%n",
              terms.incomparable().size() == 1
                  ? "1 cell is"
                  : terms.incomparable().size() + " cells are",
              terms.incomparable().size() == 1 ? "gets" : "get");
    }
    return execute(Run.begin(plan, recording.directory(plan), declared));
  }

  private static BenchmarkJar jar(String option, Optional<Path> jar) {
    return BenchmarkJar.open(
        jar.orElseThrow(() ->
            new UnusableInputException(
                option + ": not given; a gate needs --base JAR and --candidate JAR")),
        option);
  }

  /** What is allowed from now on. */
  private Settings settings() {
    return new Settings(
        rounds.stream().mapToInt(GateCommand::checked).findAny(),
        budget.stream().mapToDouble(GateCommand::seconds).findAny());
  }

  private static int checked(int rounds) {
    if (rounds < 2 || rounds > MOST_ROUNDS || rounds % 2 == 1) {
      throw new UnusableInputException(
          "--rounds %d: give an even number of pairs from 2 to %d; trials come in blocks of two pairs"
              .formatted(rounds, MOST_ROUNDS));
    }
    return rounds;
  }

  private static double seconds(String time) {
    double seconds = Durations.parse(time, "--budget");
    if (seconds <= 0) {
      throw new UnusableInputException("--budget %s: give a time above zero".formatted(time));
    }
    return seconds;
  }

  private void print(Plan plan, Terms terms, double aRound) {
    PrintWriter to = spec.commandLine().getOut();
    plan.cells().forEach(cell -> to.println(cell.cell()));
    terms
        .incomparable()
        .forEach(
            (cell, differences) -> to.printf("%s  incomparable, %s%n", cell, differences.reason()));
    to.printf(
        "%n%d cells, at most %d pairs of trials each (--seed %d). Two pairs of every cell take about %s.%n",
        plan.cells().size(), plan.rounds(), plan.seed(), Durations.text(aRound));
    to.flush();
  }

  private int execute(Run run) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    run.notes().forEach(err::println);
    GateCourse course = new GateCourse(run.plan());
    StopOnSignal onSignal = StopOnSignal.arm(run, "gate", err);
    Run.Ended ended;
    try (GateProgress progress = GateProgress.on(err, course)) {
      ended = run.execute(course, progress);
    } finally {
      onSignal.disarm();
    }
    Journal.Contents contents = ended.contents();
    GateResult result = Replay.of(contents, terms -> terms);
    Path directory = run.directory().path();
    ended.lost().ifPresent(why -> output.lost(why, directory));
    int exit = output.write(result, Optional.of(directory), spec.commandLine().getOut(), err);
    err.printf(
        "%nEverything is in %s%nThe verdicts again: %s gate --replay %s%n",
        directory, OwnJar.command(), directory);
    wayOn(result, run.plan())
        .ifPresent(options ->
            err.printf(
                "Go on, which spends no alpha: %s gate --resume %s %s%n",
                OwnJar.command(), directory, options));
    if (!contents.failures().isEmpty()) {
      err.printf(
          "Run failed trials again: %s gate --resume %s --retry-failed%n",
          OwnJar.command(), directory);
    }
    err.flush();
    return exit;
  }

  /** What to give a gate that left cells undecided, by what ended it. */
  private static Optional<String> wayOn(GateResult result, Plan plan) {
    if (result.count(Verdict.UNDECIDED) == 0) {
      return Optional.empty();
    }
    return switch (result.ended()) {
      case GateCourse.NO_MORE_BUDGET -> Optional.of("--budget TIME");
      case GateCourse.NO_MORE_ROUNDS ->
          Optional.of("--rounds N (more than %d)".formatted(plan.rounds()));
      default -> Optional.empty();
    };
  }

  private Journal.Contents recorded(Path path) {
    if (!Files.exists(path)) {
      throw new UnusableInputException(
          "--replay %s: no such file; name a run directory, or the journal.jsonl of one"
              .formatted(path));
    }
    Path journal = Files.isDirectory(path) ? new RunDirectory(path).journal() : path;
    Journal.Contents contents = Journal.read(journal);
    if (!contents.plan().isGate()) {
      throw new UnusableInputException(
          "--replay %s: was begun by run, not by gate; compare holds two runs against each other"
              .formatted(path));
    }
    PrintWriter err = spec.commandLine().getErr();
    contents.notes().forEach(err::println);
    Replay.gaps(contents).ifPresent(gaps -> err.println(journal + ": " + gaps));
    return contents;
  }

  private void refuseBeside(String option, Set<String> allowed) {
    RecordingOptions.refuseBeside(option, allowed, spec, cells, forJmh);
  }
}
