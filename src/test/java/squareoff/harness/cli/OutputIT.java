package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.harness.run.SyntheticJournal;

/**
 * What the finished jar does with output that cannot be written, and in which letters it writes.
 */
@Timeout(600)
class OutputIT {

  private static final Path FULL = Path.of("/dev/full");
  private static final String SAMPLE = "src/test/resources/samples/jmh1.37-all-modes-NaN.json";
  private static final String BEFORE = "src/test/resources/compare/before.json";
  private static final String AFTER = "src/test/resources/compare/after.json";

  private static final String AUDITED = "target/audited.jsonl";

  @TempDir Path folder;

  @BeforeAll
  static void recordARun() throws IOException {
    Path journal = Path.of(AUDITED);
    Files.deleteIfExists(journal);
    SyntheticJournal.write(
        journal,
        "here",
        Map.of("candidate", "00"),
        List.of("a.B.c:avgt:t1"),
        12,
        (cell, build, round) -> new double[] {100 + round % 5, 100 - round % 3});
  }

  private record Ended(int exit, String out, String err) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "report " + SAMPLE,
        "report --format csv " + SAMPLE,
        "report --format html results/quick",
        "compare " + BEFORE + " " + AFTER,
        "compare --format json " + BEFORE + " " + AFTER,
        "simulate --suites 20 --shape normal --cells 2 --pairs 2",
        "audit --resamples 20 " + AUDITED,
        "help gate",
        "run --profile quick --dry-run",
        "--version",
        "",
      })
  void outputThatIsLostIsSaid(String command) throws Exception {
    assumeTrue(Files.exists(FULL), "skipped: this system has no /dev/full");

    Ended ended = run(Map.of(), Redirect.to(FULL.toFile()), command.split(" "));

    assertThat(ended.err())
        .contains("standard output: cannot be written (")
        .doesNotContain("\tat ");
    assertThat(ended.exit()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"report -o", "report --html", "compare -o"})
  void aFileThatCannotBeWrittenIsSaidWithItsReason(String command) throws Exception {
    assumeTrue(Files.exists(FULL), "skipped: this system has no /dev/full");
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.add(FULL.toString());
    words.addAll(words.getFirst().equals("report") ? List.of(SAMPLE) : List.of(BEFORE, AFTER));

    CommandRun run = CommandRun.of(words.toArray(String[]::new));

    assertThat(run.err())
        .contains(words.get(1) + " " + FULL + ": cannot be written (No space left");
    assertThat(run.exit()).isEqualTo(2);
  }

  @Test
  void whoReadsOnlyTheBeginningIsNotTroubled() throws Exception {
    Path err = folder.resolve("err");
    Process report =
        builder(Map.of(), "report", "--format", "json", "results/reference")
            .redirectError(err.toFile())
            .start();
    try (InputStream out = report.getInputStream()) {
      assertThat(out.read()).isEqualTo('{');
    }

    assertThat(report.waitFor()).isEqualTo(141);
    assertThat(err).content().doesNotContain("standard output", "Exception", "Broken pipe");
  }

  @Test
  void writesUtf8WhateverTheLocaleSays() throws Exception {
    Ended utf8 = run(Map.of("LC_ALL", "C.UTF-8"), Redirect.PIPE, "report", "results/quick");
    Ended ascii = run(Map.of("LC_ALL", "C"), Redirect.PIPE, "report", "results/quick");

    assertThat(utf8.out()).contains("±", "×");
    assertThat(ascii.out()).isEqualTo(utf8.out());
  }

  /** The shell makes the letter of its bytes: the tests may run in a locale that lacks it. */
  @Test
  void lettersThatTheLocaleLosesAreRefusedWithTheRemedy() throws Exception {
    Files.copy(Path.of(SAMPLE), folder.resolve("plain.json"));
    String script =
        """
        cd "$2" || exit 1
        name=$(printf '\\303\\251.json')
        cp plain.json "$name" && exec "$0" -jar "$1" report "$name"
        """;
    String java = RunProcess.ownJava();
    Path jar = Path.of(System.getProperty("squareoff.jar")).toAbsolutePath();
    ProcessBuilder report =
        new ProcessBuilder("sh", "-c", script, java, jar.toString(), folder.toString());

    Ended lost = end(report, Map.of("LC_ALL", "C"), Redirect.PIPE);
    Ended found = end(report, Map.of("LC_ALL", "C.UTF-8"), Redirect.PIPE);

    assertThat(lost.exit()).as(lost.err()).isEqualTo(2);
    assertThat(lost.err()).contains("the locale", "LC_ALL=C.UTF-8").hasLineCount(1);
    assertThat(found.exit()).as(found.err()).isZero();
    assertThat(found.out()).contains("é");
  }

  private Ended run(Map<String, String> environment, Redirect out, String... args)
      throws Exception {
    List<String> words = new ArrayList<>(List.of(args));
    words.removeIf(String::isEmpty);
    return end(builder(environment, words.toArray(String[]::new)), environment, out);
  }

  private static ProcessBuilder builder(Map<String, String> environment, String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                RunProcess.ownJava(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("squareoff.jar")));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder;
  }

  private Ended end(ProcessBuilder builder, Map<String, String> environment, Redirect out)
      throws IOException, InterruptedException {
    builder.environment().putAll(environment);
    // A JVM that obeys it says so.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    File read = folder.resolve("out").toFile();
    File err = folder.resolve("err").toFile();
    Process process =
        builder
            .redirectOutput(out == Redirect.PIPE ? Redirect.to(read) : out)
            .redirectError(err)
            .start();
    process.getOutputStream().close();
    int exit = process.waitFor();
    String text = out == Redirect.PIPE ? Files.readString(read.toPath()) : "";
    return new Ended(exit, text, Files.readString(err.toPath()));
  }
}
