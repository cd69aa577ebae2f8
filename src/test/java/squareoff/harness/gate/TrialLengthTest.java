package squareoff.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import squareoff.harness.run.PlannedCell;
import squareoff.harness.run.SyntheticGate;
import squareoff.harness.run.Trial;

class TrialLengthTest {

  private static final String NAME = "a.B.run:avgt:t1";
  private static final double FIVE_PERCENT = Math.log1p(0.05);

  @Test
  void takesTheRootOfKaliberaAndJones() {
    // sqrt(0.5 / 0.2 * 0.04^2 / 0.01^2) = sqrt(40) = 6.3; the tolerance lets none be saved.
    assertThat(new TrialLength(0.5, 0.2, 0.04 * 0.04, 0.01 * 0.01).iterations(FIVE_PERCENT))
        .isEqualTo(7);
    // sqrt(0.9 / 0.1 * 0.02^2 / 0.02^2) = 3.
    assertThat(new TrialLength(0.9, 0.1, 4e-4, 4e-4).iterations(FIVE_PERCENT)).isEqualTo(3);
  }

  @Test
  void takesFewerWhereTheToleranceIsWide() {
    // A fifth of ln 1.2 is 0.0365; 0.0365^2 - 0.01^2 = 0.00123; 0.04^2 / 0.00123 = 1.3.
    assertThat(new TrialLength(0.5, 0.2, 0.04 * 0.04, 0.01 * 0.01).iterations(Math.log1p(0.2)))
        .isEqualTo(2);
  }

  @Test
  void staysWithinOneAndThirty() {
    assertThat(new TrialLength(0.5, 0.2, 1e-9, 1e-3).iterations(FIVE_PERCENT)).isOne();
    assertThat(new TrialLength(100, 0.01, 1, 1e-9).iterations(FIVE_PERCENT)).isEqualTo(30);
    assertThat(new TrialLength(0.5, 0.2, 1e-2, 0).iterations(0)).isEqualTo(30);
  }

  @Test
  void takesOneIterationWhereNothingVaries() {
    assertThat(new TrialLength(0.5, 0.2, 0, 0).iterations(FIVE_PERCENT)).isOne();
    assertThat(new TrialLength(0, 0.2, 0, 0).iterations(0)).isOne();
  }

  @Test
  void worksItOutFromTheFirstBlock() {
    PlannedCell cell = SyntheticGate.cell(NAME, "-bm", "avgt", "-i", "2", "-r", "500ms");
    // The logarithms of a trial's iterations are 0.4 apart (S^2 = 0.08), those of a build's means
    // too (T^2 = 0.08 - 0.08 / 2); a fork costs 2.5 - 2 * 0.5 s: sqrt(1.5 / 0.5 * 2) = 2.4.
    Standing standing = standing(cell, new double[][] {{0, 0.4}, {0.4, 0.8}});
    PlannedCell tuned = TrialLength.tuned(cell, standing.trials(0), FIVE_PERCENT);
    assertThat(tuned.option("-i")).contains("3");
    assertThat(tuned.seconds()).isCloseTo(2.5, within(1e-9));

    // The same with iterations far apart and forks that agree: as long as it gets.
    Standing noisy = standing(cell, new double[][] {{0, 2}, {0, 2}});
    assertThat(TrialLength.tuned(cell, noisy.trials(0), FIVE_PERCENT).option("-i")).contains("30");
  }

  @Test
  void leavesSingleShotsAndTheBenchmarksOwnTimesAlone() {
    for (PlannedCell cell :
        List.of(
            SyntheticGate.cell(NAME, "-bm", "ss"),
            SyntheticGate.cell(NAME, "-i", "5"),
            SyntheticGate.cell(NAME, "-r", "1s"))) {
      Standing standing = standing(cell, new double[][] {{0, 2}, {0, 2}});
      assertThat(TrialLength.tuned(cell, standing.trials(0), FIVE_PERCENT)).isEqualTo(cell);
    }
  }

  @Test
  void leavesTrialsOfOneIterationAlone() {
    PlannedCell cell = SyntheticGate.cell(NAME, "-i", "1", "-r", "100ms");
    Standing standing = standing(cell, new double[][] {{0}, {1}});
    assertThat(TrialLength.tuned(cell, standing.trials(0), FIVE_PERCENT)).isEqualTo(cell);
  }

  /** A first block in which both builds have the same two trials, given by logarithms. */
  private static Standing standing(PlannedCell cell, double[][] rounds) {
    Standing standing = new Standing(List.of(cell), Policy.DEFAULT);
    for (String build : List.of("base", "candidate")) {
      for (int round = 0; round < 2; round++) {
        double[] logs = rounds[round % rounds.length];
        double[] scores = java.util.Arrays.stream(logs).map(Math::exp).toArray();
        standing.add(SyntheticGate.measured(new Trial(cell, build, round), round, 2.5, scores));
      }
    }
    return standing;
  }
}
