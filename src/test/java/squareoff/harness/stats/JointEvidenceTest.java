package squareoff.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class JointEvidenceTest {

  private static double brute(double[] logs, int with) {
    double least = Double.POSITIVE_INFINITY;
    for (int set = 1; set < 1 << logs.length; set++) {
      if (with >= 0 && (set & 1 << with) == 0) {
        continue;
      }
      double product = 1;
      double sum = 0;
      for (int i = 0; i < logs.length; i++) {
        if ((set & 1 << i) != 0) {
          product *= Math.exp(logs[i]);
          sum += Math.exp(logs[i]);
        }
      }
      least = Math.min(least, (product + sum / Integer.bitCount(set)) / 2);
    }
    return Math.log(least);
  }

  @Test
  void isHalfTheProductAndHalfTheMean() {
    assertThat(JointEvidence.log(Math.log(6), Math.log(10))).isCloseTo(Math.log(34), within(1e-9));
    assertThat(JointEvidence.log(2.5)).isCloseTo(2.5, within(1e-12));
    assertThat(JointEvidence.log(3000, -3000, 0)).isCloseTo(3000 - Math.log(6), within(1e-9));
  }

  @Test
  void findsTheLeastOfAllSetsOfMachines() {
    Random random = new Random(1);
    for (int run = 0; run < 500; run++) {
      double[] logs =
          DoubleStream.generate(() -> 3 * random.nextGaussian()).limit(1 + run % 7).toArray();
      assertThat(JointEvidence.logLeast(logs)).isCloseTo(brute(logs, -1), within(1e-9));
      for (int with = 0; with < logs.length; with++) {
        assertThat(JointEvidence.logLeastWith(with, logs))
            .isCloseTo(brute(logs, with), within(1e-9));
      }
    }
  }
}
