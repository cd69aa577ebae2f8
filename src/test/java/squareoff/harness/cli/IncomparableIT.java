package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
@Timeout(300)
class IncomparableIT {

  @TempDir static Path shared;
  @TempDir Path directory;
  private static Path base;
  private static Path candidate;

  /** {@code batch} has another batch size, {@code loop} counts for another number of operations. */
  @BeforeAll
  static void buildJars() {
    base = TestJar.build(shared, "base.jar", Map.of("t.Opi", source(500, 1000)));
    candidate = TestJar.build(shared, "candidate.jar", Map.of("t.Opi", source(1000, 500)));
  }

  private static String source(int batch, int operations) {
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
      @Benchmark public void alike(Blackhole b) { Blackhole.consumeCPU(100); }
      @Benchmark @BenchmarkMode(Mode.SingleShotTime)
      @Measurement(iterations = 3, batchSize = %d) @Warmup(iterations = 1, batchSize = %d)
      public void batch(Blackhole b) { b.consume(1); }
    }
    """
        .formatted(operations, batch, batch);
  }

  @Test
  void anotherBatchSizeOrNumberOfOperationsGetsNoVerdictAndNoMoreTrials() throws Exception {
    Path out = directory.resolve("gate");
    Path tmp = Files.createDirectory(directory.resolve("tmp"));
    String[] args =
        Stream.of(
                "gate",
                "--base",
                base,
                "--candidate",
                candidate,
                "--rounds",
                "2",
                "-wi",
                "1",
                "-w",
                "20ms",
                "-i",
                "2",
                "-r",
                "20ms",
                "--tolerance",
                "200%",
                "--out",
                out)
            .map(Object::toString)
            .toArray(String[]::new);

    try (RunProcess gate =
        RunProcess.start(
            directory,
            List.of("env", "JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=" + tmp),
            RunProcess.ownJava(),
            args)) {
      assertThat(gate.exit()).as(gate.err()).isEqualTo(4);
      assertThat(gate.out())
          .contains("2 of 3 incomparable")
          .contains("batch size 500 in the base, 1000 in the candidate")
          .contains("operations per invocation 1000 in the base, 500 in the candidate");
    }
    List<TrialRecord> trials = Journal.read(out.resolve("journal.jsonl")).trials();
    assertThat(trials)
        .allSatisfy(trial ->
            assertThat(trial.facts()).containsKeys("blackholeMode", "operationsPerInvocation"));
    for (String incomparable : List.of("loop", "batch")) {
      assertThat(trials)
          .filteredOn(trial -> trial.cell().contains("." + incomparable + ":"))
          .hasSizeLessThan(4);
    }
    JsonNode verdicts =
        JsonMapper.shared().readTree(Files.readString(out.resolve("verdicts.json")));
    assertThat(verdicts.at("/summary/incomparable").asInt()).isEqualTo(2);
    CommandRun replayed = CommandRun.of("gate", "--replay", out.toString());
    assertThat(replayed.exit()).isEqualTo(4);
    CommandRun compared = CommandRun.of("compare", out.toString(), out.toString());
    assertThat(compared.exit()).isEqualTo(4);
    assertThat(compared.out())
        .contains("operations per invocation 1000 in the base, 500 in the candidate");
  }
}
