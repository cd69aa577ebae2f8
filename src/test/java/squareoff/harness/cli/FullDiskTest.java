package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.harness.TestJar;
import squareoff.harness.gate.GateCourse;
import squareoff.harness.gate.GateResult;
import squareoff.harness.gate.Policy;
import squareoff.harness.gate.Replay;
import squareoff.harness.gate.Terms;
import squareoff.harness.report.Declarations;
import squareoff.harness.run.Journal;
import squareoff.harness.run.Plan;
import squareoff.harness.run.SyntheticGate;
import squareoff.harness.run.Trial;
import squareoff.harness.run.TrialRecord;

/**
 * No output file is lost without a word, and none that was there is lost with it. Where a disk
 * would be full after so many bytes, a limit on the size of files stops the same writes at the same
 * place, and needs no root.
 */
class FullDiskTest {

  private static final Path FULL = Path.of("/dev/full");
  private static final String BEFORE = "src/test/resources/compare/before.json";
  private static final String AFTER = "src/test/resources/compare/after.json";
  private static final String WHAT_WAS_THERE = "<svg xmlns=";

  private static final Map<String, Path> RECORDED = new HashMap<>();

  @TempDir static Path shared;
  @TempDir Path folder;
  private Path gate;

  @BeforeEach
  void recordAGate() {
    Terms terms = new Terms(Policy.DEFAULT, 3600, false, false, List.of(), List.of());
    Plan plan =
        SyntheticGate.plan(1, 12, List.of(SyntheticGate.cell("a.B.run:avgt:t1")))
            .withGate(terms.toMap());
    GateCourse course = new GateCourse(plan);
    List<TrialRecord> trials = new ArrayList<>();
    for (List<Trial> next = course.next(List.of());
        !next.isEmpty();
        next = course.next(List.copyOf(trials))) {
      double score = next.getFirst().build().equals(Plan.BASE) ? 100 : 130;
      trials.add(SyntheticGate.measured(next.getFirst(), trials.size(), 2.5, score, score));
    }
    gate = SyntheticGate.write(folder.resolve("gate.jsonl"), plan, trials);
  }

