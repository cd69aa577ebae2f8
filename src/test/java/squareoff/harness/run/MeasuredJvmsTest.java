package squareoff.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import squareoff.harness.machine.Environment;
import squareoff.harness.result.Cell;
import squareoff.harness.result.JmhEntry;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MeasuredJvmsTest {

  @TempDir static Path folder;

  private static final String CELL = "p.C.m:avgt:t1";

  /** As the harness of before described itself, though another JVM measured. */
  private static final Map<String, Object> OF_THE_HARNESS =
      Map.of(
          "version",
          "25.0.3",
          "vendorVersion",
          "Temurin-25.0.3+9",
          "vmVersion",
          "25.0.3+9-LTS",
          "vm",
          "OpenJDK 64-Bit Server VM");

  @Test
  void theResultsWinOverThePlan() {
    assertThat(lines(recording("25.0.3", entry("17.0.15", "17.0.15+6", "[\"-Xmx256m\"]"))))
        .containsExactly("JDK 17.0.15, OpenJDK 64-Bit Server VM, options -Xmx256m");
  }

  @Test
  void whoBuiltItIsKnownOfTheJvmThatWasPlanned() {
    assertThat(lines(recording("25.0.3", entry("25.0.3", "25.0.3+9-LTS", "[]"))))
        .containsExactly("JDK 25.0.3 (Temurin-25.0.3+9), OpenJDK 64-Bit Server VM");
    assertThat(lines(recording("25.0.3", entry("25.0.3", "25.0.3+7-other", "[]"))))
        .containsExactly("JDK 25.0.3, OpenJDK 64-Bit Server VM");
  }

  @Test
  void eachJvmAndItsOptionsHasALine() {
    assertThat(
            lines(
                recording(
                    "25.0.3",
                    entry("25.0.3", "25.0.3+9-LTS", "[]"),
                    entry("17.0.15", "17.0.15+6", "[]"),
                    entry("17.0.15", "17.0.15+6", "[\"-ea\", \"-Ddb.password=a b\"]"))))
        .containsExactly(
            "JDK 25.0.3 (Temurin-25.0.3+9), OpenJDK 64-Bit Server VM",
            "JDK 17.0.15, OpenJDK 64-Bit Server VM",
            "JDK 17.0.15, OpenJDK 64-Bit Server VM, options -ea -Ddb.password=***");
  }

  @Test
  void manyOptionsOfBenchmarksAreCounted() {
    JmhEntry[] entries = new JmhEntry[9];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = entry("17.0.15", "17.0.15+6", "[\"-Dn=" + i + "\", \"-ea\"]");
    }
    assertThat(lines(recording("17.0.15", entries)))
        .containsExactly(
            "JDK 17.0.15, OpenJDK 64-Bit Server VM, options -ea and others by benchmark (9 sets)");
  }

  @Test
  void thePlanSaysWhatIsToMeasureWhereNothingHasYet() {
    assertThat(lines(recording("17.0.15"))).containsExactly("JDK 17.0.15, options -Xmx9m");
    assertThat(lines(recording("25.0.3")))
        .containsExactly("JDK 25.0.3 (Temurin-25.0.3+9), OpenJDK 64-Bit Server VM, options -Xmx9m");
  }

  @Test
  void theJvmsOfSeveralRecordingsStandTogether() {
    Map<String, Object> environment =
        MeasuredJvms.environment(
            List.of(
                recording("25.0.3", entry("25.0.3", "25.0.3+9-LTS", "[]")),
                recording("25.0.3", entry("17.0.15", "17.0.15+6", "[]"))));
    assertThat(environment.get("jvms")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(2);
    assertThat(environment.get("host")).isEqualTo("here");
  }

  private static List<String> lines(Journal.Contents recording) {
    return Environment.fromMap(MeasuredJvms.environment(List.of(recording))).summaryLines();
  }

  private static Journal.Contents recording(String planned, JmhEntry... entries) {
    PlannedCell cell = new PlannedCell(Cell.parse(CELL), List.of(), 0.1, 1);
    Plan plan =
        new Plan(
            "name",
            42,
            Map.of("candidate", new Plan.Build("/a.jar", "00")),
            List.of(cell),
            9,
            "java",
            planned,
            List.of("-Xmx9m"),
            Map.of(),
            Map.of("host", "here", "jdk", OF_THE_HARNESS));
    try {
      Path file = Files.createTempDirectory(folder, "jvms").resolve("journal.jsonl");
      try (Journal journal = Journal.create(file, plan)) {
        for (int i = 0; i < entries.length; i++) {
          journal.append(
              new TrialRecord(
                  CELL,
                  "candidate",
                  i,
                  i,
                  "2026-01-01T00:00:00Z",
                  1,
                  Map.of(),
                  new TrialRecord.Measured(entries[i])));
        }
      }
      return Journal.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JmhEntry entry(String version, String vm, String args) {
    String json =
        """
        {"benchmark": "p.C.m", "mode": "avgt", "threads": 1, "forks": 1, "jvmArgs": %s,
         "jdkVersion": "%s", "vmName": "OpenJDK 64-Bit Server VM", "vmVersion": "%s",
         "primaryMetric": {"score": 1.0, "scoreError": "NaN", "scoreUnit": "ms/op", "rawData": [[1.0]]},
         "secondaryMetrics": {}}
        """
            .formatted(args, version, vm);
    return JmhEntry.of((ObjectNode) JsonMapper.shared().readTree(json), "test");
  }
}
