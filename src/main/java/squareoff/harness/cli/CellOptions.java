package squareoff.harness.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import squareoff.harness.run.Selection;
import squareoff.harness.run.UnusableInputException;

/** Which cells are meant and how long their trials are: by JMH's own short options. */
final class CellOptions {

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
          "A selection that the jar brings along; this one has smoke, quick, claims, full and"
              + " tutorial.")
  private Optional<String> profile = Optional.empty();

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
      description = "The java to measure with (the one that was typed).")
  private Optional<String> jvm = Optional.empty();

  @Option(
      names = "-jvmArgs",
      parameterConsumer = NextWord.class,
      paramLabel = "ARGS",
      description = "JVM arguments of the forks (those of this command).")
  private Optional<String> jvmArgs = Optional.empty();

  @Option(
      names = "-jvmArgsPrepend",
      parameterConsumer = NextWord.class,
      paramLabel = "ARGS",
      description = "JVM arguments before those of the benchmark.")
  private Optional<String> jvmArgsPrepend = Optional.empty();

  @Option(
      names = "-jvmArgsAppend",
      parameterConsumer = NextWord.class,
      paramLabel = "ARGS",
      description = "JVM arguments behind those of the benchmark.")
  private Optional<String> jvmArgsAppend = Optional.empty();

  @Option(
      names = "--trial-timeout",
      paramLabel = "TIME",
      description =
          "Kill a trial after this time, such as 90s (5 x what its iterations are asked to take +"
              + " 2 min; 10 min for single shots).")
  private Optional<String> trialTimeout = Optional.empty();

  /** The java to measure with; empty for the one that was typed. */
  Optional<String> jvm() {
    return jvm;
  }

  /** Whether the number of iterations is asked for, here or behind {@code --}. */
  boolean setsIterations(List<String> forJmh) {
    return iterations.isPresent() || forJmh.stream().anyMatch(word -> word.matches("-+i"));
  }

  /** The regular expressions that name benchmarks. */
  List<String> includes() {
    return includes;
  }

  /**
   * What is asked for.
   *
   * @param trials trials for each cell; empty where the profile says
   * @param forJmh what stands behind {@code --}
   * @throws UnusableInputException if a value is none
   */
  Selection selection(OptionalInt trials, List<String> forJmh) {
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
        trials,
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
    add(args, "-jvmArgsPrepend", jvmArgsPrepend);
    add(args, "-jvmArgsAppend", jvmArgsAppend);
    return args;
  }

  private static void add(List<String> args, String name, Optional<String> value) {
    value.ifPresent(v -> args.addAll(List.of(name, v)));
  }
}