  /** Runs commands, a line each with tabs between its words, in a JVM that a test has limited. */
  public static void main(String[] args) throws IOException {
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      CommandRun run = CommandRun.of(line.split("\t"));
      String said = "%d%n%s%n%s".formatted(run.exit(), run.out().length(), run.err());
      System.out.println(said.replace("\n", "\\n"));
    }
  }

  private record Said(int exit, int outLength, String err) {}

  /** What commands say whose files cannot be longer than some hundred bytes times the blocks. */
  private List<Said> limited(int blocks, Map<String, String> environment, List<String> commands)
      throws Exception {
    Path file = Files.write(folder.resolve("commands"), commands);
    List<String> words = new ArrayList<>(List.of("sh", "-c", "ulimit -f \"$0\" && exec \"$@\""));
    words.addAll(List.of("" + blocks, RunProcess.ownJava(), "-XX:TieredStopAtLevel=1"));
    words.addAll(List.of("-XX:-UsePerfData", "-cp", System.getProperty("java.class.path")));
    words.addAll(List.of(FullDiskTest.class.getName(), file.toString()));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out.lines()
        .map(line -> line.split("\\\\n", 3))
        .map(parts -> new Said(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2]))
        .toList();
  }

  @Test
  void everyFileThatIsWrittenIsSaidWithItsReasonAndWhatItHeldIsKept() throws Exception {
    assumeTrue(File.separatorChar == '/', "skipped: no ulimit here");
    Path out = Files.createDirectory(folder.resolve("out"));
    Map<String, Path> commands = new LinkedHashMap<>();
    String report = "report\t" + BEFORE + "\t";
    String compare = "compare\t" + BEFORE + "\t" + AFTER + "\t";
    String replay = "gate\t--replay\t" + gate + "\t";
    Stream.of("markdown", "html", "csv", "json", "jmh", "openmetrics", "otava")
        .forEach(format -> commands.put(report + "--format\t" + format + "\t-o\t", null));
    Stream.of("markdown", "json", "csv")
        .forEach(format -> commands.put(compare + "--format\t" + format + "\t-o\t", null));
    commands.put(report + "--html\t", null);
    Stream.of("-o", "--json", "--html", "--junit")
        .forEach(option -> commands.put(replay + option + "\t", null));
    for (Map.Entry<String, Path> command : commands.entrySet()) {
      Path file = out.resolve("file-" + Files.list(out).count());
      command.setValue(Files.writeString(file, WHAT_WAS_THERE));
    }
    Path two = Files.writeString(out.resolve("two-smaller-is-better.json"), WHAT_WAS_THERE);
    Path charts = Files.createDirectory(folder.resolve("charts"));
    CommandRun.of("report", BEFORE, "--charts", charts.toString());
    Map<Path, String> before = texts(charts);
    List<String> lines = new ArrayList<>();
    commands.forEach((words, file) -> lines.add(words + file));
    lines.add(report + "--format\tgithub-action-benchmark\t-o\t" + out.resolve("two.json"));
    lines.add(report + "--charts\t" + charts);
    Path summary = Files.writeString(folder.resolve("summary.md"), "an earlier step\n");
    Stream.of(report, compare, replay).forEach(command -> lines.add(command + "--github"));

    List<Said> all = limited(1, Map.of("GITHUB_STEP_SUMMARY", summary.toString()), lines);

    List<Path> files = new ArrayList<>(commands.values());
    files.addAll(List.of(two, charts, summary, summary, summary));
    assertThat(all).hasSameSizeAs(files);
    for (int i = 0; i < files.size(); i++) {
      Said said = all.get(i);
      String command = lines.get(i).replace('\t', ' ');
      assertThat(said.err())
          .as(command)
          .contains(files.get(i) + ": cannot be written (File too large); make room there")
          .doesNotContain("\tat ", "bug");
      assertThat(said.exit()).as(command).isEqualTo(2);
      boolean table = command.startsWith("gate") || command.endsWith("--github");
      assertThat(said.outLength() > 0).as(command).isEqualTo(table);
    }
    commands.values().forEach(file -> assertThat(file).hasContent(WHAT_WAS_THERE));
    assertThat(two).hasContent(WHAT_WAS_THERE);
    assertThat(summary).hasContent("an earlier step\n");
    assertThat(out.toFile().list()).as("nothing else is left").hasSize(commands.size() + 1);
    assertThat(texts(charts)).isEqualTo(before);
  }

  private static Map<Path, String> texts(Path directory) throws IOException {
    Map<Path, String> texts = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        texts.put(file, Files.readString(file));
      }
    }
    return texts;
  }

  @Test
  void theVerdictsOfAGateAreShownAlsoWhereTheirFileCannotBeWritten() throws IOException {
    assumeTrue(Files.exists(FULL), "skipped: this system has no /dev/full");
    Path run = Files.createDirectory(folder.resolve("run"));
    Files.createSymbolicLink(run.resolve("verdicts.json"), FULL);
    GateResult result = Replay.of(Journal.read(gate), terms -> terms);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();

    int exit =
        new GateOutput()
            .write(result, Optional.of(run), new PrintWriter(out), new PrintWriter(err, true));

    assertThat(exit).isEqualTo(2);
    assertThat(out.toString()).contains("slower");
    assertThat(err.toString())
        .contains(run.resolve("verdicts.json") + ": cannot be written (No space left on device)");
    Files.delete(run.resolve("verdicts.json"));
  }

  @ParameterizedTest
  @CsvSource({
    "gate, base.json",
    "gate, candidate.json",
    "gate, environment.json",
    "run, results.json"
  })
  void theTableIsShownAlsoWhereAFileOfTheRunDirectoryCannotBeWritten(String command, String name)
      throws Exception {
    assumeTrue(Files.exists(FULL), "skipped: this system has no /dev/full");
    Path run = recorded(command);
    Path file = run.resolve(name);
    Files.delete(file);
    Files.createSymbolicLink(file, FULL);

    CommandRun again = CommandRun.of(command, "--resume", run.toString());

    assertThat(again.exit()).as(again.err()).isEqualTo(2);
    assertThat(again.out()).contains("fine");
    assertThat(again.err())
        .contains(file + ": No space left on device", "make room", "--resume")
        .doesNotContain("\tat ", "bug");
    Files.delete(file);
    CommandRun.of(command, "--resume", run.toString());
    assertThat(file).as("once there is room").content().contains("{");
  }

  /** The directory of a run or gate of one cell; its trials are as short as can be. */
  private static Path recorded(String command) {
    return RECORDED.computeIfAbsent(
        command,
        any -> {
          String jar = "" + TestJar.build(shared, command + ".jar", TestJar.troubleSources());
          List<String> words = new ArrayList<>(List.of(command));
          words.addAll(
              command.equals("run")
                  ? List.of("--jar", jar, "-f", "1")
                  : List.of("--base", jar, "--candidate", jar, "--rounds", "2"));
          Path out = shared.resolve(command);
          words.addAll(List.of("Trouble.fine", "-wi", "0", "-i", "1", "-r", "10ms"));
          words.addAll(List.of("--out", out.toString()));
          CommandRun.of(words.toArray(String[]::new));
          return out;
        });
  }

  /** A run without its jar's declarations would go on without them. */
  @Test
  void aRunDoesNotBeginWhereItCannotKeepWhatItsJarDeclares() throws Exception {
    assumeTrue(File.separatorChar == '/', "skipped: no ulimit here");
    Path jar = TestJar.build(folder, "trouble.jar", TestJar.troubleSources());
    TestJar.add(jar, Declarations.RESOURCE, "{\"benchmarks\": []}" + " ".repeat(1 << 20));
    Path out = folder.resolve("run");
    String run = "run\t--jar\t" + jar + "\tTrouble.fine\t-f\t1\t--out\t" + out;

    assertThat(limited(100, Map.of(), List.of(run)))
        .singleElement()
        .satisfies(said -> {
          assertThat(said.err())
              .contains(
                  "--out " + out + ": the plan cannot be written",
                  "suite.json: File too large",
                  "make room");
          assertThat(said.exit()).isEqualTo(2);
        });

    assertThat(out).as("so that the same command does once there is room").isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "rw-r--r--", "rw-rw-rw-"})
  void aFileThatIsReplacedKeepsItsPermissionsAndTheLinksToIt(String permissions) throws Exception {
    Path file = Files.writeString(folder.resolve("file.md"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    Path link = Files.createSymbolicLink(folder.resolve("link.md"), Path.of("file.md"));
    Path ahead = Files.createSymbolicLink(folder.resolve("ahead.md"), Path.of("new.md"));

    CommandRun.of("compare", BEFORE, AFTER, "-o", link.toString());
    CommandRun.of("compare", BEFORE, AFTER, "-o", ahead.toString());

    assertThat(file).content().startsWith("# ");
    assertThat(folder.resolve("new.md")).content().isEqualTo(Files.readString(file));
    assertThat(link).isSymbolicLink();
    assertThat(ahead).isSymbolicLink();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo(permissions);
  }

  /** As a file that a container has mounted: it cannot be renamed, and is written where it is. */
  @Test
  void aFileThatMustStayWhereItIsIsWrittenThere() throws Exception {
    Path file = Files.writeString(folder.resolve("file.md"), "old");
    Path target = Files.writeString(folder.resolve("mounted.md"), "");

    Said said = mounted("mount --bind \"$1\" \"$2\" && shift 2 && exec \"$@\"", file, target);

    assertThat(said.exit()).as(said.err()).isIn(0, 10);
    assertThat(file).content().startsWith("# ");
    assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".part"));
  }

  /** To write it where it is, it would have to be emptied first. */
  @Test
  void aFileOnADiskWithoutRoomForAnotherOneIsKept() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    String script =
        """
        mount -t tmpfs -o size=64k,nr_inodes=2 none "$1" && echo old > "$2" || exit 99
        file=$2; shift 2; "$@"; code=$?; cat "$file"; exit $code
        """;

    Said said = mounted(script, disk, disk.resolve("file.md"));

    assertThat(said.exit()).as(said.err()).isEqualTo(2);
    assertThat(said.err())
        .contains("-o " + disk.resolve("file.md") + ": cannot be written (No space left on device)")
        .endsWith("old\n");
  }

  /** What a comparison says that goes to a file ($2), in a namespace of mounts. */
  private static Said mounted(String script, Path first, Path file) throws Exception {
    assumeTrue(mounts(), "skipped: nothing can be mounted here (root and unshare are needed)");
    List<String> words = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", script, "sh"));
    words.addAll(List.of(first.toString(), file.toString()));
    words.addAll(List.of(RunProcess.ownJava(), "-cp", System.getProperty("java.class.path")));
    words.addAll(List.of("squareoff.launch.Launcher", "compare", BEFORE, AFTER, "-o", "" + file));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), 0, said);
  }

  private static boolean mounts() throws Exception {
    return new ProcessBuilder("unshare", "--mount", "true")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
