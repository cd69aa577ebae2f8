package squareoff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import squareoff.harness.cli.CommandRun;

/** What the README says can be typed, works; what it shows, is what was measured. */
class ReadmeIT {

  private static final String JAR = System.getProperty("squareoff.jar");
  private static final String COMMAND = "java -jar target/benchmarks.jar";
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\n(.*?)^```$");
  private static final Pattern SHOWN =
      Pattern.compile("(?s)<!-- from: report (\\S+) -->\\n(.*?)<!-- end -->");

  /** Lines of a report that stand without the rest of it. */
  private static final Pattern QUOTED =
      Pattern.compile("(?s)<!-- lines from: (report .+?) -->\\n(.*?)<!-- end -->");

  /** The run that is published; its tables are in benchmarks.md. */
  private static final String REFERENCE = "results/reference";

  /** The chart that the README shows. */
  private static final String CHART = "docs/IoBoundSquares.run.limit.svg";

  private static final Set<String> READERS = Set.of("report", "compare", "gate", "audit");

  private static final String MADE_UP =
      "results/yours|jmh-result\\.json|(before|after)\\.json|(base|candidate)\\.jar";

  @TempDir Path directory;

  private record Output(int exit, String text) {}

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandOfTheReadmeIsOne(String line) throws Exception {
    List<String> args = new ArrayList<>(words(line));
    if (args.contains("--resume") || READERS.contains(args.getFirst())) {
      // Their files are made up; that the options are known shows in what is missed.
      args.replaceAll(arg -> arg.replaceAll(MADE_UP, "/none/$0"));
      Output output = output(args);
      assertThat(output.exit()).as(output.text()).isEqualTo(2);
      assertThat(output.text()).contains("/none/");
      return;
    }
    if (args.getFirst().equals("run")) {
      args.replaceAll(arg -> arg.equals("your-benchmarks.jar") ? JAR : arg);
      if (!args.contains("--dry-run")) {
        args.add(1, "--dry-run");
      }
    }
    if (args.contains("--suites")) {
      // Fewer than a reader would ask for: the figures are not looked at.
      args.set(args.indexOf("--suites") + 1, "20");
    }
    Output output = output(args);
    assertThat(output.exit()).as(output.text()).isZero();
  }

  static Stream<String> commands() throws IOException {
    return blocks().filter(line -> line.startsWith(COMMAND));
  }

  @Test
  void theSecondCommandIsWhatContinuousIntegrationRuns() throws IOException {
    List<String> builds = blocks().filter(line -> line.startsWith("./mvnw")).toList();
    assertThat(builds).hasSize(2);
    assertThat(builds.getFirst())
        .isEqualTo("./mvnw -B -ntp package -DskipTests && " + COMMAND + " run");
    assertThat(Files.readString(Path.of(".ci/run"))).endsWith("\n" + builds.getLast() + "\n");
  }

  @Test
  void theTablesAreThoseOfTheCommittedResults() throws Exception {
    Matcher shown = SHOWN.matcher(readme());
    int tables = 0;
    while (shown.find()) {
      Output output = output(List.of("report", shown.group(1)));
      assertThat(output.exit()).as(output.text()).isZero();
      for (String table : shown.group(2).strip().split("(?m)^(?=## )")) {
        assertThat(table).startsWith("## ");
        assertThat(output.text()).contains(table.strip());
        tables++;
      }
    }
    assertThat(tables).isGreaterThan(1);
  }

  @Test
  void everyLineThatIsQuotedIsOneOfItsReport() throws Exception {
    int lines = 0;
    for (Path file : List.of(Path.of("README.md"), Path.of("docs/noise.md"))) {
      Matcher quoted = QUOTED.matcher(Files.readString(file));
      while (quoted.find()) {
        Output output = output(List.of(quoted.group(1).split(" ")));
        assertThat(output.exit()).as(output.text()).isZero();
        List<String> shown = quoted.group(2).lines().filter(line -> !line.isBlank()).toList();
        assertThat(output.text().lines().toList()).as(file.toString()).containsAll(shown);
        lines += shown.size();
      }
    }
    assertThat(lines).isGreaterThan(10);
  }

  @Test
  void whatAGateTakesIsWhatTheSimulationSays() throws IOException {
    List<String> simulation = Files.readAllLines(Path.of("docs/simulation.md"));
    int same = table(simulation, "| shape     | noise | `not-slower` |", 4);
    int slower = table(simulation, "| shape     | noise |        2 % |", 5);
    assertThat(readme())
        .contains(
            "A cell whose trials vary by 2 %% takes %d trials to `not-slower`, or %d to `slower` where it is slower by 10 %%"
                .formatted(2 * same, 2 * slower));
  }

  /** The last number in a column of the line for normal noise of 2 %: a median of pairs. */
  private static int table(List<String> lines, String header, int column) {
    int start =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).startsWith(header))
            .findFirst()
            .orElseThrow();
    String line =
        lines.subList(start, lines.size()).stream()
            .filter(row -> row.startsWith("| normal    |   2 % |"))
            .findFirst()
            .orElseThrow();
    String[] numbers = line.split("\\|")[column + 1].strip().split("\\D+");
    return Integer.parseInt(numbers[numbers.length - 1]);
  }

  @Test
  void thePublishedTablesAndChartAreThoseOfTheReferenceRun() throws Exception {
    Path tables = directory.resolve("benchmarks.md");
    Path charts = Files.createDirectory(directory.resolve("charts"));
    Output output =
        output(
            List.of("report", REFERENCE, "-o", tables.toString(), "--charts", charts.toString()));
    assertThat(output.exit()).as(output.text()).isZero();
    assertThat(Path.of("benchmarks.md")).hasSameTextualContentAs(tables);
    assertThat(readme()).contains("](" + CHART + ")");
    assertThat(Path.of(CHART))
        .hasSameTextualContentAs(charts.resolve(Path.of(CHART).getFileName()));
  }

  private static Stream<String> blocks() throws IOException {
    return BLOCK.matcher(readme()).results().flatMap(block -> block.group(1).lines());
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  private static List<String> words(String line) {
    String options = line.substring(COMMAND.length()).replaceFirst("\\s+#.*", "");
    return Arrays.asList(options.strip().split("\\s+"));
  }

  /** Benchmarks are listed by the finished jar; the rest is the same program in this JVM. */
  private Output output(List<String> args) throws Exception {
    if (Set.of("run", "-l").contains(args.getFirst())) {
      return jar(args);
    }
    CommandRun run = CommandRun.of(args.toArray(String[]::new));
    return new Output(run.exit(), run.out() + run.err());
  }

  private Output jar(List<String> args) throws Exception {
    Path log = directory.resolve("log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR));
    command.addAll(args);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    return new Output(process.exitValue(), Files.readString(log));
  }
}
