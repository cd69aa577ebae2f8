package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import squareoff.harness.report.MarkdownText;
import squareoff.harness.report.format.Input;
import squareoff.harness.run.Journal;
import squareoff.harness.run.Plan;
import squareoff.harness.run.SyntheticGate;
import squareoff.harness.run.SyntheticJournal;
import squareoff.harness.run.TrialRecord;

class ReportOutputTest {
  private static final String SAMPLE = "src/test/resources/samples/jmh1.37-ragged-forks.json";
  private static final String NOP = "src/test/resources/samples/jmh1.37-nasty-params.json";

  @TempDir Path directory;

  @Test
  void writesToAFileWhatItWouldPrint() throws IOException {
    Path file = directory.resolve("report.md");

    CommandRun written = CommandRun.of("report", SAMPLE, "-o", file.toString());

    assertThat(written.exit()).isZero();
    assertThat(written.out()).isEmpty();
    assertThat(file).hasContent(CommandRun.of("report", SAMPLE).out());
  }

  @Test
  void writesBothFilesOfAFormatThatHasTwo() {
    Path file = directory.resolve("bench.json");

    CommandRun.of("report", SAMPLE, "--format", "github-action-benchmark", "-o", file.toString());

    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder("bench-smaller-is-better.json", "bench-bigger-is-better.json");
  }

  @Test
  void asksForAFileWhereOneOutputIsNotEnough() {
    CommandRun run = CommandRun.of("report", SAMPLE, "--format", "github-action-benchmark");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("say with -o FILE where they go");
  }

  @Test
  void refusesAFormatThatThereIsNotAndAFileThatCannotBe() {
    assertThat(CommandRun.of("report", SAMPLE, "--format", "xml").err())
        .contains("--format xml: no such format; choose markdown, html, csv");
    CommandRun run = CommandRun.of("report", SAMPLE, "-o", directory + "/none/x.md");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("none/x.md: cannot be written");
  }

  @Test
  void callsAnInputWhatTheReaderCallsIt() {
    assertThat(CommandRun.of("report", "--as", "before=" + SAMPLE).out()).startsWith("# before\n");
    CommandRun run = CommandRun.of("report", SAMPLE, "--as", "before");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--as before: not NAME=PATH");
  }

  @Test
  void readsStandardInput() throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(SAMPLE))) {
      List<Input> inputs = new ReportInputs(in, List.of(), note -> {}).read(List.of("-", NOP));

      assertThat(inputs)
          .extracting(input -> input.source().name())
          .containsExactly("standard input", "jmh1.37-nasty-params.json");
      assertThat(inputs.getFirst().source().entries()).isNotEmpty();
    }
  }

  @Test
  void tellsFilesOfOneNameApart() throws IOException {
    Path one = Files.createDirectory(directory.resolve("one")).resolve("results.json");
    Path two = Files.createDirectory(directory.resolve("two")).resolve("results.json");
    Files.copy(Path.of(SAMPLE), one);
    Files.copy(Path.of(SAMPLE), two);

    assertThat(CommandRun.of("report", one.toString(), two.toString()).out().lines())
        .first()
        .isEqualTo(
            "# "
                + MarkdownText.escape(one.toString())
                + ", "
                + MarkdownText.escape(two.toString()));
  }

  @Test
  void writesThePageAsAFormatAsWell() throws IOException {
    Path file = directory.resolve("page.html");
    CommandRun run = CommandRun.of("report", SAMPLE, "--format", "html", "--html", file.toString());

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("<!DOCTYPE html>").isEqualTo(Files.readString(file));
  }

  @Test
  void comparesWithTheInputThatIsNamedFirst() {
    CommandRun run = CommandRun.of("report", "--as", "z|=" + SAMPLE, "--as", "a=" + NOP);

    assertThat(run.out()).startsWith("# <code>z&#124;</code>, a\n").contains("- | ");
  }

  @Test
  void tellsBuildsOfOneRunApartAndSaysWhenTheyWereMeasured() throws IOException {
    Path run = directory.resolve("both");
    Path journal = Path.of("results/quick/journal.jsonl");
    Journal.Contents recorded = Journal.read(journal);
    Plan one = recorded.plan();
    String minute = recorded.trials().getFirst().startedAt().substring(0, 16).replace('T', ' ');
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
            one.gate(),
            one.environment());
    List<TrialRecord> trials = new ArrayList<>();
    for (TrialRecord trial : recorded.trials()) {
      trials.add(trial);
      trials.add(SyntheticJournal.of(Plan.BASE, trial));
    }
    SyntheticGate.write(Files.createDirectory(run).resolve("journal.jsonl"), two, trials);

    assertThat(CommandRun.of("report", run.toString()).out())
        .startsWith("# both, base, both, candidate\n")
        .contains("\n- measured " + minute + " UTC\n");
    assertThat(CommandRun.of("report", "--as", "x=" + run).out())
        .startsWith("# x, base, x, candidate\n");
  }

  @Test
  void cutsASummaryAtALineAndSaysSo() {
    String report = "| é | 1 |\n".repeat(1000);

    String cut = ReportOutput.within(report, 2000);

    assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(2000);
    assertThat(cut).startsWith("| é | 1 |\n").contains("| 1 |\n\n\nCut off here");
    assertThat(ReportOutput.within(report, 20_000)).isEqualTo(report);
    assertThat(ReportOutput.within(report, 0)).isEmpty();
  }

  @Test
  void appendsToTheSummaryOfAStep() throws IOException {
    Path file = Files.writeString(directory.resolve("summary.md"), "before\n");

    ReportOutput.appendToSummary("report\n", file);

    assertThat(file).hasContent("before\nreport\n");
  }
}
