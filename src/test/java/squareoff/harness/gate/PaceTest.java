package squareoff.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import squareoff.harness.stats.TrialBlock;

class PaceTest {

  private static final double FOR_SLOWER = Math.log(3000);

  @Test
  void aCellThatLiesJustBelowTheToleranceByChanceStillHasAChance() {
    Evidence unlucky = new Evidence(0.05);
    unlucky.add(block(Math.log(1.049), 0.02));
    assertThat(left(unlucky)).isBetween(4.0, 40.0);
  }

  @Test
  void theSurerItLiesThereTheMoreIsMissing() {
    Evidence evidence = new Evidence(0.05);
    double before = 0;
    for (int n = 0; n < 12; n++) {
      evidence.add(block(Math.log(1.049), 0.02));
      assertThat(left(evidence)).isGreaterThan(before);
      before = left(evidence);
    }
    assertThat(before).isGreaterThan(100);
  }

  @Test
  void timeGoesFirstToTheCellThatIsSoonestDecided() {
    Evidence quiet = new Evidence(0.05);
    quiet.add(block(0, 0.01));
    Evidence noisy = new Evidence(0.05);
    noisy.add(block(0, 0.3));
    Evidence slower = new Evidence(0.05);
    slower.add(block(0.2, 0.01));
    assertThat(left(quiet)).isLessThan(left(noisy));
    assertThat(left(slower)).isLessThan(left(noisy));
  }

  private static double left(Evidence evidence) {
    return Pace.pairsLeft(evidence, Policy.DEFAULT, FOR_SLOWER);
  }

  private static TrialBlock block(double effect, double apart) {
    return new TrialBlock(-apart / 2, apart / 2, effect - apart / 2, effect + apart / 2);
  }
}
