package squareoff.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How often two groups are seen where there is one, and found where there are two. */
class TwoGroupsTest {
  private static final int SAMPLES = 4000;

  private final Random random = new Random(7);

  private List<Double> sample(int n, ToDoubleFunction<Random> one) {
    List<Double> sample = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      sample.add(100 * one.applyAsDouble(random));
    }
    return sample;
  }

  private double found(int n, ToDoubleFunction<Random> one) {
    int found = 0;
    for (int i = 0; i < SAMPLES; i++) {
      found += TwoGroups.of(sample(n, one)).isPresent() ? 1 : 0;
    }
    return (double) found / SAMPLES;
  }

  private static double t3(Random random) {
    double squares = 0;
    for (int i = 0; i < 3; i++) {
      squares += Math.pow(random.nextGaussian(), 2);
    }
    return random.nextGaussian() / Math.sqrt(squares / 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 8, 10, 15, 20, 30, 40})
  void seesTwoGroupsInOneAtMostOnceInThirty(int n) {
    assertThat(found(n, r -> 1 + 0.05 * r.nextGaussian())).isLessThan(0.02);
    assertThat(found(n, r -> Math.exp(0.3 * r.nextGaussian()))).isLessThan(0.02);
    assertThat(found(n, r -> Math.exp(0.05 * t3(r)))).isLessThan(0.03);
  }

  @ParameterizedTest
  @CsvSource({"6, 2, 0.9", "6, 3, 0.9", "10, 2, 0.98", "10, 5, 0.98", "40, 4, 0.98"})
  void findsThirtyPerCentAtANoiseOfTwo(int n, int slower, double power) {
    int found = 0;
    for (int i = 0; i < SAMPLES; i++) {
      List<Double> sample = sample(n - slower, r -> 1 + 0.02 * r.nextGaussian());
      sample.addAll(sample(slower, r -> 1.3 * (1 + 0.02 * r.nextGaussian())));
      found += TwoGroups.of(sample).filter(g -> g.dear() == slower).isPresent() ? 1 : 0;
    }
    assertThat((double) found / SAMPLES).isGreaterThan(power);
  }

  @Test
  void saysItInWords() {
    assertThat(TwoGroups.of(List.of(100.0, 131.0, 101.0, 99.0, 130.0, 100.0)).map(TwoGroups::words))
        .contains("2 of 6 trials about 31 % slower");
    assertThat(TwoGroups.of(List.of(1.0, 1.0, 3.0, 3.0)).map(TwoGroups::words))
        .contains("2 of 4 trials about 3 times as slow");
    assertThat(TwoGroups.of(List.of(1.0, 1.0, 3.0))).isEmpty();
    assertThat(TwoGroups.of(List.of(5.0, 5.0, 5.0, 5.0))).isEmpty();
    assertThat(TwoGroups.of(List.of(0.0, 0.0, 3.0, 3.0))).isEmpty();
  }

  /** What the documentation says of the 95 % t-interval where one JVM in ten is 30 % slower. */
  @ParameterizedTest
  @CsvSource({"3, 0.46", "10, 0.65"})
  void theIntervalCoversLessThanItSaysWhereOneJvmInTenIsSlower(int n, double wanted) {
    int covered = 0;
    for (int i = 0; i < SAMPLES; i++) {
      List<Double> sample =
          sample(n, r -> (r.nextInt(10) == 0 ? 1.3 : 1) * (1 + 0.01 * r.nextGaussian()));
      covered += Summary.of(sample).interval().orElseThrow().contains(103) ? 1 : 0;
    }
    assertThat((double) covered / SAMPLES).isCloseTo(wanted, within(0.04));
  }
}
