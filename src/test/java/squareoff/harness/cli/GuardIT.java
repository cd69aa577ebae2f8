package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.harness.run.Journal;

/** SIGKILL to whatever a run consists of, alone and together: no JVM outlives it. */
class GuardIT extends RunFixture {

  private static final String JVM = "GuardMain";
  private static final String SHELL = "squareoff-guard";
  private static final Path OLD = Path.of("/usr/lib/jvm/java-17-openjdk-amd64/bin/java");

  @BeforeAll
  static void needsProc() {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "skipped: no /proc, so one guard only");
  }

  @Test
  void aKilledGuardIsReplacedAndTheRunGoesOnAndSaysSo() throws Exception {
    Path out = directory.resolve("run");
    try (RunProcess run = parameterised(out, 1)) {
      run.awaitLines(journal(out), 2);
      kill(run.awaitDescendant(JVM));
      kill(run.awaitDescendant(SHELL));
      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.err())
          .containsOnlyOnce("the guard of this run ended (SIGKILL")
          .containsOnlyOnce("the second guard of this run ended (SIGKILL")
          .contains("another one takes its place")
          .doesNotContain("Stream closed");
    }
    assertThat(Journal.read(journal(out)).trials()).hasSize(4);
    assertThat(Journal.read(journal(out)).failures()).isEmpty();
    assertThatNothingIsLeft();
  }

  @Test
  void theReplacementGuardsAsTheFirstDid() throws Exception {
    try (RunProcess run = sleeping(directory.resolve("run"))) {
      long first = run.awaitDescendant(JVM);
      kill(first);
      while (run.awaitDescendant(JVM) == first) {
        Thread.sleep(20);
      }
      kill(run.awaitDescendant(SHELL), run.pid());
      assertThatNothingIsLeft();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {JVM, SHELL})
  void aGuardAndTheHarnessTogetherLeaveNothing(String kind) throws Exception {
    try (RunProcess run = sleeping(directory.resolve("run"))) {
      kill(run.awaitDescendant(kind), run.pid());
      assertThatNothingIsLeft();
    }
  }

  @Test
  void theHostAGuardTheHarnessAndTheLauncherTogetherLeaveNothing() throws Exception {
    assumeTrue(Files.isExecutable(OLD), "skipped: no JDK 17 at " + OLD);
    String[] args = sleepingArgs(directory.resolve("run"));
    try (RunProcess run = RunProcess.start(directory, List.of(), OLD.toString(), args)) {
      awaitJvms(run, 4);
      kill(
          run.awaitDescendant("-rff"),
          run.awaitDescendant(JVM),
          run.awaitDescendant("LauncherChild"),
          run.pid());
      assertThatNothingIsLeft();
    }
  }

  @Test
  void everythingButWhatMeasuresTogetherLeavesNothing() throws Exception {
    assumeTrue(
        new ProcessBuilder("setpriv", "--pdeathsig", "KILL", "true").start().waitFor() == 0,
        "skipped: no setpriv --pdeathsig");
    Path out = directory.resolve("run");
    List<String> args = new ArrayList<>(List.of(args(out, "Trouble.fine", "-f", "1")));
    // The fork sees that its host is gone when an iteration ends.
    args.set(args.indexOf("30ms"), "5s");
    try (RunProcess run = RunProcess.start(directory, args.toArray(String[]::new))) {
      awaitJvms(run, 3);
      kill(run.awaitDescendant(JVM), run.awaitDescendant(SHELL), run.pid());
      assertThatNothingIsLeft();
    }
  }

  /** All with one command, so that none has time to see another's end. */
  private static void kill(long... processes) throws Exception {
    List<String> command = new ArrayList<>(List.of("kill", "-KILL"));
    Arrays.stream(processes).mapToObj(String::valueOf).forEach(command::add);
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
