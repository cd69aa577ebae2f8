package squareoff.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import squareoff.harness.run.BenchmarkJar;
import squareoff.harness.run.Plan;
import squareoff.harness.run.PlanMaker;
import squareoff.harness.run.Run;
import squareoff.harness.run.Selection;
import squareoff.harness.run.TypedJava;
import squareoff.harness.run.UnusableInputException;

/** {@code run}: measures, trial by trial, and loses nothing. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = {
      "java -jar benchmarks.jar run [OPTIONS] [REGEX...] [-- JMH-OPTIONS]",
      "       java -jar benchmarks.jar run --resume DIR [--retry-failed]"
    },
    description =
        "Runs benchmarks of a JMH jar, each trial in a process of its own, and records every trial"
            + " before the next one starts.",
    footer = {
      "",
      "What stands behind -- is handed to JMH as it is, for every trial: run Increment -- -prof gc",
      "Exit codes: 0 done; 2 wrong usage; 4 a trial failed; 130 or 143 interrupted, see --resume."
    })
final class RunCommand implements Callable<Integer> {

  private static final Set<String> WITH_RESUME = Set.of("--resume", "--retry-failed");

  @Mixin private RecordingOptions recording;

  @Mixin private CellOptions cells;

  @Option(names = "--jar", paramLabel = "JAR", description = "The JMH uber-jar to run (this one).")
  private Optional<Path> jar = Optional.empty();

  @Option(names = "-f", paramLabel = "N", description = "Trials (forks) for each cell.")
  private Optional<Integer> trials = Optional.empty();

  /** More would run for weeks, and is a typing error. */
  private static final int MOST_TRIALS = 10_000;

  @Spec private CommandSpec spec;

  private List<String> forJmh = List.of();

  /** Takes what stands behind {@code --}. */
  void forJmh(List<String> args) {
    this.forJmh = args;
  }

  @Override
  public Integer call() throws IOException {
    Optional<Path> resume = recording.resume();
    if (resume.isPresent()) {
      RecordingOptions.refuseBeside("--resume", WITH_RESUME, spec, cells, forJmh);
      Run run = Run.resume(resume.get(), recording.retryFailed());
      RecordingOptions.sayArguments(run.plan(), spec);
      return execute(run);
    }
    BenchmarkJar benchmarks = jar.map(j -> BenchmarkJar.open(j, "--jar")).orElseGet(OwnJar::open);
    PlanMaker maker = new PlanMaker(benchmarks, selection());
    Optional<String> claims = ProfileClaims.in(maker.profile());
    Map<String, String> companions = new HashMap<>(SuiteFile.kept(benchmarks));
    TypedJava java = OwnJar.java(benchmarks);
    Plan plan = maker.plan(recording.seed(), cells.jvm(), java);
    RecordingOptions.sayJava(plan, java, spec);
    if (recording.dryRun()) {
      DryRun.print(plan, spec.commandLine().getOut());
      return ExitCode.DONE;
    }
    companions.putAll(ProfileClaims.kept(claims));
    return execute(Run.begin(plan, recording.directory(plan), companions));
  }

  private int execute(Run run) throws IOException {
    run.notes().forEach(spec.commandLine().getErr()::println);
    StopOnSignal onSignal = StopOnSignal.arm(run, "run", spec.commandLine().getErr());
    Run.Ended ended;
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      ended = run.execute(progress);
    } finally {
      onSignal.disarm();
    }
    int exit = RunSummary.print(run, ended.contents(), spec.commandLine());
    if (ended.lost().isPresent()) {
      throw ended.lost().get();
    }
    return exit;
  }

  private Selection selection() {
    trials
        .filter(n -> n < 1 || n > MOST_TRIALS)
        .ifPresent(n -> {
          throw new UnusableInputException(
              "-f %d: a cell gets 1 to %d trials, each a JVM of its own".formatted(n, MOST_TRIALS));
        });
    return cells.selection(trials.map(OptionalInt::of).orElse(OptionalInt.empty()), forJmh);
  }
}
