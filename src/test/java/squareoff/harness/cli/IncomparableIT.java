package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import squareoff.harness.TestJar;
import squareoff.harness.run.Journal;
import squareoff.harness.run.TrialRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gates of jars whose benchmarks are named alike and measured otherwise. */
@Timeout(600)
class IncomparableIT {

  @TempDir static Path shared;
  @TempDir Path directory;
  private static Path base;
  private static Path candidate;

  /** Of five benchmarks one is measured alike, by JVMs with other arguments. */
  @BeforeAll
  static void buildJars() {
    base = TestJar.build(shared, "base.jar", Map.of("t.Opi", source(500, 1000, "AverageTime", 1)));
    candidate =
        TestJar.build(shared, "candidate.jar", Map.of("t.Opi", source(1000, 500, "Throughput", 2)));
  }

  private static String source(int batch, int operations, String mode, int threads) {
    return """
    package t;
    import java.util.concurrent.TimeUnit;
    import org.openjdk.jmh.annotations.*;
    import org.openjdk.jmh.infra.Blackhole;
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public class Opi {
      @Benchmark @OperationsPerInvocation(%d)
      public void loop(Blackhole b) { for (int i = 0; i < 1000; i++) b.consume(i); }
      @Benchmark @Fork(jvmArgsAppend = "-Dbatch=%d")
      public void alike(Blackhole b) { Blackhole.consumeCPU(100); }
      @Benchmark @BenchmarkMode(Mode.SingleShotTime)
      @Measurement(iterations = 3, batchSize = %d) @Warmup(iterations = 1, batchSize = %d)
      public void batch(Blackhole b) { b.consume(1); }
      @Benchmark @BenchmarkMode(Mode.%s) public void mode(Blackhole b) { b.consume(1); }
      @Benchmark @Threads(%d) public void threads(Blackhole b) { b.consume(1); }
    }
    """
        .formatted(operations, batch, batch, batch, mode, threads);
  }

  private static final List<String> SHORT =
      List.of("-wi", "1", "-w", "20ms", "-i", "2", "-r", "20ms");

  private String[] gate(Path out, String... more) {
    List<String> args = new ArrayList<>();
    args.addAll(List.of("gate", "--base", base.toString(), "--candidate", candidate.toString()));
    args.addAll(List.of("--rounds", "2", "--tolerance", "200%", "--out", out.toString()));
    args.addAll(SHORT);
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  private static JsonNode verdicts(Path out) throws Exception {
    return JsonMapper.shared().readTree(Files.readString(out.resolve("verdicts.json")));
  }

  @Test
  void whatIsMeasuredOtherwiseGetsNoTrialAndNoVerdict() throws Exception {
    Path out = directory.resolve("gate");
    Path tmp = Files.createDirectory(directory.resolve("tmp"));

    try (RunProcess gate =
        RunProcess.start(
            directory,
            List.of("env", "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=" + tmp),
            RunProcess.ownJava(),
            gate(out))) {
      assertThat(gate.exit()).as(gate.err()).isEqualTo(4);
      assertThat(gate.err()).contains("4 cells are incomparable");
      assertThat(gate.out())
          .contains("4 of 5 incomparable")
          .contains("batch size 500 in the base, 1000 in the candidate")
          .contains("operations per invocation 1000 in the base, 500 in the candidate")
          .contains("mode avgt in the base, thrpt in the candidate")
          .contains("threads 1 in the base, 2 in the candidate")
          .contains("measured with another jvmArgs: -Dbatch=500, -Dbatch=1000");
    }
    List<TrialRecord> trials = Journal.read(out.resolve("journal.jsonl")).trials();
    assertThat(trials)
        .hasSize(4)
        .allSatisfy(trial -> {
          assertThat(trial.cell()).isEqualTo("t.Opi.alike:avgt:t1");
          assertThat(trial.facts()).containsKeys("blackholeMode", "operationsPerInvocation");
        });
    assertThat(verdicts(out).at("/summary/incomparable").asInt()).isEqualTo(4);
    assertThat(verdicts(out).path("onlyInBase").size()).isZero();
    assertThat(verdicts(out).path("onlyInCandidate").size()).isZero();
    CommandRun replayed = CommandRun.of("gate", "--replay", out.toString());
    assertThat(replayed.exit()).isEqualTo(4);
    assertThat(replayed.out()).contains("4 of 5 incomparable", "-Dbatch=1000");
  }

  @Test
  void whereNothingCanBeComparedNothingIsRun() throws Exception {
    Path out = directory.resolve("nothing");
    CommandRun dry = CommandRun.of(gate(out, "--dry-run", "loop", "alike"));
    assertThat(dry.out())
        .contains("t.Opi.loop:avgt:t1  incomparable, not measured alike: operations per")
        .contains("1 cells, ");
    CommandRun gate = CommandRun.of(gate(out, "loop", "batch"));
    assertThat(gate.exit()).as(gate.err()).isEqualTo(4);
    assertThat(gate.out())
        .startsWith("# Gate: no cell is known to be slower, 2 of 2 incomparable\n");
    assertThat(verdicts(out).path("trials").asInt()).isZero();
    assertThat(verdicts(out).path("ended").asString()).isEqualTo("no cell can be compared");
    assertThat(CommandRun.of("gate", "--resume", out.toString()).exit()).isEqualTo(4);
    assertThat(CommandRun.of("gate", "--replay", out.toString()).out()).isEqualTo(gate.out());
  }

  /** In another mode than the annotations', too. */
  @Test
  void compareAndReportReadFromTheJournalsWhatJmhDoesNotSay() {
    List<String> runs = new ArrayList<>();
    for (Path jar : List.of(base, candidate)) {
      String out = directory.resolve("run" + runs.size()).toString();
      List<String> args = new ArrayList<>(List.of("run", "--jar", jar.toString(), "--out", out));
      args.addAll(List.of("loop", "-bm", "thrpt", "-f", "1"));
      args.addAll(SHORT);
      CommandRun run = CommandRun.of(args.toArray(String[]::new));
      assertThat(run.exit()).as(run.err()).isZero();
      runs.add(out);
    }
    CommandRun compared = CommandRun.of("compare", runs.getFirst(), runs.getLast());
    assertThat(compared.exit()).isEqualTo(4);
    String difference = "operations per invocation 1000 in the base, 500 in the candidate";
    assertThat(compared.out()).contains(difference);
    assertThat(CommandRun.of("report", runs.getFirst(), runs.getLast()).out())
        .contains("no ratio to the first, the base: not measured alike: " + difference);
  }
}
