package squareoff.harness.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was written before JMH 1.19, by other tools of the same shape, or was spoilt since. */
class OldFormatsTest {
  private static final String JMH_1_9 =
      """
      [
          {
              "benchmark" : "org.example.Old.run",
              "mode" : "avgt",
              "threads" : 2,
              "forks" : 1,
              "warmupIterations" : 5,
              "warmupTime" : "1 s",
              "measurementIterations" : 2,
              "measurementTime" : "1 s",
              "params" : {
                  "n" : "10"
              },
              "primaryMetric" : {
                  "score" : 2.0,
                  "scoreError" : NaN,
                  "scoreConfidence" : [NaN, NaN],
                  "scorePercentiles" : {"0.0" : 1.0, "100.0" : 3.0},
                  "scoreUnit" : "ns/op",
                  "rawData" : [
                      [1.0, 3.0]
                  ]
              },
              "secondaryMetrics" : {
              }
          }
      ]
      """;

  private static List<JmhEntry> read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return JmhFile.read(new ByteArrayInputStream(bytes), "old.json");
  }

  @Test
  void readsAFileWithoutVersionsAndWithBareNaN() {
    JmhEntry entry = read(JMH_1_9).getFirst();

    assertThat(entry.cell()).hasToString("org.example.Old.run:avgt:t2?n=10");
    assertThat(entry.jmhVersion()).isEmpty();
    assertThat(entry.jvm()).isEmpty();
    assertThat(entry.vmName()).isEmpty();
    assertThat(entry.primary().error()).isNaN();
    assertThat(entry.primary().forkMeans()).containsExactly(2.0);
  }

  @Test
  void readsWhatIsOnlyOfTheShapeAsFarAsItGoes() {
    JmhEntry entry =
        read("""
        [{"benchmark": "scala.Js.run", "primaryMetric": {"score": 5, "scoreUnit": "ops/s"}}]\
        """)
            .getFirst();

    assertThat(entry.cell()).hasToString("scala.Js.run:thrpt:t1");
    assertThat(entry.secondaries()).isEmpty();
    assertThat(Cost.of(entry).trials()).isEmpty();
  }

  @Test
  void refusesMergeConflictsWithTheirLine() {
    String spoilt =
        JMH_1_9.replace("        \"threads\" : 2,\n", "<<<<<<< HEAD\n\"threads\": 2,\n=======\n");

    assertThatThrownBy(() -> read(spoilt))
        .isInstanceOf(UnreadableResultException.class)
        .hasMessageContaining("old.json, line 5: a merge conflict");
  }

  @Test
  void takesTheInverseOfAThroughputForTheCost() {
    JmhEntry rate =
        read("""
        [{"benchmark": "a.B.c", "mode": "thrpt",
          "primaryMetric": {"score": 4, "scoreUnit": "ops/ms", "rawData": [[4], [2]]}}]\
        """)
            .getFirst();

    assertThat(Cost.of(rate)).isEqualTo(new Cost("s", List.of(0.00025, 0.0005)));
    assertThat(Cost.of(read(JMH_1_9).getFirst())).isEqualTo(new Cost("s", List.of(2e-9)));
  }
}
