package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import squareoff.harness.TestJar;
import squareoff.harness.report.Declarations;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.result.JmhFile;
import squareoff.harness.run.Journal;
import squareoff.harness.run.TrialRecord;

/** What JMH does with benchmarks that misbehave, and that a run loses nothing by it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunTroubleTest {

  private static final String DECLARED =
      """
      {"benchmarks": [{"benchmark": "trouble.Shapes", "threadsShareWork": true}]}
      """;

  private Path directory;
  private Path jar;
  private CommandRun run;
  private Journal.Contents journal;

  /** One run for all tests here: every trial is a JVM, and the machine has few cores. */
  @BeforeAll
  void runEverythingOnce(@TempDir Path temporary) {
    directory = temporary;
    jar = TestJar.build(directory, "trouble.jar", TestJar.troubleSources());
    TestJar.add(jar, Declarations.RESOURCE, DECLARED);
    run =
        CommandRun.of(
            "run",
            "--jar",
            jar.toString(),
            "Trouble|grouped",
            "-f",
            "1",
            "-wi",
            "0",
            "-i",
            "1",
            "-r",
            "20ms",
            "--trial-timeout",
            "8s",
            "--out",
            out().toString());
    journal = Journal.read(out().resolve("journal.jsonl"));
  }

  private Path out() {
    return directory.resolve("out");
  }

  @Test
  void endsWithTheExitCodeOfFailedTrials() {
    assertThat(run.exit()).as(run.err()).isEqualTo(4);
  }

  @Test
  void keepsWhatTheOthersMeasured() {
    List<JmhEntry> entries = JmhFile.read(out().resolve("results.json"));
    assertThat(entries.stream().map(entry -> entry.cell().toString()))
        .containsExactlyInAnyOrder(
            "trouble.Trouble.fine:avgt:t1", "trouble.Shapes.grouped:avgt:t3");
    assertThat(run.out()).contains("fine");
  }

  @Test
  void keepsWhatTheJarDeclaresForReportsOfTheRun() {
    assertThat(out().resolve("suite.json")).hasContent(DECLARED);
    assertThat(SuiteFile.of(Optional.empty(), List.of(out().toString()), List.of()).byName())
        .hasEntrySatisfying(
            "trouble.Shapes", declared -> assertThat(declared.threadsShareWork()).isTrue());
  }

  @Test
  void recordsABenchmarkThatThrows() {
    TrialRecord.Failed failed = failure("throwsAtOnce");
    assertThat(failed.reason()).isEqualTo("exit");
    assertThat(failed.log()).contains("Exception");
  }

  @Test
  void recordsABenchmarkThatEndsItsJvm() {
    assertThat(failure("exits").reason()).isEqualTo("exit");
  }

  @Test
  void killsADeadlockAndShowsItsThreads() throws IOException {
    TrialRecord.Failed failed = failure("deadlocks");
    assertThat(failed.reason()).isEqualTo("timeout");
    assertThat(log("deadlocks")).contains("Found one Java-level deadlock");
  }

  @Test
  void killsABenchmarkThatSleepsPastItsTime() {
    assertThat(failure("sleepsPastItsTime").reason()).isEqualTo("timeout");
  }

  @Test
  void tellsOfEachFailureAndWhatToDo() {
    assertThat(run.err())
        .contains("FAILED trouble.Trouble.throwsAtOnce")
        .contains("FAILED trouble.Trouble.deadlocks")
        .contains("killed by the watchdog")
        .contains("--retry-failed");
  }

  @Test
  void leavesNoProcessBehind() {
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(process ->
            process.info().commandLine().filter(c -> c.contains(jar.toString())).isPresent());
  }

  @Test
  void leavesTheWarningsOfUnsafeInTheLogAndOutOfWhatItShows() throws IOException {
    assumeTrue(Runtime.version().feature() >= 24, "skipped: this JVM does not warn of Unsafe");
    assertThat(log("exits")).contains("WARNING: sun.misc.Unsafe::");
    assertThat(failure("exits").log()).doesNotContain("Unsafe").contains("# Fork: 1 of 1");
    assertThat(run.err()).doesNotContain("Unsafe");
  }

  @Test
  void recordsHowQuietTheMachineWas() {
    assertThat(journal.trials()).allSatisfy(trial -> assertThat(trial.machine()).isNotEmpty());
  }

  @Test
  void runsFailedTrialsAgainOnlyWhenAsked() throws IOException {
    int before = journal.trials().size();
    CommandRun again = CommandRun.of("run", "--resume", out().toString());
    assertThat(again.exit()).isEqualTo(4);
    assertThat(Journal.read(out().resolve("journal.jsonl")).trials()).hasSize(before);
  }

  private TrialRecord.Failed failure(String method) {
    return record(method).failed().orElseThrow();
  }

  private TrialRecord record(String method) {
    return journal.trials().stream()
        .filter(trial -> trial.cell().contains("." + method + ":"))
        .findFirst()
        .orElseThrow();
  }

  private String log(String method) throws IOException {
    try (Stream<Path> logs = Files.list(out().resolve("logs"))) {
      Path log =
          logs.filter(
                  file -> file.toString().endsWith("%05d.log".formatted(record(method).order())))
              .findFirst()
              .orElseThrow();
      return Files.readString(log);
    }
  }
}
