package squareoff.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import squareoff.harness.stats.Interval;
import squareoff.harness.stats.TrialBlock;

class EvidenceTest {

  private static final double BETA = 0.05;

  @Test
  void estimatesRatioAndNoise() {
    Evidence evidence = new Evidence(0.05);
    evidence.add(new TrialBlock(1, 3, 2, 4));
    evidence.add(new TrialBlock(1, 1, 4, 4));
    assertThat(evidence.estimate()).isCloseTo(2, within(1e-12));
    // Variances within builds: 2 and 2 in the one block, 0 in the other.
    assertThat(evidence.noise()).isCloseTo(1, within(1e-12));
    assertThat(evidence.blocks()).isEqualTo(2);
    assertThat(evidence.tolerance()).isCloseTo(Math.log(1.05), within(1e-12));
  }

  @Test
  void endsItsIntervalBelowTheToleranceJustWhereSameIsShown() {
    SplittableRandom random = new SplittableRandom(3);
    int shown = 0;
    int looked = 0;
    for (int run = 0; run < 60; run++) {
      Evidence evidence = new Evidence(0.05);
      double effect = 0.08 * random.nextDouble() - 0.02;
      for (int n = 0; n < 12; n++) {
        evidence.add(block(random, 0.02, effect, run % 3 == 0 ? 0.1 : 0));
        boolean same = evidence.isWithin(BETA);
        double high = evidence.interval(BETA).high();
        // The end is known to a millionth; nearer to the tolerance than that it may be either.
        if (Math.abs(high - 1.05) > 3e-6) {
          assertThat(high < 1.05).isEqualTo(same);
          shown += same ? 1 : 0;
          looked++;
        }
      }
    }
    assertThat(shown).isBetween(looked / 10, looked * 9 / 10);
  }

  @Test
  void holdsTheEstimateInItsInterval() {
    SplittableRandom random = new SplittableRandom(4);
    for (int run = 0; run < 30; run++) {
      Evidence evidence = new Evidence(0.05);
      for (int n = 0; n < 10; n++) {
        evidence.add(block(random, 0.03, 0.5, 0));
        Interval interval = evidence.interval(BETA);
        assertThat(interval.contains(Math.exp(evidence.estimate()))).isTrue();
        assertThat(interval.level()).isCloseTo(0.9, within(1e-12));
      }
      assertThat(evidence.interval(BETA).low()).isGreaterThan(1);
    }
  }

  @Test
  void isNotLedByOneTrialThatAllOthersContradict() {
    SplittableRandom random = new SplittableRandom(5);
    Evidence evidence = new Evidence(0.05);
    for (int n = 0; n < 12; n++) {
      evidence.add(block(random, 0.005, 0, 0));
    }
    evidence.add(new TrialBlock(0, 0, 3, 0));
    assertThat(evidence.estimate()).isGreaterThan(evidence.tolerance());
    assertThat(evidence.logWithin()).isGreaterThan(-Math.log(BETA));
    assertThat(evidence.interval(BETA).high()).isBetween(1.0, 1.05);
  }

  @Test
  void excludesNothingBeforeThereAreEnoughBlocks() {
    SplittableRandom random = new SplittableRandom(6);
    Evidence evidence = new Evidence(0.05);
    assertThat(evidence.interval(BETA)).isEqualTo(new Interval(0, Double.POSITIVE_INFINITY, 0.9));
    assertThat(evidence.estimate()).isNaN();
    evidence.add(block(random, 0.01, 0, 0));
    // A block multiplies the evidence by 6 at most, and 1/beta is 20.
    assertThat(evidence.interval(BETA)).isEqualTo(new Interval(0, Double.POSITIVE_INFINITY, 0.9));
    evidence.add(block(random, 0.01, 0, 0));
    evidence.add(block(random, 0.01, 0, 0));
    assertThat(evidence.interval(BETA).high()).isFinite();
    assertThat(evidence.interval(BETA).low()).isPositive();
  }

  @Test
  void coversTheTruthAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(7);
    int above = 0;
    int below = 0;
    int runs = 400;
    for (int run = 0; run < runs; run++) {
      Evidence evidence = new Evidence(0.05);
      for (int n = 0; n < 8; n++) {
        evidence.add(block(random, 0.02, 0.03, 0));
      }
      Interval interval = evidence.interval(BETA);
      above += interval.high() < Math.exp(0.03) ? 1 : 0;
      below += interval.low() > Math.exp(0.03) ? 1 : 0;
    }
    // 5 % on each side at most: 20 of 400; 40 would be chance once in 10 000 times.
    assertThat(above).isLessThan(40);
    assertThat(below).isLessThan(40);
  }

  @Test
  void knowsTheRatioOfConstantScores() {
    Evidence evidence = new Evidence(0.05);
    for (int n = 0; n < 5; n++) {
      evidence.add(new TrialBlock(2, 2, 2, 2));
    }
    assertThat(evidence.logSlower()).isZero();
    assertThat(evidence.logFaster()).isZero();
    assertThat(evidence.logWithin()).isGreaterThan(-Math.log(BETA));
    Interval interval = evidence.interval(BETA);
    assertThat(interval.low()).isCloseTo(1, within(1e-5));
    assertThat(interval.high()).isCloseTo(1, within(1e-5));
  }

  /** Normal noise; an outlier now and then, where asked for. */
  static TrialBlock block(SplittableRandom random, double noise, double effect, double outliers) {
    double[] y = new double[4];
    for (int i = 0; i < 4; i++) {
      boolean outlier = random.nextDouble() < outliers;
      y[i] = noise * random.nextGaussian() * (outlier ? 10 : 1);
    }
    return new TrialBlock(y[0], y[1], y[2] + effect, y[3] + effect);
  }
}
