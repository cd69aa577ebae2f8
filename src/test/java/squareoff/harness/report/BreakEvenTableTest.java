package squareoff.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import squareoff.harness.result.JmhEntry;

class BreakEvenTableTest {
  private static final String CPU = "squareoff.suite.CpuBoundSquares.run";

  /** Sequential work at 2 ns a square; others at half of that, and a price for starting. */
  private static List<JmhEntry> entries(int trials) {
    List<JmhEntry> entries = new ArrayList<>();
    Map<String, Double> start = Map.of("platform", 1.5e-4, "process", 1.0, "fork-join", 0.0);
    for (long squares : List.of(1_000, 100_000, 10_000_000)) {
      entries.add(entry("sequential", "1", squares, 2e-9 * squares, trials));
      start.forEach((strategy, price) ->
          entries.add(entry(strategy, "2", squares, price + 1e-9 * squares, trials)));
    }
    return entries;
  }

  private static JmhEntry entry(
      String strategy, String workers, long squares, double seconds, int trials) {
    Map<String, String> params =
        Map.of("strategy", strategy, "workers", workers, "squares", Long.toString(squares));
    return Synthetic.entry(CPU, "avgt", seconds, trials, params);
  }

  private static String report(List<JmhEntry> entries) {
    return MarkdownReport.render(Source.ofFile("x", entries), Synthetic.SUITE);
  }

  @Test
  void saysFromHowMuchWorkOnEachStrategyIsFaster() {
    assertThat(report(entries(5)))
        .contains("Break-even: the squares from which on a row is faster than the reference")
        .containsPattern(
            "platform, workers=2 +\\| +1[45]\\d 000 \\| +1\\d\\d 000 – 1\\d\\d 000 \\| +7\\d [0-9]00 \\|")
        .containsPattern("fork-join, workers=2 +\\| +below 1 000 \\| +below 1 000 \\| +- \\|")
        .containsPattern(
            "process, workers=2 +\\| not up to 10 000 000 \\| +above 10 000 000 \\| +- \\|");
  }

  @Test
  void givesNoIntervalForASingleTrial() {
    assertThat(report(entries(1)))
        .containsPattern("platform, workers=2 +\\| +1[45]\\d 000 \\| +- \\|");
  }

  @Test
  void isAbsentWithOneAmountOfWork() {
    List<JmhEntry> one =
        entries(3).stream().filter(e -> e.cell().params().get("squares").equals("1000")).toList();

    assertThat(report(one)).doesNotContain("Break-even");
  }
}
