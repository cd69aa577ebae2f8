package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import squareoff.harness.TestJar;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.result.JmhFile;
import squareoff.harness.run.Journal;
import squareoff.harness.run.TrialRecord;

/** Kills, signals, locks and full disks: what a run of the finished jar does then. */
class RunIT extends RunFixture {

  @Test
  void aKilledGroupLosesAtMostTheTrialUnderWay() throws Exception {
    Path out = directory.resolve("run");
    try (RunProcess run = parameterised(out, 2)) {
      run.awaitLines(journal(out), 4);
      run.signal("KILL", true);
      run.exit();
    }
    int recorded = Journal.read(journal(out)).trials().size();
    assertThat(recorded).isGreaterThanOrEqualTo(3).isLessThan(8);
    assertThatNothingIsLeft();
    // What is left of a line when the kill comes in the middle of writing it.
    Files.writeString(
        journal(out), "{\"type\":\"trial\",\"ce" + "e".repeat(20_000), StandardOpenOption.APPEND);

    CommandRun resumed = CommandRun.of("run", "--resume", out.toString());

    assertThat(resumed.exit()).as(resumed.err()).isZero();
    assertThat(resumed.err()).contains(recorded + " of them done before");
    assertThatEveryTrialIsThereOnce(out, 2);
  }

  @Test
  void aKilledRunTakesItsJvmsAlong() throws Exception {
    Path out = directory.resolve("run");
    try (RunProcess run = sleeping(out)) {
      run.signal("KILL", false);
      run.exit();
      assertThatNothingIsLeft();
    }
  }

  @Test
  void terminationKeepsWhatWasRecordedAndSaysHowToGoOn() throws Exception {
    Path out = directory.resolve("run");
    try (RunProcess run = parameterised(out, 2)) {
      run.awaitLines(journal(out), 3);
      run.signal("TERM", false);
      assertThat(run.exit()).isEqualTo(143);
      assertThat(run.err()).contains("Interrupted").contains("--resume " + out);
    }
    assertThatNothingIsLeft();
    Journal.Contents contents = Journal.read(journal(out));
    assertThat(contents.failures()).as("a trial that we stopped has not failed").isEmpty();
    int forks = JmhFile.read(out.resolve("results.json")).stream().mapToInt(JmhEntry::forks).sum();
    assertThat(forks).isEqualTo(contents.trials().size()).isBetween(2, 7);
  }

  @Test
  void anInterruptFromTheKeyboardIsNoFailedTrial() throws Exception {
    Path out = directory.resolve("run");
    try (RunProcess run = parameterised(out, 2)) {
      run.awaitLines(journal(out), 3);
      run.signal("INT", true);
      assertThat(run.exit()).isEqualTo(130);
    }
    assertThatNothingIsLeft();
    assertThat(Journal.read(journal(out)).failures()).isEmpty();
  }

  @Test
  void aKilledLauncherTakesTheRunAlong() throws Exception {
    Path old = Path.of("/usr/lib/jvm/java-17-openjdk-amd64/bin/java");
    assumeTrue(Files.isExecutable(old), "skipped: no JDK 17 at " + old);
    Path out = directory.resolve("run");
    try (RunProcess run =
        RunProcess.start(directory, List.of(), old.toString(), sleepingArgs(out))) {
      awaitJvms(run, 4);
      run.signal("KILL", false);
      run.exit();
      assertThatNothingIsLeft();
    }
  }

  @Test
  void aKilledLauncherThatNobodyAsksAfterTakesTheRunAlong() throws Exception {
    Path old = Path.of("/usr/lib/jvm/java-17-openjdk-amd64/bin/java");
    assumeTrue(Files.isExecutable(old), "skipped: no JDK 17 at " + old);
    // The shell starts the launcher and becomes a sleep, which never asks after its child.
    Path pid = directory.resolve("pid");
    List<String> unasking =
        List.of("sh", "-c", "\"$@\" & echo $! > " + pid + "; exec sleep 1000", "sh");
    String[] args = sleepingArgs(directory.resolve("run"));
    try (RunProcess run = RunProcess.start(directory, unasking, old.toString(), args)) {
      awaitJvms(run, 4);
      String launcher = Files.readString(pid).strip();
      new ProcessBuilder("kill", "-KILL", launcher).inheritIO().start().waitFor();
      assertThatNothingIsLeft();
      assertThat(ProcessHandle.of(Long.parseLong(launcher))).as("it is there still").isPresent();
      run.awaitMessage("Interrupted");
    }
  }

