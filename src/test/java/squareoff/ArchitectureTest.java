package squareoff;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who may import whom. Whatever the table does not list is forbidden; the JDK is open to all. A new
 * package needs a line of its own.
 */
class ArchitectureTest {

  private static final String US = "squareoff";
  private static final Path SOURCES = Path.of("src/main/java");
  private static final int MOST_LINES = 350;

  /** A name that ends in a dot stands for all below it, in any depth; others for one class. */
  private static final String[] JACKSON = {"tools.jackson.", "com.fasterxml.jackson.annotation."};

  private static final String[] JMH_BENCHMARKS = {
    "org.openjdk.jmh.annotations.",
    "org.openjdk.jmh.infra.",
    // What IterationParams of infra tells of itself.
    "org.openjdk.jmh.runner.IterationType",
  };

  /** The readers of META-INF/BenchmarkList and of JMH's options, and what their methods return. */
  private static final String[] JMH_BENCHMARK_LIST = {
    "org.openjdk.jmh.runner.BenchmarkList",
    "org.openjdk.jmh.runner.BenchmarkListEntry",
    "org.openjdk.jmh.runner.format.",
    "org.openjdk.jmh.runner.Defaults",
    "org.openjdk.jmh.runner.options.CommandLineOptions",
    "org.openjdk.jmh.runner.options.CommandLineOptionException",
    "org.openjdk.jmh.runner.options.TimeValue",
    "org.openjdk.jmh.runner.options.VerboseMode",
    "org.openjdk.jmh.annotations.Mode",
    "org.openjdk.jmh.annotations.Threads",
    "org.openjdk.jmh.util.Optional",
  };

  /** The templates are compiled into the package that calls them. */
  private static final String[] JTE = {"gg.jte."};

  private static final String[] COMMONS = {
    "org.apache.commons.statistics.", "org.apache.commons.rng.", "org.apache.commons.numbers.",
  };

  private record Allowed(Set<String> packages, Set<String> libraries) {

    static Allowed only(String... packages) {
      return new Allowed(
          Stream.of(packages).map(name -> US + "." + name).collect(Collectors.toSet()), Set.of());
    }

    Allowed and(String[]... more) {
      Set<String> all = new TreeSet<>(libraries);
      Stream.of(more).flatMap(Stream::of).forEach(all::add);
      return new Allowed(packages, all);
    }
  }

  private static final Map<String, Allowed> TABLE = new TreeMap<>();

  private static void row(String name, Allowed allowed) {
    TABLE.put(US + "." + name, allowed);
  }

  static {
    // ArchUnit logs through SLF4J, which complains on standard error where nobody listens.
    System.setProperty("slf4j.internal.verbosity", "ERROR");

    row("launch", Allowed.only());

    row("suite.workload", Allowed.only());
    row("suite.process", Allowed.only());
    row("suite.strategy", Allowed.only("suite.workload", "suite.process"));
    row(
        "suite",
        Allowed.only("suite.strategy", "suite.workload", "suite.process").and(JMH_BENCHMARKS));

    row("harness", Allowed.only());
    row("harness.text", Allowed.only());
    row("harness.stats", Allowed.only().and(COMMONS));
    row("harness.machine", Allowed.only());
    row("harness.result", Allowed.only("harness.stats").and(JACKSON));
    row(
        "harness.run",
        Allowed.only("harness.result", "harness.machine", "harness.stats", "harness.text")
            .and(JACKSON, JMH_BENCHMARK_LIST));
    row("harness.claim", Allowed.only("harness.result", "harness.stats").and(JACKSON));
    row("harness.compare", Allowed.only("harness.result", "harness.stats"));
    row("harness.gate", Allowed.only("harness.run", "harness.result", "harness.stats"));
    row(
        "harness.audit",
        Allowed.only(
                "harness.gate",
                "harness.compare",
                "harness.report",
                "harness.run",
                "harness.result",
                "harness.stats")
            .and(COMMONS));
    row(
        "harness.report",
        Allowed.only(
                "harness.result",
                "harness.stats",
                "harness.claim",
                "harness.compare",
                "harness.gate",
                "harness.machine",
                "harness.text")
            .and(JACKSON, JTE));
    row(
        "harness.report.format",
        Allowed.only(
                "harness.report",
                "harness.compare",
                "harness.result",
                "harness.stats",
                "harness.text")
            .and(JACKSON));
    row(
        "harness.report.verdict",
        Allowed.only(
                "harness.report",
                "harness.gate",
                "harness.result",
                "harness.stats",
                "harness.machine",
                "harness.text")
            .and(JACKSON, JTE));
    row(
        "harness.cli",
        Allowed.only(
                "harness.text",
                "harness.stats",
                "harness.machine",
                "harness.result",
                "harness.run",
                "harness.claim",
                "harness.compare",
                "harness.gate",
                "harness.audit",
                "harness.report",
                "harness.report.format",
                "harness.report.verdict")
            .and(new String[] {"picocli.", "org.openjdk.jmh.Main"}));
  }

