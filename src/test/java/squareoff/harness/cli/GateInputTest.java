package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import squareoff.harness.TestJar;
import squareoff.harness.gate.GateCourse;
import squareoff.harness.gate.Policy;
import squareoff.harness.gate.Terms;
import squareoff.harness.report.Declarations;
import squareoff.harness.result.Cell;
import squareoff.harness.run.BenchmarkJar;
import squareoff.harness.run.Plan;
import squareoff.harness.run.PlannedCell;
import squareoff.harness.run.SyntheticGate;
import squareoff.harness.run.Trial;
import squareoff.harness.run.TrialRecord;

/** What gate says to wrong command lines and to journals that it cannot use; no trial is run. */
class GateInputTest {

  @TempDir static Path shared;
  @TempDir Path directory;
  private static String jar;

  @BeforeAll
  static void buildJar() {
    jar = TestJar.build(shared, "trouble.jar", TestJar.troubleSources()).toString();
  }

  private static void refused(String message, String... args) {
    CommandRun run = CommandRun.of(args);
    assertThat(run.exit()).as(List.of(args) + " said: " + run.err()).isEqualTo(2);
    assertThat(run.err()).contains(message).doesNotContain("\tat ");
    assertThat(run.out()).isEmpty();
  }

  private static String[] gate(String... rest) {
    return Stream.concat(
            Stream.of("gate", "--base", jar, "--candidate", jar, "Trouble.fine"), Stream.of(rest))
        .toArray(String[]::new);
  }

  @Test
  void namesTheOptionThatIsWrong() {
    refused("--base: not given; a gate needs --base JAR and --candidate JAR", "gate");
    refused("--candidate: not given", "gate", "--base", jar);
    refused("--base /no.jar", "gate", "--base", "/no.jar", "--candidate", jar);
    refused("--candidate /no.jar", "gate", "--base", jar, "--candidate", "/no.jar");
    refused("--rounds 3: give an even number", gate("--rounds", "3"));
    refused("--rounds 0: give an even number", gate("--rounds", "0"));
    refused("--rounds 20000: give an even number", gate("--rounds", "20000"));
    refused("--budget 0s: give a time above zero", gate("--budget", "0s"));
    refused("--budget 20: give a time with its unit", gate("--budget", "20"));
    refused("--tolerance 5: write 5%", gate("--tolerance", "5"));
    refused("--retry-failed goes with --resume", gate("--retry-failed"));
    refused("takes no --rounds", "gate", "--replay", "x", "--rounds", "4");
    refused("takes no --tolerance", "gate", "--resume", "x", "--tolerance", "4%");
    refused("--rounds 5: give an even number", "gate", "--resume", "x", "--rounds", "5");
    refused("--budget 0s: give a time above zero", "gate", "--resume", "x", "--budget", "0s");
    refused("takes no --budget", "gate", "--replay", "x", "--budget", "4m");
    refused("takes no Fine", "gate", "--replay", "x", "Fine");
    refused("takes no -- -i 3", "gate", "--resume", "x", "--", "-i", "3");
    refused("--json /no/such/v.json: cannot be written", gate("--json", "/no/such/v.json"));
    refused("-o " + shared + ": cannot be written", gate("-o", shared.toString()));
  }

