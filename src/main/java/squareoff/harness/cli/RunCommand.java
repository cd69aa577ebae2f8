package squareoff.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import squareoff.harness.run.BenchmarkJar;
import squareoff.harness.run.Journal;
import squareoff.harness.run.Plan;
import squareoff.harness.run.PlanMaker;
import squareoff.harness.run.Run;
import squareoff.harness.run.Selection;
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

  @Parameters(
      paramLabel = "REGEX",
      arity = "0..*",
      description =
          "Run the benchmarks whose full name contains a match. None: the profile quick, where the"
              + " jar has it, else all.")
  private List<String> includes = List.of();

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description =
          "A selection that the jar brings along; this one has smoke, quick, claims and full.")
  private Optional<String> profile = Optional.empty();

  @Option(names = "--jar", paramLabel = "JAR", description = "The JMH uber-jar to run (this one).")
  private Optional<Path> jar = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run directory, new or empty (results/<UTC time>-<host>).")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the order of the trials.")
  private Optional<Long> seed = Optional.empty();

  @Option(names = "--dry-run", description = "Print the plan and its expected time; run nothing.")
  private boolean dryRun;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Go on with a run that was cut short: only what is missing is run.")
  private Optional<Path> resume = Optional.empty();

  @Option(names = "--retry-failed", description = "With --resume: run failed trials again.")
  private boolean retryFailed;

  @Option(
      names = "--trial-timeout",
      paramLabel = "TIME",
      description =
          "Kill a trial after this time, such as 90s (5 x what its iterations are asked to take +"
              + " 2 min; 10 min for single shots).")
  private Optional<String> trialTimeout = Optional.empty();

  @Option(names = "-f", paramLabel = "N", description = "Trials (forks) for each cell.")
  private Optional<Integer> trials = Optional.empty();

  @Option(
      names = "-t",
      paramLabel = "N,...",
      split = ",",
      hideParamSyntax = true,
      description = "Thread counts, or max; each makes a cell of its own.")
  private List<String> threads = List.of();

  @Option(
      names = "-p",
      paramLabel = "NAME=VALUE,...",
      description = "Values of a parameter; -p once for each parameter.")
  private List<String> params = List.of();

  @Option(
      names = "-bm",
      paramLabel = "MODE,...",
      split = ",",
      hideParamSyntax = true,
      description = "Modes: thrpt, avgt, sample, ss, all.")
  private List<String> modes = List.of();

  @Option(
      names = "-e",
      paramLabel = "REGEX,...",
      split = ",",
      hideParamSyntax = true,
      description = "Benchmarks to leave out.")
  private List<String> excludes = List.of();

  @Option(names = "-wi", paramLabel = "N", description = "Warm-up iterations.")
  private Optional<String> warmups = Optional.empty();

  @Option(names = "-w", paramLabel = "TIME", description = "Time of a warm-up iteration.")
  private Optional<String> warmupTime = Optional.empty();

  @Option(names = "-i", paramLabel = "N", description = "Measurement iterations.")
  private Optional<String> iterations = Optional.empty();

  @Option(names = "-r", paramLabel = "TIME", description = "Time of a measurement iteration.")
  private Optional<String> time = Optional.empty();

  @Option(
      names = "-prof",
      paramLabel = "PROFILER",
      description = "A profiler of JMH; may be given several times.")
  private List<String> profilers = List.of();

  @Option(
      names = "-jvm",
      paramLabel = "JAVA",
      description = "The java to measure with (the one that runs this).")
  private Optional<String> jvm = Optional.empty();

  @Option(
      names = "-jvmArgs",
      parameterConsumer = NextWord.class,
      paramLabel = "ARGS",
      description = "JVM arguments of the forks.")
  private Optional<String> jvmArgs = Optional.empty();

  @Option(
      names = "-jvmArgsAppend",
      parameterConsumer = NextWord.class,
      paramLabel = "ARGS",
      description = "JVM arguments behind those of the benchmark.")
  private Optional<String> jvmArgsAppend = Optional.empty();

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
    if (resume.isPresent()) {
      refuseWithResume();
      return execute(Run.resume(resume.get(), retryFailed));
    }
    if (retryFailed) {
      throw new UnusableInputException("--retry-failed goes with --resume DIR: a new run has none");
    }
    BenchmarkJar benchmarks = jar.map(j -> BenchmarkJar.open(j, "--jar")).orElseGet(OwnJar::open);
    Plan plan =
        new PlanMaker(benchmarks, selection())
            .plan(seed.orElseGet(() -> (long) new SecureRandom().nextInt(1_000_000)), jvm);
    if (dryRun) {
      DryRun.print(plan, spec.commandLine().getOut());
      return ExitCode.DONE;
    }
    return execute(Run.begin(plan, out.orElseGet(() -> unused(Path.of("results", plan.run())))));
  }

  /** Two runs may begin in the same second. */
  private static Path unused(Path path) {
    Path unused = path;
    for (int i = 2; Files.exists(unused); i++) {
      unused = path.resolveSibling(path.getFileName() + "-" + i);
    }
    return unused;
  }

  private int execute(Run run) throws IOException {
    StopOnSignal onSignal = StopOnSignal.arm(run);
    Journal.Contents contents;
    try (Progress progress = Progress.on(spec.commandLine().getErr())) {
      contents = run.execute(progress);
    } finally {
      onSignal.disarm();
    }
    return RunSummary.print(run, contents, spec.commandLine());
  }

  private void refuseWithResume() {
    List<String> given =
        spec.commandLine().getParseResult().matchedOptions().stream()
            .map(option -> option.longestName())
            .filter(name -> !List.of("--resume", "--retry-failed").contains(name))
            .toList();
    if (!given.isEmpty() || !includes.isEmpty() || !forJmh.isEmpty()) {
      throw new UnusableInputException(
          "--resume goes on with the plan of that run and takes nothing but --retry-failed; found %s"
              .formatted(given.isEmpty() ? includes + " " + forJmh : given));
    }
  }

  private Selection selection() {
    trials
        .filter(n -> n < 1 || n > MOST_TRIALS)
        .ifPresent(n -> {
          throw new UnusableInputException(
              "-f %d: a cell gets 1 to %d trials, each a JVM of its own".formatted(n, MOST_TRIALS));
        });
    if (threads.stream().anyMatch(String::isBlank)) {
      throw new UnusableInputException("-t: an empty thread count; give numbers from 1, or max");
    }
    return new Selection(
        profile,
        includes,
        excludes,
        modes,
        threads,
        parameters(),
        trials.map(OptionalInt::of).orElse(OptionalInt.empty()),
        jmhArgs(),
        forJmh,
        trialTimeout);
  }

  private Map<String, List<String>> parameters() {
    Map<String, List<String>> byName = new LinkedHashMap<>();
    for (String param : params) {
      int equals = param.indexOf('=');
      if (equals < 1) {
        throw new UnusableInputException(
            "-p %s: give a parameter as NAME=VALUE[,VALUE...]".formatted(param));
      }
      List<String> values =
          byName.computeIfAbsent(param.substring(0, equals), name -> new ArrayList<>());
      Arrays.stream(param.substring(equals + 1).split(",", -1))
          .filter(value -> !values.contains(value))
          .forEach(values::add);
    }
    return byName;
  }

  private List<String> jmhArgs() {
    List<String> args = new ArrayList<>();
    add(args, "-wi", warmups);
    add(args, "-w", warmupTime);
    add(args, "-i", iterations);
    add(args, "-r", time);
    profilers.forEach(profiler -> add(args, "-prof", Optional.of(profiler)));
    add(args, "-jvm", jvm);
    add(args, "-jvmArgs", jvmArgs);
    add(args, "-jvmArgsAppend", jvmArgsAppend);
    return args;
  }

  private static void add(List<String> args, String name, Optional<String> value) {
    value.ifPresent(v -> args.addAll(List.of(name, v)));
  }
}
