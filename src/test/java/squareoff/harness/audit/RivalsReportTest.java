package squareoff.harness.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import squareoff.harness.gate.Policy;
import squareoff.harness.gate.Verdict;
import squareoff.harness.stats.Proportion;

class RivalsReportTest {

  private static final double ALPHA = 0.05;

  /** At 10 % of noise all forks at once find more than the gate, and the report says how much. */
  @Test
  void saysWhereAFixedNumberOfForksFindsMoreThanTheGate() {
    String report = rivalsReport(0.1);
    List<List<String>> rows =
        report
            .lines()
            .filter(line -> line.startsWith("| 10 %"))
            .map(line -> Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList())
            .toList();
    assertThat(rows).hasSize(1 + 2 * 3);
    String gate = rows.getFirst().getLast();
    List<String> permuted =
        rows.stream().filter(row -> row.get(2).equals("40")).findFirst().orElseThrow();
    assertThat(permuted.get(1)).startsWith("permutation test over fork means");
    assertThat(percent(permuted.getLast())).isGreaterThan(percent(gate) + 15);
    assertThat(report)
        .contains(
            "noise of 10 %, slowdowns of 10 %: "
                + permuted.getLast()
                + " by 40 forks a side and the permutation test",
            ", " + gate + " by the gate");
    assertThat(rivalsReport(0.02))
        .contains("**None of them finds more")
        .doesNotContain("a side and");
  }

  /** At the gate's own level; fewer forks find less. */
  @ParameterizedTest
  @CsvSource({"PERMUTATION", "FORK_BARS"})
  void aFixedNumberOfForksKeepsTheLevel(Rule rule) {
    Scenario.Procedure ten = RivalsReport.fixed(rule, 10);
    Proportion alarms =
        new Scenario(NoiseShape.NORMAL, 0.1, 10, 0, 0, 40)
            .play(ten, policy(0), 400, 1)
            .falseAlarms();
    // But for one time in ten thousand.
    assertThat(alarms.interval(0.9998).low()).isLessThanOrEqualTo(ALPHA);
    Tally few = new Scenario(NoiseShape.NORMAL, 0.05, 5, 1, 0.1, 40).play(ten, policy(0.05), 50, 1);
    Tally many =
        new Scenario(NoiseShape.NORMAL, 0.05, 5, 1, 0.1, 40)
            .play(RivalsReport.fixed(rule, 40), policy(0.05), 50, 1);
    assertThat(few.slow().count(Verdict.SLOWER)).isLessThan(many.slow().count(Verdict.SLOWER));
    assertThat(many.slow().mean(Verdict.SLOWER)).isEqualTo(40);
  }

  private static String rivalsReport(double noise) {
    Simulation simulation =
        new Simulation(
            500,
            5,
            List.of(0.01),
            0.05,
            0.05,
            40,
            List.of(noise),
            List.of(NoiseShape.NORMAL),
            List.of(0.1),
            3,
            List.of());
    return new RivalsReport(simulation, part -> {}).text();
  }

  private static double percent(String cell) {
    return Double.parseDouble(cell.split(" ")[0]);
  }

  private static Policy policy(double tolerance) {
    return new Policy(ALPHA, 0.05, tolerance, List.of());
  }
}