  @Test
  void aFullDiskKeepsWhatWasRecorded() throws Exception {
    Path out = directory.resolve("run");
    // A limit on the size of files stands for the full disk; logs and results stay below it.
    List<String> limited = List.of("sh", "-c", "ulimit -f 24; exec \"$@\"", "limited");
    String[] args = args(out, "Shapes.parameterised", "-f", "20");
    try (RunProcess run = RunProcess.start(directory, limited, RunProcess.ownJava(), args)) {
      assertThat(run.exit()).as(run.err()).isEqualTo(2);
      assertThat(run.err())
          .contains("What was recorded before is kept")
          .doesNotContain("Interrupted");
    }
    int recorded = Journal.read(journal(out)).trials().size();
    assertThat(recorded).isPositive().isLessThan(80);
    assertThat(Files.readString(journal(out))).endsWith("\n");
    assertThatNothingIsLeft();
  }

  @Test
  void twoProcessesNeverWriteOneRun() throws Exception {
    Path out = directory.resolve("run");
    try (RunProcess run = sleeping(out)) {
      CommandRun second = CommandRun.of("run", "--resume", out.toString());
      assertThat(second.exit()).isEqualTo(2);
      assertThat(second.err()).contains("another process is writing this run");
      run.signal("TERM", false);
      run.exit();
    }
  }

  @Test
  void recordsNothingOfAJarThatIsReplacedMeanwhile() throws Exception {
    Path out = directory.resolve("run");
    Path copy = Files.copy(jar, directory.resolve("copy.jar"));
    List<String> args = new ArrayList<>(List.of(args(out, "Shapes.parameterised", "-f", "9")));
    args.set(2, copy.toString());
    try (RunProcess run = RunProcess.start(directory, args.toArray(String[]::new))) {
      run.awaitLines(journal(out), 2);
      TestJar.build(directory, "copy.jar", Map.of("other.Other", OTHER));
      assertThat(run.exit()).as(run.err()).isEqualTo(2);
      assertThat(run.err()).contains("copy.jar was replaced while the run was under way");
    }
    Journal.Contents contents = Journal.read(journal(out));
    assertThat(contents.failures()).isEmpty();
    assertThat(contents.trials()).isNotEmpty();
    assertThat(out.resolve("results.json")).exists();
  }

  @Test
  void doesNotGoOnWithAnotherJar() throws Exception {
    Path out = directory.resolve("run");
    Path copy = Files.copy(jar, directory.resolve("copy.jar"));
    CommandRun run =
        CommandRun.of(
            "run",
            "--jar",
            copy.toString(),
            "Trouble.fine",
            "-f",
            "1",
            "-wi",
            "0",
            "-i",
            "1",
            "-r",
            "30ms",
            "--out",
            out.toString());
    assertThat(run.exit()).as(run.err()).isZero();
    TestJar.build(directory, "copy.jar", Map.of("other.Other", OTHER));
    CommandRun resumed = CommandRun.of("run", "--resume", out.toString());
    assertThat(resumed.exit()).isEqualTo(2);
    assertThat(resumed.err()).contains("is not the jar that the run began with");
  }

  private static final String OTHER =
      """
      package other;
      import org.openjdk.jmh.annotations.*;
      public class Other {
        @Benchmark public int one() { return 1; }
      }
      """;

  private static void assertThatEveryTrialIsThereOnce(Path out, int trials) {
    Journal.Contents contents = Journal.read(journal(out));
    Set<String> keys = new HashSet<>();
    for (TrialRecord trial : contents.trials()) {
      assertThat(keys.add(trial.cell() + " " + trial.round())).as("twice: " + trial).isTrue();
    }
    assertThat(keys).hasSize(4 * trials);
    List<JmhEntry> entries = JmhFile.read(out.resolve("results.json"));
    assertThat(entries).hasSize(4);
    assertThat(entries)
        .allSatisfy(entry -> {
          assertThat(entry.forks()).isEqualTo(trials);
          assertThat(entry.primary().raw()).hasSize(trials);
        });
    assertThat(out.resolve("environment.json")).exists();
  }
}
