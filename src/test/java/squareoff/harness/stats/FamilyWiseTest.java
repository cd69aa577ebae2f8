package squareoff.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FamilyWiseTest {

  @Test
  void rejectsWhatEverySetThatHoldsItRejects() {
    SplittableRandom random = new SplittableRandom(1);
    int rejections = 0;
    for (int i = 0; i < 2000; i++) {
      double alpha = i % 2 == 0 ? 0.01 : 0.05;
      double[] logE = evidence(1 + i % 10, alpha, random);
      double[] thresholds = FamilyWise.logThresholds(logE, alpha);
      for (int cell = 0; cell < logE.length; cell++) {
        boolean rejected = logE[cell] >= thresholds[cell];
        rejections += rejected ? 1 : 0;
        assertThat(rejected).isEqualTo(everySetRejects(cell, logE, alpha));
      }
    }
    assertThat(rejections).isBetween(2000, 9000);
  }

  private static boolean everySetRejects(int cell, double[] logE, double alpha) {
    for (int set = 0; set < 1 << logE.length; set++) {
      if ((set & 1 << cell) == 0) {
        continue;
      }
      double sum = 0;
      for (int i = 0; i < logE.length; i++) {
        sum += (set & 1 << i) == 0 ? 0 : Math.exp(logE[i]);
      }
      if (sum / Integer.bitCount(set) < 1 / alpha) {
        return false;
      }
    }
    return true;
  }

  @Test
  void rejectsWhateverHolmsProcedureRejects() {
    SplittableRandom random = new SplittableRandom(2);
    int more = 0;
    for (int i = 0; i < 2000; i++) {
      double[] logE = evidence(1 + i % 40, 0.01, random);
      double[] thresholds = FamilyWise.logThresholds(logE, 0.01);
      boolean[] holm = holm(logE, 0.01);
      for (int cell = 0; cell < logE.length; cell++) {
        assertThat(thresholds[cell]).isLessThanOrEqualTo(Math.log(logE.length / 0.01) + 1e-12);
        boolean rejected = logE[cell] >= thresholds[cell];
        assertThat(!holm[cell] || rejected).isTrue();
        more += rejected && !holm[cell] ? 1 : 0;
      }
    }
    assertThat(more).isPositive();
  }

  /** Step by step, with 1/e as p-value. */
  private static boolean[] holm(double[] logE, double alpha) {
    Integer[] order = new Integer[logE.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (i, j) -> Double.compare(logE[j], logE[i]));
    boolean[] rejected = new boolean[logE.length];
    for (int step = 0; step < order.length; step++) {
      if (Math.exp(-logE[order[step]]) > alpha / (order.length - step)) {
        break;
      }
      rejected[order[step]] = true;
    }
    return rejected;
  }

  @Test
  void givesTheThresholdsOfAnExampleByHand() {
    // At 1 % each lacks what is missing to 100: 40, 0 and 90.
    double[] thresholds =
        FamilyWise.logThresholds(new double[] {Math.log(60), Math.log(500), Math.log(10)}, 0.01);
    assertThat(thresholds)
        .containsExactly(new double[] {Math.log(190), Math.log(230), Math.log(140)}, within(1e-12));
  }

  @Test
  void asksForTheLevelAloneOfASingleCell() {
    assertThat(FamilyWise.logThresholds(new double[] {-5}, 0.01)[0])
        .isCloseTo(Math.log(100), within(1e-12));
  }

  @Test
  void takesEvidenceBeyondTheRangeOfNumbers() {
    double[] thresholds = FamilyWise.logThresholds(new double[] {5000, -5000, 0}, 0.05);
    assertThat(thresholds[0]).isCloseTo(Math.log(20 + 20 + 19), within(1e-12));
    assertThat(thresholds[1]).isCloseTo(Math.log(20 + 19), within(1e-12));
  }

  private static double[] evidence(int cells, double alpha, SplittableRandom random) {
    return random
        .doubles(cells)
        .map(share -> 1.6 * share * Math.log(cells / alpha))
        .map(log -> random.nextInt(4) == 0 ? -log : log)
        .toArray();
  }
}
