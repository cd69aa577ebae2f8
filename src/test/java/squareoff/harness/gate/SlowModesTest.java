package squareoff.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import squareoff.harness.gate.SlowModes.Counts;
import squareoff.harness.stats.TrialBlock;

class SlowModesTest {

  private static final double BETA = 0.05;
  private static final double ENOUGH = Math.log(20);
  private static final double TOLERANCE = Math.log(1.05);

  /** As many as ln beta / ln(1 - part). */
  @ParameterizedTest
  @CsvSource({"0.5, 5", "0.25, 11", "0.1, 29"})
  void takesAsManyJvmsAsWouldHardlyMissTheMode(double part, int jvms) {
    assertThat(new Counts(jvms, 0, 0).logE(part)).isGreaterThanOrEqualTo(ENOUGH);
    assertThat(new Counts(jvms - 1, 0, 0).logE(part)).isLessThan(ENOUGH);
    assertThat((ENOUGH - new Counts(0, 0, 0).logE(part)) / new Counts(0, 0, 0).growth(part))
        .isCloseTo(jvms, within(1.0));
  }

  /** By all ways in which the JVMs of a block can be slow or not: a fair bet, at every step. */
  @ParameterizedTest
  @CsvSource({"0.5", "0.25", "0.1", "0.9"})
  void isAFairBetIfThereIsAMode(double part) {
    for (int of = 0; of < 12; of++) {
      for (int slow = 0; slow <= of; slow++) {
        double before = Math.exp(new Counts(of, slow, 0).logE(part));
        double after =
            part * Math.exp(new Counts(of + 1, slow + 1, 0).logE(part))
                + (1 - part) * Math.exp(new Counts(of + 1, slow, 0).logE(part));
        assertThat(after).isCloseTo(before, within(1e-9 * before));
      }
    }
  }

  @Test
  void excludesNothingOnceAJvmWasSlowUnlessTheBaseHasSuchOnesToo() {
    assertThat(new Counts(10, 1, 0).logE(0.5)).isLessThan(ENOUGH);
    assertThat(new Counts(14, 1, 0).logE(0.5)).isGreaterThan(ENOUGH);
    assertThat(new Counts(10, 1, 1).logE(0.5)).isGreaterThan(ENOUGH);
    assertThat(new Counts(40, 4, 4).logE(0.5)).isGreaterThan(ENOUGH);
    assertThat(new Counts(40, 20, 2).logE(0.5)).isNegative();
  }

  @Test
  void saysHowRareAModeMustBeThatIsNotExcluded() {
    SlowModes modes = new SlowModes(TOLERANCE);
    assertThat(modes.rarestExcluded(BETA)).isEmpty();
    for (int n = 0; n < 5; n++) {
      modes.add(new TrialBlock(0.001 * n, 0, 0.001, 0));
    }
    // 1 - 0.05 ^ (1 / 10), and a little more for the bet beside it.
    assertThat(modes.rarestExcluded(BETA)).hasValueCloseTo(0.2611, within(0.0015));
    assertThat(modes.excluded(0.27, BETA)).isTrue();
    assertThat(modes.excluded(0.25, BETA)).isFalse();
    assertThat(modes.missing(0.25, BETA)).isBetween(0.5, 1.5);
    modes.add(new TrialBlock(0, 0, 0, 2));
    assertThat(modes.rarestExcluded(BETA)).isEmpty();
    assertThat(modes.excluded(1, BETA)).isTrue();
  }

  /** The rate at which a mode in a part of the JVMs is missed, whenever one looks. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 0.01",
    "0.5, 0.03",
    "0.5, 0.05",
    "0.25, 0.01",
    "0.25, 0.03",
    "0.1, 0.01",
    "0.1, 0.03",
  })
  void seldomMissesAMode(double part, double noise) {
    SplittableRandom random = new SplittableRandom(5);
    int runs = 600;
    int missed = 0;
    for (int run = 0; run < runs; run++) {
      Evidence evidence = new Evidence(0.05);
      boolean shown = false;
      for (int n = 0; n < 20 && !shown; n++) {
        evidence.add(block(random, part, noise));
        shown = evidence.isWithin(BETA) && evidence.modes().excluded(part, BETA);
      }
      missed += shown ? 1 : 0;
    }
    // 30 of 600; 53 would be chance once in 20 000 times.
    assertThat(missed).isLessThan(53);
  }

  private static TrialBlock block(SplittableRandom random, double part, double noise) {
    double[] y = random.doubles(4).map(u -> noise * random.nextGaussian()).toArray();
    for (int i = 2; i < 4; i++) {
      y[i] += random.nextDouble() < part ? TOLERANCE / part : 0;
    }
    return new TrialBlock(y[0], y[1], y[2], y[3]);
  }
}
