package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import squareoff.harness.TestJar;
import squareoff.harness.gate.GateCourse;
import squareoff.harness.report.Declarations;
import squareoff.harness.result.JmhFile;
import squareoff.harness.run.Journal;
import squareoff.harness.run.Trial;
import squareoff.harness.run.TrialRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gates of strangers' jars by the finished jar: real trials, kills, one processor. */
@Timeout(600)
class GateIT {

  private static final String DECLARED =
      "{\"benchmarks\": [{\"benchmark\": \"g.Work\", \"threadsShareWork\": true}]}";

  @TempDir static Path shared;
  @TempDir Path directory;
  private static Path base;
  private static Path candidate;

  /** The candidate does ten times the work, throws, and has renamed a benchmark. */
  @BeforeAll
  static void buildJars() throws Exception {
    base = TestJar.build(shared, "base.jar", Map.of("g.Work", work(4000, "", "gone")));
    TestJar.add(base, Declarations.RESOURCE, DECLARED);
    String thrown = "if (true) throw new IllegalStateException(\"on purpose\");";
    candidate =
        TestJar.build(shared, "candidate.jar", Map.of("g.Work", work(40_000, thrown, "added")));
  }

  private static String work(int tokens, String first, String other) {
    return """
    package g;
    import java.util.concurrent.TimeUnit;
    import org.openjdk.jmh.annotations.*;
    import org.openjdk.jmh.infra.Blackhole;
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public class Work {
      @Benchmark public void spin() { Blackhole.consumeCPU(%d); }
      @Benchmark public void steady() { Blackhole.consumeCPU(4000); }
      @Benchmark public void breaks() { %s Blackhole.consumeCPU(4000); }
      @Benchmark public void %s() { Blackhole.consumeCPU(4000); }
    }
    """
        .formatted(tokens, first, other);
  }

  /** What a failing test leaves behind would hold JMH's lock, and every later test would wait. */
  @AfterEach
  void leaveNothingRunning() {
    ours().forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void namesWhatIsSlowerAndWhatFailedAndReplaysToTheByte() throws Exception {
    Path out = directory.resolve("gate");
    try (RunProcess gate =
        gate(
            candidate,
            out,
            "--rounds",
            "8",
            "--tolerance",
            "50%",
            "--alpha",
            "5%",
            "--rare",
            "100%")) {
      gate.awaitLines(journal(out), 12);
      assertThat(gate.exit()).as(gate.err()).isEqualTo(10);
      JsonNode verdicts =
          JsonMapper.shared().readTree(Files.readString(out.resolve("verdicts.json")));
      assertThat(verdicts.toString()).contains("g.Work.gone:avgt:t1", "g.Work.added:avgt:t1");
      assertThat(gate.out().lines().filter(line -> line.startsWith("| slower ")))
          .as(gate.out())
          .singleElement()
          .asString()
          .contains("spin");
      assertThat(gate.out()).contains("gone", "added", "failed", "JMH ended with exit code 1");
      assertThat(out.resolve("suite.json")).hasContent(DECLARED);
      assertThat(gate.err()).contains("slower: Work.spin").contains("candidate of Work.breaks");
      CommandRun replayed = CommandRun.of("gate", "--replay", out.toString());
      assertThat(replayed.exit()).isEqualTo(10);
      assertThat(replayed.out()).isEqualTo(gate.out());
    }
    Journal.Contents contents = Journal.read(journal(out));
    assertThat(contents.failures())
        .singleElement()
        .satisfies(failure -> {
          assertThat(failure.cell()).isEqualTo("g.Work.breaks:avgt:t1");
          assertThat(failure.build()).isEqualTo("candidate");
        });
    for (String build : List.of("base", "candidate")) {
      assertThat(JmhFile.read(out.resolve(build + ".json")))
          .anyMatch(entry -> entry.cell().methodName().equals("spin"))
          .anyMatch(entry -> entry.cell().methodName().equals("steady"));
    }
  }

  @Test
  void aKilledGateGoesOnAndNoTrialIsRunTwice() throws Exception {
    Path out = directory.resolve("gate");
    try (RunProcess gate = gate(candidate, out, "--rounds", "2", "--every-round", "-e", "breaks")) {
      gate.awaitLines(journal(out), 4);
      gate.signal("KILL", true);
      gate.exit();
    }
    assertThatNothingIsLeft();
    int before = Journal.read(journal(out)).trials().size();
    assertThat(before).isGreaterThanOrEqualTo(3).isLessThan(8);
    assertThat(out.resolve("verdicts.json")).doesNotExist();
    Files.writeString(
        journal(out), "{\"type\":\"trial\",\"ce" + "e".repeat(20_000), StandardOpenOption.APPEND);

    try (RunProcess resumed = start("gate", "--resume", out.toString())) {
      assertThat(resumed.exit()).as(resumed.err()).isIn(0, 3, 10);
      assertThat(resumed.err()).contains(before + " trials done before");
      assertThat(CommandRun.of("gate", "--replay", out.toString()).out()).isEqualTo(resumed.out());
    }
    List<TrialRecord> trials = Journal.read(journal(out)).trials();
    Set<String> keys = new HashSet<>();
    trials.forEach(t -> assertThat(keys.add(t.cell() + t.build() + t.round())).isTrue());
    assertThat(keys).hasSize(8);
    assertThat(trials).allMatch(trial -> trial.measured().isPresent());
  }

  @Test
  void findsNothingSlowerInEqualJarsEvenOnOneProcessor() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/taskset")), "skipped: no taskset");
    Path out = directory.resolve("gate");
    String[] args = args(base, out, "steady", "--rounds", "2");
    List<String> oneProcessor = List.of("taskset", "-c", "0");
    try (RunProcess gate = RunProcess.start(directory, oneProcessor, RunProcess.ownJava(), args)) {
      // One block may be too little to decide on.
      assertThat(gate.exit()).as(gate.err()).isIn(0, 3);
      assertThat(gate.out()).contains("steady");
      assertThat(gate.err()).doesNotContain("slower:");
    }
  }

