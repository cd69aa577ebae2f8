package squareoff.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockEProcessTest {

  /** The places of a block's candidate: all ways of the lot. */
  static final int[][] LOTS = {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}};

  private static final double[] EFFECTS = {1, 2, 4, 8};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void hasMeanOneUnderTheLotWhateverTheNoise(int blocks) {
    SplittableRandom random = new SplittableRandom(blocks);
    List<double[][]> cases =
        List.of(
            noise(blocks, random, 1, 0),
            noise(blocks, random, 1e-4, 0),
            noise(blocks, random, 1, 3),
            outlier(noise(blocks, random, 1, 0)),
            equalButOne(blocks));
    for (double[][] noise : cases) {
      assertThat(meanOverAllLots(noise, 0.3, 0.3, true)).isCloseTo(1, within(1e-9));
      assertThat(meanOverAllLots(noise, 0.3, 0.3, false)).isCloseTo(1, within(1e-9));
    }
  }

  @Test
  void hasAMeanOfAtMostOneWhereTheCandidateIsBetterThanTheBound() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 200; i++) {
      double[][] noise = noise(1 + i % 3, random, 1, 2 * random.nextDouble());
      double better = Math.exp(6 * random.nextDouble() - 3);
      assertThat(meanOverAllLots(noise, -better, 0, true)).isLessThan(1);
      assertThat(meanOverAllLots(noise, better, 0, false)).isLessThan(1);
    }
  }

  @Test
  void hasAMeanAboveOneWhereTheCandidateIsWorse() {
    double[][] noise = noise(3, new SplittableRandom(8), 1, 0);
    assertThat(meanOverAllLots(noise, 1, 0, true)).isGreaterThan(2);
    assertThat(meanOverAllLots(noise, -1, 0, false)).isGreaterThan(2);
  }

  @Test
  void isTheMixtureOfThePermutationLikelihoods() {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 50; i++) {
      double[][] noise = noise(1 + i % 6, random, Math.exp(random.nextGaussian()), 1);
      int[] lots = random.ints(noise.length, 0, LOTS.length).toArray();
      BlockEProcess process = BlockEProcess.slowerThan(0.1);
      for (int n = 0; n < noise.length; n++) {
        process.add(block(noise[n], LOTS[lots[n]], 0.4));
      }
      double expected = Math.log(byDefinition(noise, lots, 0.4, 0.1));
      assertThat(process.logE()).isCloseTo(expected, within(1e-9));
    }
  }

  /** The likelihood of the lot that was drawn over the mean of all six, each written out. */
  private static double byDefinition(double[][] noise, int[] lots, double effect, double bound) {
    double[] products = {1, 1, 1, 1};
    double squares = 0;
    for (int n = 0; n < noise.length; n++) {
      double[] values = noise[n].clone();
      for (int place : LOTS[lots[n]]) {
        values[place] += effect - bound;
      }
      double sum = 0;
      for (int[] lot : LOTS) {
        sum += Math.pow(contrast(values, lot), 2) / LOTS.length;
      }
      squares += sum;
      double s = Math.sqrt(squares / (n + 1));
      for (int k = 0; k < EFFECTS.length; k++) {
        double all = 0;
        for (int[] lot : LOTS) {
          all += Math.exp(EFFECTS[k] * contrast(values, lot) / s) / LOTS.length;
        }
        products[k] *= Math.exp(EFFECTS[k] * contrast(values, LOTS[lots[n]]) / s) / all;
      }
    }
    return Stream.of(0, 1, 2, 3).mapToDouble(k -> products[k] / EFFECTS.length).sum();
  }

  private static double contrast(double[] values, int[] candidate) {
    double all = values[0] + values[1] + values[2] + values[3];
    double own = values[candidate[0]] + values[candidate[1]];
    return (own - (all - own)) / 2;
  }

  @Test
  void doesNotDependOnUnitOrSpread() {
    double[][] noise = noise(8, new SplittableRandom(10), 1, 0);
    double plain = logE(noise, 1, 0, 0);
    assertThat(logE(noise, 1, 0, 12.5)).isCloseTo(plain, within(1e-9));
    assertThat(logE(noise, 1e-6, 0, 0)).isCloseTo(plain, within(1e-9));
    assertThat(logE(noise, 1e6, 0, 0)).isCloseTo(plain, within(1e-9));
  }

  private static double logE(double[][] noise, double scale, double bound, double shift) {
    BlockEProcess process = BlockEProcess.slowerThan(bound * scale);
    for (double[] values : noise) {
      double[] moved = Stream.of(0, 1, 2, 3).mapToDouble(i -> scale * values[i] + shift).toArray();
      process.add(block(moved, LOTS[5], scale));
    }
    return process.logE();
  }

  @Test
  void growsInEachBlockWithTheDistanceFromTheBound() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 2000; i++) {
      double[][] noise = noise(1, random, Math.exp(3 * random.nextGaussian()), 0);
      double last = Double.NEGATIVE_INFINITY;
      for (int step = -40; step <= 40; step++) {
        BlockEProcess process = BlockEProcess.fasterThan(step / 4.0);
        process.add(block(noise[0], LOTS[0], 0));
        assertThat(process.logE()).isGreaterThanOrEqualTo(last - 1e-9);
        last = process.logE();
      }
    }
  }

  @Test
  void mirrorsSlowerAndFaster() {
    double[][] noise = noise(6, new SplittableRandom(12), 1, 0);
    BlockEProcess slower = BlockEProcess.slowerThan(0.2);
    BlockEProcess faster = BlockEProcess.fasterThan(-0.2);
    for (double[] v : noise) {
      slower.add(new TrialBlock(v[0], v[1], v[2], v[3]));
      faster.add(new TrialBlock(-v[0], -v[1], -v[2], -v[3]));
    }
    assertThat(faster.logE()).isCloseTo(slower.logE(), within(1e-9));
  }

  @Test
  void saysNothingOfConstantScores() {
    BlockEProcess process = BlockEProcess.slowerThan(0);
    for (int i = 0; i < 10_000; i++) {
      process.add(new TrialBlock(-7.25, -7.25, -7.25, -7.25));
      assertThat(process.logE()).isZero();
    }
    // The first block that says anything says 6, since it is far beyond all noise so far.
    process.add(new TrialBlock(0, 0, 1, 1));
    assertThat(process.logE()).isCloseTo(Math.log(6), within(1e-9));
  }

  @Test
  void gainsAtMostTheNumberOfLotsInABlock() {
    BlockEProcess process = BlockEProcess.slowerThan(0);
    for (int i = 1; i <= 40; i++) {
      process.add(new TrialBlock(0, 0, 1, 1));
      assertThat(process.logE()).isLessThanOrEqualTo(i * Math.log(6) + 1e-9);
    }
    assertThat(process.logE()).isGreaterThan(39 * Math.log(6));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e300, 1e160, 1e20, 700, 1e-150, 1e-300})
  void staysANumberWhateverTheOutlier(double size) {
    BlockEProcess process = BlockEProcess.slowerThan(0);
    for (int i = 0; i < 20_000; i++) {
      double value = i % 7 == 3 ? size : 0;
      process.add(new TrialBlock(0, value / 4, value / 2, i % 2 == 0 ? value / 4 : 0));
      assertThat(process.logE()).isFinite();
    }
  }

  static double[][] noise(int blocks, SplittableRandom random, double spread, double drift) {
    double[][] noise = new double[blocks][4];
    for (int n = 0; n < blocks; n++) {
      for (int i = 0; i < 4; i++) {
        noise[n][i] = spread * random.nextGaussian() + drift * (4 * n + i);
      }
    }
    return noise;
  }

  private static double[][] outlier(double[][] noise) {
    noise[noise.length - 1][2] = 1e4;
    return noise;
  }

  private static double[][] equalButOne(int blocks) {
    double[][] noise = new double[blocks][4];
    noise[0][1] = 1;
    return noise;
  }

  /** The evidence that the candidate is slower (or faster) than a bound, over all 6^n lots. */
  private static double meanOverAllLots(
      double[][] noise, double effect, double bound, boolean slower) {
    int ways = (int) Math.round(Math.pow(LOTS.length, noise.length));
    double sum = 0;
    for (int way = 0; way < ways; way++) {
      BlockEProcess process =
          slower ? BlockEProcess.slowerThan(bound) : BlockEProcess.fasterThan(bound);
      int rest = way;
      for (double[] values : noise) {
        process.add(block(values, LOTS[rest % LOTS.length], effect));
        rest /= LOTS.length;
      }
      sum += Math.exp(process.logE());
    }
    return sum / ways;
  }

  /** Four trials in time, of which the lot gives two to the candidate. */
  static TrialBlock block(double[] noise, int[] candidate, double effect) {
    double[] base = new double[2];
    int bases = 0;
    for (int i = 0; i < 4; i++) {
      if (i != candidate[0] && i != candidate[1]) {
        base[bases++] = noise[i];
      }
    }
    return new TrialBlock(
        base[0], base[1], noise[candidate[0]] + effect, noise[candidate[1]] + effect);
  }

  @Test
  void takesWhatRoundingLeavesForNothing() {
    // A constant score just at the bound: equal but for the last digits of the logarithms.
    double bound = Math.log1p(0.05);
    BlockEProcess process = BlockEProcess.fasterThan(bound);
    for (int i = 0; i < 20; i++) {
      double base = Math.log(100);
      double candidate = Math.log(105);
      process.add(new TrialBlock(base, base, candidate, candidate));
    }
    assertThat(process.logE()).isZero();
  }
}
