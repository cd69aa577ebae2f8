package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import squareoff.harness.result.Cell;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.result.JmhFile;
import squareoff.harness.result.UnreadableResultException;
import squareoff.harness.run.GreatJournal;
import squareoff.harness.run.Journal;
import squareoff.harness.run.MeasuredJvms;
import squareoff.harness.run.RunDirectory;

/** Runs of many cells. */
class GreatReportTest {

  private static final int CELLS = 800;

  @TempDir Path directory;

  @Test
  void fourTimesTheCellsTakeNotMuchMoreThanFourTimesAsLong() throws IOException {
    Path few = directory.resolve("few");
    Path many = directory.resolve("many");
    GreatJournal.write(few, CELLS / 4, 3);
    GreatJournal.write(many, CELLS, 3);
    // The first of them pays for the compiler.
    processorSeconds(few);
    double less = Math.min(processorSeconds(few), processorSeconds(few));
    assertThat(processorSeconds(many)).isLessThan(9 * less);
  }

  /** Of this thread alone: what others do on the machine does not count. */
  private static double processorSeconds(Path run) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (String format : List.of("markdown", "csv")) {
      CommandRun report = CommandRun.of("report", run.toString(), "--format", format);
      assertThat(report.exit()).as(report.err()).isZero();
      assertThat(report.out().lines().filter(line -> line.contains("method00")))
          .hasSizeGreaterThanOrEqualTo(8);
    }
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
  }

  @Test
  void ofTheTrialsOnlyNumbersStayInMemoryAndTheirJsonIsReadAgain() throws IOException {
    Path run = directory.resolve("run");
    GreatJournal.write(run, 4, 3);
    Path file = run.resolve("journal.jsonl");
    Journal.Contents contents = Journal.read(file);
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < contents.trials().size(); i++) {
      JmhEntry entry = contents.trials().get(i).measured().orElseThrow();
      assertThat(lines.get(i + 1)).contains("\"result\":" + entry.json());
      assertThat(entry.json()).isNotSameAs(entry.json()).isEqualTo(entry.json());
    }
    List<JmhEntry> merged = RunDirectory.merged(contents, "candidate");
    assertThat(merged).hasSize(4);
    for (JmhEntry entry : merged) {
      assertThat(entry.json()).isNotSameAs(entry.json());
      JmhEntry read = JmhEntry.of(entry.json(), "again");
      assertThat(read.primary()).isEqualTo(entry.primary());
      assertThat(read.secondaries()).isEqualTo(entry.secondaries());
      assertThat(entry.primary().raw()).hasSize(3);
    }
    Path results = directory.resolve("results.json");
    JmhFile.write(results, merged);
    assertThat(results).hasContent(JmhFile.text(merged));
    assertThat(JmhFile.read(results).stream().map(JmhEntry::cell).map(Cell::toString))
        .containsExactlyElementsOf(merged.stream().map(e -> e.cell().toString()).toList());
  }

  /** Each trial's line is read once: what a report shows of it is in its numbers. */
  @Test
  void aReportNeedsTheLinesOfAJournalOnce() throws IOException {
    Path run = directory.resolve("run");
    GreatJournal.write(run, 4, 3);
    Path file = run.resolve("journal.jsonl");
    Journal.Contents contents = Journal.read(file);
    Files.delete(file);

    List<JmhEntry> merged = RunDirectory.merged(contents, "candidate");

    assertThat(merged).hasSize(4).allSatisfy(e -> assertThat(e.primary().raw()).hasSize(3));
    assertThat(MeasuredJvms.environment(List.of(contents))).containsKey("jvms");
    assertThatThrownBy(() -> merged.getFirst().json())
        .isInstanceOf(UnreadableResultException.class)
        .hasMessageContaining("cannot be read again");
  }
}