  @Test
  void aBenchmarkThatFailsInOneBuildIsToldByTheExitCodeAndTriedAgainWhenAsked() throws Exception {
    Path out = directory.resolve("gate");
    try (RunProcess gate = gate(candidate, out, "breaks", "--rounds", "2")) {
      assertThat(gate.exit()).as(gate.err()).isEqualTo(4);
      assertThat(gate.err()).contains("gate --resume " + out + " --retry-failed");
      assertThat(gate.out()).contains("failed");
    }
    int trials = Journal.read(journal(out)).trials().size();
    try (RunProcess again = start("gate", "--resume", out.toString())) {
      assertThat(again.exit()).isEqualTo(4);
    }
    assertThat(Journal.read(journal(out)).trials()).hasSize(trials);
    try (RunProcess again = start("gate", "--resume", out.toString(), "--retry-failed")) {
      assertThat(again.exit()).as(again.err()).isEqualTo(4);
    }
    assertThat(Journal.read(journal(out)).trials()).hasSize(trials + 1);
  }

  /**
   * What a gate of more rounds finds is GateCourseTest's: here a busy machine may decide little.
   */
  @Test
  void anUndecidedGateGoesOnWithTheTrialsThatMoreRoundsWouldHaveHad() throws Exception {
    Path out = directory.resolve("gate");
    try (RunProcess gate = gate(candidate, out, "spin", "--every-round", "--rounds", "2")) {
      assertThat(gate.exit()).as(gate.out()).isEqualTo(3);
      assertThat(gate.err()).contains("gate --resume " + out + " --rounds N (more than 2)");
    }
    try (RunProcess resumed = start("gate", "--resume", out.toString(), "--rounds", "4")) {
      assertThat(resumed.exit()).as(resumed.err() + resumed.out()).isIn(0, 3, 10);
      assertThat(resumed.err()).contains("at most 4 pairs", "4 trials done before");
      assertThat(CommandRun.of("gate", "--replay", out.toString()).out()).isEqualTo(resumed.out());
    }
    try (RunProcess fewer = start("gate", "--resume", out.toString(), "--rounds", "2")) {
      assertThat(fewer.exit()).isEqualTo(2);
      assertThat(fewer.err()).contains("--rounds 2: the gate may take 4 pairs of each cell");
    }
    Journal.Contents contents = Journal.read(journal(out));
    List<TrialRecord> trials = contents.trials();
    assertThat(trials).hasSize(8);
    for (int i = 0; i < trials.size(); i++) {
      Trial next = new GateCourse(contents.plan()).next(trials.subList(0, i)).getFirst();
      assertThat(trials.get(i).build()).isEqualTo(next.build());
      assertThat(trials.get(i).round()).isEqualTo(next.round());
    }
  }

  @Test
  void aGateWhoseBudgetEndedGoesOnForAsLongAsItIsToldFromThen() throws Exception {
    Path out = directory.resolve("gate");
    try (RunProcess gate = gate(base, out, "steady", "--every-round", "--rounds", "2")) {
      gate.awaitLines(journal(out), 2);
      gate.signal("KILL", true);
      gate.exit();
    }
    String directoryOf = out.toString();
    try (RunProcess ended =
        start("gate", "--resume", directoryOf, "--rounds", "4", "--budget", "0.001s")) {
      assertThat(ended.exit()).as(ended.err()).isIn(0, 3);
      assertThat(ended.out()).contains("the budget ended");
    }
    assertThat(Journal.read(journal(out)).trials()).hasSizeLessThanOrEqualTo(4);
    try (RunProcess resumed = start("gate", "--resume", directoryOf, "--budget", "2h")) {
      assertThat(resumed.exit()).as(resumed.err()).isIn(0, 3, 10);
      assertThat(resumed.err()).contains("at most 4 pairs", " and 2 h 0");
    }
    assertThat(Journal.read(journal(out)).trials()).hasSize(8);
    assertThat(Journal.read(journal(out)).notes()).isEmpty();
  }

  private RunProcess gate(Path other, Path out, String... rest) throws Exception {
    return start(args(other, out, rest));
  }

  private RunProcess start(String... args) throws Exception {
    return RunProcess.start(directory, args);
  }

  private static String[] args(Path other, Path out, String... rest) {
    List<String> args =
        new ArrayList<>(
            List.of("gate", "--base", base.toString(), "--candidate", other.toString()));
    args.addAll(List.of(rest));
    args.addAll(List.of("-wi", "1", "-w", "20ms", "-i", "2", "-r", "20ms", "--seed", "7"));
    args.addAll(List.of("--out", out.toString()));
    return args.toArray(String[]::new);
  }

  private static void assertThatNothingIsLeft() throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(300).toNanos();
    while (!ours().isEmpty() && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(ours()).isEmpty();
  }

  private static List<ProcessHandle> ours() {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(shared.toString()))
        .toList();
  }

  private static Path journal(Path out) {
    return out.resolve("journal.jsonl");
  }
}
