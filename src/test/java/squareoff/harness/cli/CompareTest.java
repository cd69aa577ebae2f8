package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static squareoff.harness.compare.Invented.about;
import static squareoff.harness.compare.Invented.time;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.harness.compare.Invented;
import squareoff.harness.result.JmhFile;
import squareoff.harness.run.Journal;
import squareoff.harness.run.Plan;
import squareoff.harness.run.SyntheticGate;
import squareoff.harness.run.SyntheticJournal;
import squareoff.harness.run.TrialRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CompareTest {
  private static final Path STOCK = Path.of("src/test/resources/compare");
  private static final String BEFORE = STOCK.resolve("before.json").toString();
  private static final String AFTER = STOCK.resolve("after.json").toString();
  private static final Path QUICK = Path.of("results/quick");

  @TempDir Path directory;

  private Path file(String name, Invented... results) {
    Path file = directory.resolve(name);
    JmhFile.write(file, Stream.of(results).map(Invented::entry).toList());
    return file;
  }

  private static JsonNode json(String... args) {
    List<String> all = new ArrayList<>(List.of("compare"));
    all.addAll(List.of(args));
    all.addAll(List.of("--format", "json"));
    CommandRun run = CommandRun.of(all.toArray(String[]::new));
    assertThat(run.err().lines().filter(line -> !line.contains("of format 1"))).isEmpty();
    return JsonMapper.shared().readTree(run.out());
  }

  /** Two files of stock JMH, against SciPy: golden.csv and the script that wrote it lie beside. */
  @ParameterizedTest
  @ValueSource(strings = {"", "gc.alloc.rate.norm"})
  void agreesWithSciPyOnFilesOfStockJmh(String metric) throws IOException {
    JsonNode comparison =
        metric.isEmpty() ? json(BEFORE, AFTER) : json(BEFORE, AFTER, "--metric", metric);
    String worse = metric.isEmpty() ? "slower" : "worse";
    List<String[]> golden = golden("golden.csv", metric);
    assertThat(golden).hasSize(8);
    agree(comparison, golden, fields -> Double.parseDouble(fields[6]) < 0.05 ? worse : "not shown");
  }

  /** Two run directories of this repository, against SciPy: runs.csv, by the same script. */
  @Test
  void agreesWithSciPyOnRunDirectories() throws IOException {
    List<String[]> golden = golden("runs.csv", "");
    assertThat(golden).hasSizeGreaterThan(20);
    agree(
        json(QUICK.toString(), "results/reference"),
        golden,
        fields ->
            Double.parseDouble(fields[6]) >= 0.05
                ? "not shown"
                : Double.parseDouble(fields[2]) > 1 ? "slower" : "faster");
  }

  private static List<String[]> golden(String file, String metric) throws IOException {
    return Files.readAllLines(STOCK.resolve(file)).stream()
        .skip(2)
        .map(line -> line.split(","))
        .filter(fields -> fields[0].equals(metric))
        .toList();
  }

  private static void agree(
      JsonNode comparison, List<String[]> golden, Function<String[], String> verdict) {
    Map<String, JsonNode> cells = new LinkedHashMap<>();
    comparison
        .path("cells")
        .values()
        .forEach(cell -> cells.put(cell.path("cell").asString(), cell));
    assertThat(golden)
        .extracting(fields -> fields[1])
        .containsExactlyInAnyOrderElementsOf(cells.keySet());
    for (String[] fields : golden) {
      JsonNode cell = cells.get(fields[1]);
      near(cell.path("ratio"), fields[2]);
      near(cell.path("interval").path("low"), fields[3]);
      near(cell.path("interval").path("high"), fields[4]);
      near(cell.path("p"), fields[5]);
      near(cell.path("pHolm"), fields[6]);
      assertThat(cell.path("verdict").asString()).isEqualTo(verdict.apply(fields));
    }
  }

  private static void near(JsonNode found, String golden) {
    double value = Double.parseDouble(golden);
    assertThat(found.asDouble()).isCloseTo(value, within(1e-8 * value));
  }

  @Test
  void printsTheGoldenTables() throws IOException {
    CommandRun run = CommandRun.of("compare", BEFORE, AFTER);
    Path golden = Path.of("src/test/resources/golden/compare.md");
    if (System.getProperty("golden.update") != null) {
      Files.writeString(golden, run.out());
    }

    assertThat(run.exit()).as(run.err()).isEqualTo(10);
    assertThat(run.out()).isEqualTo(Files.readString(golden));
  }

  @Test
  void aRunDirectoryAndItsResultFileAreTheSame() {
    CommandRun run =
        CommandRun.of("compare", QUICK.toString(), QUICK.resolve("results.json").toString());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("# results.json against quick\n")
        .contains("Base and candidate share trials", ": 1.000 (", "| 3+3 ")
        .doesNotContain("Only in", "slower:", "faster:", "NaN");
  }

  @Test
  void ofARunOfTwoBuildsTheBaseAndTheCandidateAreTaken() throws IOException {
    Path run = directory.resolve("gate");
    Journal.Contents quick = Journal.read(QUICK.resolve("journal.jsonl"));
    Plan one = quick.plan();
    Map<String, Plan.Build> builds = new LinkedHashMap<>();
    builds.put("base", one.builds().get(Plan.CANDIDATE));
    builds.putAll(one.builds());
    Plan two =
        new Plan(
            one.run(),
            one.seed(),
            builds,
            one.cells(),
            one.rounds(),
            one.java(),
            one.javaVersion(),
            one.hostArgs(),
            one.environment(),
            Map.of());
    List<TrialRecord> trials = new ArrayList<>(quick.trials());
    quick.trials().subList(0, trials.size() / 2).stream()
        .map(trial -> SyntheticJournal.of(Plan.BASE, trial))
        .forEach(trials::add);
    SyntheticGate.write(Files.createDirectory(run).resolve("journal.jsonl"), two, trials);

    CommandRun compared = CommandRun.of("compare", run.toString(), run.toString());

    assertThat(compared.out()).startsWith("# gate, candidate against gate, base\n");
    assertThat(compared.out()).containsPattern("\\| [12]\\+3 ");
  }

  @Test
  void forksOfFilesThatAPatternMatchesCountTogether() {
    file("base-1.json", time("a.B.c", 10, 11));
    file("base-2.json", time("a.B.c", 12, 13, 14));
    file("new.json", time("a.B.c", 20, 21, 22, 23, 24));

    CommandRun run = CommandRun.of("compare", directory + "/base-*.json", directory + "/new.json");

    assertThat(run.exit()).as(run.err()).isEqualTo(10);
    assertThat(run.out()).contains("1 cell: 1 slower.", "| 5+5 ");
  }

  @Test
  void patternsReachRunDirectoriesAndWhatLiesDeeper() throws IOException {
    Path deep = Files.createDirectories(directory.resolve("x/y"));
    Files.copy(Path.of(BEFORE), deep.resolve("one.json"));
    Path run = Files.createDirectory(directory.resolve("x/run"));
    Files.copy(QUICK.resolve("journal.jsonl"), run.resolve("journal.jsonl"));
    Files.copy(QUICK.resolve("results.json"), run.resolve("results.json"));

    assertThat(PathPattern.matches(directory + "/x/*")).containsExactly(run);
    assertThat(PathPattern.matches(directory + "/**"))
        .containsExactly(run, deep.resolve("one.json"));
    assertThat(PathPattern.matches(directory + "/x/{y,z}/*.json"))
        .containsExactly(deep.resolve("one.json"));
  }

  @Test
  void exitsByTheWorstThatIsTrue() {
    String base =
        file("b.json", time("a.B.c", about(10, 5)), time("a.B.d", about(10, 5))).toString();
    String slower = file("s.json", time("a.B.c", about(11, 5))).toString();
    String faster = file("f.json", time("a.B.c", about(9, 5))).toString();
    String few = file("w.json", time("a.B.c", about(9, 2)), time("a.B.d", about(9, 5))).toString();
    String none = file("n.json", time("a.B.c", 9), time("a.B.d", 9)).toString();
    String other =
        file(
                "i.json",
                time("a.B.c", about(9, 5)),
                time("a.B.d", about(9, 5)).withSetting("threads", 2))
            .toString();

    assertThat(CommandRun.of("compare", base, base).exit()).isZero();
    assertThat(CommandRun.of("compare", base, slower).exit()).isEqualTo(10);
    assertThat(CommandRun.of("compare", base, slower, "--strict").exit()).isEqualTo(10);
    assertThat(CommandRun.of("compare", base, faster).exit()).isZero();
    assertThat(CommandRun.of("compare", base, faster, "--strict").exit()).isEqualTo(4);
    assertThat(CommandRun.of("compare", base, few).exit()).isZero();
    assertThat(CommandRun.of("compare", base, few, "--strict").exit()).isEqualTo(3);
    assertThat(CommandRun.of("compare", base, none).exit()).isEqualTo(3);
    assertThat(CommandRun.of("compare", base, other).exit()).isEqualTo(4);
    assertThat(CommandRun.of("compare", base, slower, "--tolerance", "12%").exit()).isZero();
    assertThat(CommandRun.of("compare", base, slower, "--tolerance", "5%").exit()).isEqualTo(10);
    assertThat(CommandRun.of("compare", base, slower, "--alpha", "0.1%").exit()).isEqualTo(3);
  }

  @Test
  void ofAMetricWithoutDirectionNothingIsSlower() {
    String base =
        file("b.json", time("a.B.c", about(10, 5)).with("n", "#", about(10, 5))).toString();
    String more =
        file("m.json", time("a.B.c", about(10, 5)).with("n", "#", about(20, 5))).toString();

    CommandRun run = CommandRun.of("compare", base, more, "--metric", "·n");

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).contains("1 cell: 1 more.", "Which way is better is not known.");
  }

  @Test
  void noTableHoldsWhatIsNoNumber() {
    Invented zero = time("a.B.c", about(10, 5)).with("n", "B/op", 0, 0, 0, 0, 0);
    Invented some = time("a.B.c", about(10, 5)).with("n", "B/op", 16, 16, 16, 16, 16);
    String base = file("b.json", zero, time("a.B.d", Double.NaN)).toString();
    String other = file("o.json", some, time("a.B.d", 5)).toString();

    CommandRun alloc = CommandRun.of("compare", base, other, "--metric", "n");
    assertThat(alloc.exit()).isEqualTo(10);
    assertThat(alloc.out())
        .containsPattern("\\| +∞ \\| 0.0079 \\| worse ")
        .doesNotContain("NaN", "Infinity");
    assertThat(CommandRun.of("compare", base, base, "--metric", "n").out())
        .doesNotContain("NaN", "Infinity")
        .contains("every trial of both gave the same number");
    assertThat(CommandRun.of("compare", base, other).out()).doesNotContain("NaN", "Infinity");
    for (String format : List.of("json", "csv")) {
      assertThat(CommandRun.of("compare", base, other, "--metric", "n", "--format", format).out())
          .doesNotContain("NaN", "Infinity");
    }
  }

  @Test
  void listsWhatIsOnOneSideOnly() {
    String base =
        file("b.json", time("a.B.c", about(10, 5)), time("a.B.d", about(10, 5))).toString();
    String other =
        file("o.json", time("a.B.c", about(10, 5)), time("a.B.e", about(10, 5))).toString();

    assertThat(CommandRun.of("compare", base, other).out())
        .contains("- Only in the base, 1 cell:\n  - `a.B.d:avgt:t1`\n")
        .contains("- Only in the candidate, 1 cell:\n  - `a.B.e:avgt:t1`\n");
    JsonNode json = json(base, other);
    assertThat(json.at("/onlyBase/0/cell").asString()).isEqualTo("a.B.d:avgt:t1");
  }

  @Test
  void namesOfStrangersStayText() {
    Invented nasty = time("a.B.c", about(10, 5)).with("p", "x|y\n<script>").with("q", "a,\"b");
    String base = file("b|.json", nasty).toString();

    assertThat(CommandRun.of("compare", base, base).out()).doesNotContain("<script>", "b|.json");
    assertThat(CommandRun.of("compare", base, base, "--format", "csv").out())
        .contains("param:p,param:q\n", "x|y\\u000a<script>,\"a,\"\"b\"\n");
  }

  @Test
  void writesToAFileWhatItWouldPrint() throws IOException {
    Path file = directory.resolve("out.md");

    CommandRun written = CommandRun.of("compare", BEFORE, AFTER, "-o", file.toString());

    assertThat(written.exit()).isEqualTo(10);
    assertThat(written.out()).isEmpty();
    assertThat(file).hasContent(CommandRun.of("compare", BEFORE, AFTER).out());
  }

  @Test
  void refusesWhatCannotBeCompared() throws IOException {
    String one = file("one.json", time("a.B.c", 1)).toString();
    String two = file("two.json", time("a.B.d", 1)).toString();
    Path empty = Files.createFile(directory.resolve("empty.json"));
    refused("one.json has 1, such as a.B.c:avgt:t1. two.json has 1, such as a.B.d", one, two);
    refused("are 1; name two files", one);
    refused("put a pattern in quotes", one, two, two);
    refused("none.json: no such file", one, directory + "/none.json");
    refused("empty.json is empty: what a killed JMH leaves", empty.toString(), one);
    refused("holds no journal.jsonl", directory.toString(), one);
    refused("no file or run directory matches", one, directory + "/n*.json");
    refused("not a pattern of paths", one, directory + "/[z");
    refused("standard input can be one of the two only", "-", "-");
    refused("--alpha 1: write 1% or 0.01", one, one, "--alpha", "1");
    refused("--tolerance 5: write 5% or 0.05", one, one, "--tolerance", "5");
    refused("--tolerance 500%: a tolerance is at most", one, one, "--tolerance", "500%");
    refused("--tolerance -1%", one, one, "--tolerance=-1%");
    refused("--tolerance some", one, one, "--tolerance", "some");
    refused("--filter (: not a regular expression", one, one, "--filter", "(");
    refused("--filter: no cell matches it. A cell is written a.B.c", one, one, "--filter", "x");
    refused("--metric m: no cell of both has it", one, one, "--metric", "m");
    refused("--format xml: no such format", one, one, "--format", "xml");
    refused("/no/x.md: cannot be written", one, one, "-o", directory + "/no/x.md");
  }

  private static void refused(String message, String... args) {
    List<String> all = new ArrayList<>(List.of("compare"));
    all.addAll(List.of(args));
    CommandRun run = CommandRun.of(all.toArray(String[]::new));
    assertThat(run.exit()).as(List.of(args) + " said: " + run.err()).isEqualTo(2);
    assertThat(run.err()).contains(message).doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }
}