  /** As those of a later version: no verdict depends on them, but a run's tables do. */
  @Test
  void leavesOutDeclarationsThatNobodyUnderstandsAndSaysSo() throws IOException {
    String declared = "{\"benchmarks\": [{\"benchmark\": \"trouble.Trouble\"}]}";
    String later = declared.replace("}]", ", \"later\": 1}]");
    Path odd = Files.copy(Path.of(jar), directory.resolve("odd.jar"));
    TestJar.add(odd, Declarations.RESOURCE, later);
    Path plain = Files.copy(Path.of(jar), directory.resolve("plain.jar"));
    TestJar.add(plain, Declarations.RESOURCE, declared);
    String found =
        odd + "!" + Declarations.RESOURCE + ", benchmark 1: nothing is known of \"later\"";
    refused(found, "run", "--jar", "" + odd, "Trouble.fine");

    for (List<Path> jars : List.of(List.of(odd, plain), List.of(plain, odd))) {
      CommandRun run =
          CommandRun.of(
              "gate",
              "--base",
              "" + jars.get(0),
              "--candidate",
              "" + jars.get(1),
              "--dry-run",
              "Trouble.fine");
      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.err().lines().filter(line -> line.contains("not understood")))
          .singleElement()
          .asString()
          .contains(found);
    }
    PrintWriter err = new PrintWriter(new StringWriter());
    BenchmarkJar oddJar = BenchmarkJar.open(odd, "--base");
    BenchmarkJar plainJar = BenchmarkJar.open(plain, "--candidate");
    assertThat(SuiteFile.understood(err, oddJar)).isEmpty();
    assertThat(SuiteFile.understood(err, oddJar, plainJar))
        .isEqualTo(Map.of("suite.json", declared));
  }

  @Test
  void refusesABudgetThatIsTooShortForARoundAndWritesNothing() {
    Path out = directory.resolve("out");
    refused(
        "--budget 5s: the first two trials of each build of all 1 cells take about 12 s",
        gate("--budget", "5s", "--out", out.toString()));
    assertThat(out).doesNotExist();
  }

  @Test
  void writesNothingOnADryRun() {
    Path out = directory.resolve("out");
    CommandRun run = CommandRun.of(gate("--dry-run", "--seed", "7", "--out", out.toString()));
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("trouble.Trouble.fine:avgt:t1\n")
        .contains("at most 40 pairs of trials each (--seed 7)");
    assertThat(out).doesNotExist();
  }

  @Test
  void saysByWhichCommandARunOrAGateGoesOn() {
    Path gate = journal("gate", 1, Policy.DEFAULT, List.of(), 1).getParent();
    refused("was begun by gate; go on with gate --resume " + gate, "run", "--resume", "" + gate);
    Path run = plainRun();
    refused("was begun by run; go on with run --resume " + run, "gate", "--resume", "" + run);
    refused("was begun by run, not by gate; compare", "gate", "--replay", "" + run);
    refused("no journal.jsonl", "gate", "--resume", directory.toString());
    refused("none.jsonl: no such file", "gate", "--replay", directory + "/none.jsonl");
  }

  @Test
  void readsAJournalThatWasCutInTheMiddleOfALine() throws IOException {
    Path whole = journal("whole", 1, Policy.DEFAULT, List.of(), 1.3);
    String before = CommandRun.of("gate", "--replay", whole.toString()).out();
    Files.writeString(whole, "{\"type\":\"trial\",\"cell\":\"a.B.", StandardOpenOption.APPEND);
    assertThat(CommandRun.of("gate", "--replay", whole.toString()).out()).isEqualTo(before);
    assertThat(CommandRun.of("gate", "--replay", "" + whole.getParent()).out()).isEqualTo(before);
  }

  @Test
  void refusesAJournalThatWasEditedAndLeavesItAlone() throws IOException {
    Path file = journal("edited", 1, Policy.DEFAULT, List.of(), 1);
    String edited = Files.readString(file).replace("\"tolerance\":0.05", "\"tolerance\":0.5");
    Files.writeString(file, edited);
    refused("it was changed", "gate", "--replay", file.toString());
    refused("it was changed", "gate", "--resume", file.getParent().toString());
    assertThat(file).hasContent(edited);
  }

  @Test
  void refusesJournalsOfOtherJarsAndOneJournalTwice() throws IOException {
    Path one = journal("one", 1, Policy.DEFAULT, List.of(), 1);
    refused("is given twice", "gate", "--replay", "" + one, "--replay", "" + one.getParent());
    Plan other =
        SyntheticGate.plan(
                "other",
                2,
                4,
                List.of(SyntheticGate.cell("a.B.run:avgt:t1")),
                Map.of(
                    "base",
                    new Plan.Build("/base.jar", "aa"),
                    "candidate",
                    new Plan.Build("/new.jar", "cc")))
            .withGate(terms(Policy.DEFAULT, List.of()).toMap());
    Path file = SyntheticGate.write(directory.resolve("other.jsonl"), other, List.of());
    refused("is another jar than", "gate", "--replay", "" + one, "--replay", "" + file);
  }

  @Test
  void tellsScriptsTheWorstOfWhatHolds() {
    List<Cell> lacking = List.of(Cell.parse("a.Gone.run:avgt:t1"));
    Path slower = journal("slower", 1, Policy.DEFAULT, lacking, 1.3);
    Path same = journal("same", 2, Policy.DEFAULT, lacking, 1);
    Path undecided = journal("undecided", 3, new Policy(0.01, 1e-9, 0.05, List.of()), List.of(), 1);
    Path failed = journal("failed", 4, Policy.DEFAULT, List.of(), Double.NaN);
    exits(10, slower);
    exits(10, slower, "--strict");
    exits(0, same);
    exits(4, same, "--strict");
    exits(3, undecided);
    exits(3, undecided, "--strict");
    Policy strictly =
        new Policy(0.01, 0.05, 0.05, List.of(new Policy.Exemption(Pattern.compile("t2"), 0)));
    Path some = journal("some", 5, strictly, List.of(), 1, "a.B.run:avgt:t1", "a.B.run:avgt:t2");
    exits(0, some);
    exits(3, some, "--strict");
    exits(4, failed);
    exits(0, slower, "--tolerance", "40%");
  }

  @Test
  void decidesAgainByOtherSlowModesAndSaysWhichAreNotExcluded() {
    Path same = journal("same", 2, Policy.DEFAULT, List.of(), 1);
    assertThat(replayed(same)).contains("not-slower: 1", "slow modes", "< 40 %");
    assertThat(replayed(same, "--rare", "25%"))
        .contains(
            "undecided: 1", "to exclude a mode that makes some of the candidate's JVMs slower");
    assertThat(replayed(same, "--rare", "25%")).contains("makes 25 % of the candidate's JVMs");
    Policy before = new Policy(0.01, 0.05, 0.05, List.of(), Policy.ANY_MODES, false);
    Path old = journal("old", 3, before, List.of(), 1);
    assertThat(replayed(old)).contains("not-slower: 1", "slower were not looked for (--rare)");
    assertThat(replayed(old, "--rare", "50%")).contains("undecided: 1");
  }

  @Test
  void decidesAgainByEvidenceAgainstTheToleranceItself() {
    Path slower = journal("slower", 1, Policy.DEFAULT, List.of(), 1.3);
    assertThat(replayed(slower)).contains("slower: 1,", "slower at all, and by more");
    assertThat(replayed(slower, "--prove-excess"))
        .contains("slower: 1,", "shown to be slower by more than the tolerance");
  }

  private static String replayed(Path journal, String... more) {
    List<String> args = new ArrayList<>(List.of("gate", "--replay", journal.toString()));
    args.addAll(List.of(more));
    return CommandRun.of(args.toArray(String[]::new)).out();
  }

  @Test
  void writesTheTableAndTheVerdictsWhereTold() throws IOException {
    Path file = journal("gate", 1, Policy.DEFAULT, List.of(), 1.3);
    Path table = directory.resolve("table.md");
    Path json = directory.resolve("v.json");
    CommandRun run =
        CommandRun.of("gate", "--replay", "" + file, "-o", "" + table, "--json", "" + json);
    assertThat(run.out()).isEmpty();
    assertThat(table).content().startsWith("# Gate: ").contains("slower");
    assertThat(json).content().contains("\"slower\"");
    assertThat(file.getParent().toFile().list()).containsExactly("journal.jsonl");
  }

  private static void exits(int code, Path journal, String... more) {
    List<String> args = new ArrayList<>(List.of("gate", "--replay", journal.toString()));
    args.addAll(List.of(more));
    CommandRun run = CommandRun.of(args.toArray(String[]::new));
    assertThat(run.exit()).as(args + ": " + run.err() + run.out()).isEqualTo(code);
  }

  private static Terms terms(Policy policy, List<Cell> onlyInBase) {
    return new Terms(policy, Double.POSITIVE_INFINITY, false, false, onlyInBase, List.of());
  }

  private Path plainRun() {
    Plan plan =
        SyntheticGate.plan(
            "run",
            1,
            4,
            List.of(SyntheticGate.cell("a.B.run:avgt:t1")),
            Map.of("candidate", new Plan.Build("/a.jar", "aa")));
    return SyntheticGate.write(folder("run").resolve("journal.jsonl"), plan, List.of()).getParent();
  }

  private Path folder(String name) {
    try {
      return Files.createDirectories(directory.resolve(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A gate of one cell, run to its end by a machine without noise. */
  private Path journal(String name, long seed, Policy policy, List<Cell> lacking, double ratio) {
    return journal(name, seed, policy, lacking, ratio, "a.B.run:avgt:t1");
  }

  private Path journal(
      String name, long seed, Policy policy, List<Cell> lacking, double ratio, String... measured) {
    List<PlannedCell> cells = Stream.of(measured).map(SyntheticGate::cell).toList();
    Plan plan = SyntheticGate.plan(seed, 12, cells).withGate(terms(policy, lacking).toMap());
    GateCourse course = new GateCourse(plan);
    List<TrialRecord> trials = new ArrayList<>();
    List<Trial> next = course.next(List.of());
    while (!next.isEmpty()) {
      double score = next.getFirst().build().equals(Plan.BASE) ? 100 : 100 * ratio;
      trials.add(SyntheticGate.measured(next.getFirst(), trials.size(), 2.5, score, score));
      next = course.next(List.copyOf(trials));
    }
    return SyntheticGate.write(folder(name).resolve("journal.jsonl"), plan, trials);
  }
}