  @Test
  void classesUseOnlyWhatTheTableAllows() {
    Set<String> forbidden = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(US)) {
      // JMH's annotation processor writes these, into a package below the benchmarks'.
      if (type.getPackageName().endsWith(".jmh_generated")) {
        continue;
      }
      type.getDirectDependenciesFromSelf().stream()
          .map(edge -> edge.getTargetClass().getBaseComponentType())
          .filter(target -> !target.isPrimitive())
          .forEach(target ->
              forbidden(type.getPackageName(), target.getName())
                  .ifPresent(why -> forbidden.add(type.getName() + ": " + why)));
    }
    assertThat(forbidden).isEmpty();
  }

  /** The compiler copies constants, so that class files do not show where those came from. */
  @Test
  void sourcesImportOnlyWhatTheTableAllows() throws IOException {
    Pattern statement = Pattern.compile("(?m)^import (?:static )?([\\w.]+)(?:\\.\\*)?;");
    Set<String> forbidden = new TreeSet<>();
    for (Path file : javaFiles(SOURCES)) {
      Matcher matcher = statement.matcher(Files.readString(file));
      while (matcher.find()) {
        forbidden(packageOf(file), matcher.group(1))
            .ifPresent(why -> forbidden.add(file + ": " + why));
      }
    }
    assertThat(forbidden).isEmpty();
  }

  @Test
  void theLauncherReachesTheRestByReflectionOnly() throws IOException {
    Set<String> mentioning = new TreeSet<>();
    for (Path file : javaFiles(SOURCES.resolve("squareoff/launch"))) {
      if (Files.readString(file).contains("\"squareoff.harness.cli.Main\"")) {
        mentioning.add(file.getFileName().toString());
      }
    }
    assertThat(mentioning).containsExactly("Launcher.java");
  }

  @ParameterizedTest
  @CsvSource({
    "squareoff.suite,             squareoff.harness.stats.Sample",
    "squareoff.harness.run,       squareoff.suite.CpuBoundSquares",
    "squareoff.harness.cli,       squareoff.suite.workload.SquareLoop",
    "squareoff.launch,            squareoff.harness.cli.Main",
    "squareoff.suite.workload,    squareoff.suite.process.Frames",
    "squareoff.suite.strategy,    squareoff.suite.CpuBoundSquares",
    "squareoff.suite.strategy,    org.openjdk.jmh.annotations.Param",
    "squareoff.suite,             org.openjdk.jmh.runner.Runner",
    "squareoff.harness.stats,     squareoff.harness.result.Cell",
    "squareoff.harness.result,    squareoff.harness.run.Trial",
    "squareoff.harness.run,       org.openjdk.jmh.runner.Runner",
    "squareoff.harness.run,       squareoff.harness.cli.Main",
    "squareoff.harness.report,    squareoff.harness.run.Plan",
    "squareoff.harness.machine,   tools.jackson.databind.JsonNode",
    "squareoff.harness.gate,      picocli.CommandLine",
    "squareoff.harness.cli,       org.openjdk.jmh.MainOther",
    "squareoff.harness.new,       java.lang.String",
    "squareoff.harness.run.inner, java.lang.String",
    "squareoff.harness.run,       squareoff.harness.new.Something",
    "squareoff.harness.run,       squareoff.harness.result.inner.Something",
  })
  void forbidsWhatIsNotInTheTable(String from, String target) {
    assertThat(forbidden(from, target)).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "squareoff.suite,          squareoff.suite.strategy.Strategy",
    "squareoff.suite,          org.openjdk.jmh.annotations.Param",
    "squareoff.harness.result, squareoff.harness.stats.Sample",
    "squareoff.harness.result, squareoff.harness.result.Cell$Parameter",
    "squareoff.harness.run,    squareoff.harness.stats.Sample",
    "squareoff.harness.run,    org.openjdk.jmh.runner.BenchmarkListEntry",
    "squareoff.harness.run,    java.lang.management.ManagementFactory",
    "squareoff.harness.cli,    org.openjdk.jmh.Main",
    "squareoff.harness.cli,    picocli.CommandLine$Option",
  })
  void allowsWhatIsInTheTable(String from, String target) {
    assertThat(forbidden(from, target)).isEmpty();
  }

  @Test
  void everyPackageSaysWhatLivesInIt() throws IOException {
    for (Path file : javaFiles(SOURCES)) {
      assertThat(file.resolveSibling("package-info.java")).exists();
    }
  }

  @Test
  void noSourceFileIsTooLong() throws IOException {
    Map<Path, Integer> tooLong = new TreeMap<>();
    for (Path file : javaFiles(Path.of("src"))) {
      int lines = Files.readAllLines(file).size();
      if (lines > MOST_LINES) {
        tooLong.put(file, lines);
      }
    }
    assertThat(tooLong).as("files over %s lines", MOST_LINES).isEmpty();
  }

  /** Says why a package may not use a class (or a member of one), or nothing where it may. */
  private static Optional<String> forbidden(String from, String target) {
    Allowed allowed = TABLE.get(from);
    if (allowed == null) {
      return Optional.of("package " + from + " is not in the table");
    }
    if (Stream.of("java.", "javax.", "jdk.", "com.sun.").anyMatch(target::startsWith)) {
      return Optional.empty();
    }
    boolean permitted =
        target.startsWith(US + ".")
            ? Stream.concat(Stream.of(from), allowed.packages().stream())
                .anyMatch(name -> isIn(target, name))
            : allowed.libraries().stream().anyMatch(library -> covers(library, target));
    return permitted ? Optional.empty() : Optional.of(from + " may not use " + target);
  }

  /** Names of classes begin with a capital, those of packages never do. */
  private static boolean isIn(String target, String name) {
    return target.matches(Pattern.quote(name) + "\\.[A-Z].*");
  }

  private static boolean covers(String library, String target) {
    return library.endsWith(".")
        ? target.startsWith(library)
        : target.matches(Pattern.quote(library) + "([.$].*)?");
  }

  private static String packageOf(Path file) {
    return SOURCES.relativize(file.getParent()).toString().replace('/', '.').replace('\\', '.');
  }

  private static Set<Path> javaFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      Set<Path> found =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(found).isNotEmpty();
      return found;
    }
  }
}
