package squareoff.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.stats.UniversalScalability;

class ScalingTableTest {

  private static String report(String machine, int... workers) {
    UniversalScalability law = new UniversalScalability(0.05, 0.01);
    List<JmhEntry> entries =
        IntStream.of(workers)
            .mapToObj(n ->
                Synthetic.entry(
                    "a.B.run", "avgt", 1 / law.capacity(n), 5, Map.of("workers", "" + n)))
            .toList();
    return MarkdownReport.render(
        new Source("x", entries, Map.of(), List.of(machine)), Synthetic.SUITE);
  }

  @Test
  void givesSpeedUpAndEfficiency() {
    assertThat(report("CPU, 2 cores", 1, 2))
        .containsPattern(
            "run avgt threads=1 \\| +2 \\| 1\\.\\d+ \\(1\\.\\d+–1\\.\\d+\\) \\| +0\\.9\\d+ \\|")
        .contains(
            "No fit of the Universal Scalability Law: that takes 6 numbers of workers, and there are 2.");
  }

  @Test
  void fitsTheLawOnlyWhereThereAreAsManyCores() {
    assertThat(report("CPU, 8 cores, 16 threads", 1, 2, 3, 4, 6, 8))
        .containsPattern(
            "σ = 0\\.0\\d+, coherency κ = 0\\.0[01]\\d*, peak at \\d+\\.?\\d* workers");
    assertThat(report("CPU, 4 cores, 8 threads", 1, 2, 3, 4, 6, 8))
        .contains("No fit of the Universal Scalability Law: 8 workers had 4 cores.");
    assertThat(report("CPU", 1, 2, 3, 4, 6, 8)).contains("does not say how many cores");
  }

  @Test
  void isAbsentWithoutARowOfOneWorker() {
    assertThat(report("CPU, 2 cores", 2, 4)).doesNotContain("Scaling");
  }

  @Test
  void hasNoRowsOfAMethodBesideADeclaredOne() {
    List<JmhEntry> entries =
        Stream.of("a.B.run", "a.B.wait")
            .flatMap(name ->
                IntStream.of(1, 2)
                    .mapToObj(
                        n -> Synthetic.entry(name, "avgt", 1.0 / n, 5, Map.of("workers", "" + n))))
            .toList();

    assertThat(
            MarkdownReport.render(
                new Source("x", entries, Map.of(), List.of("CPU, 2 cores")), Synthetic.SUITE))
        .contains("run avgt threads=1 |")
        .doesNotContain("wait avgt threads=1 |");
  }
}
