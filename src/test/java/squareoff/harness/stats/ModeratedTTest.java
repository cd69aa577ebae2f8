package squareoff.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.commons.numbers.gamma.Trigamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole comparisons are held against SciPy by {@code CompareTest}. */
class ModeratedTTest {

  private static List<Double> drawn(Random random, int n, double deviation) {
    return random.doubles(n).map(u -> deviation * random.nextGaussian()).boxed().toList();
  }

  private static List<ModeratedT.Pair> cells(Random random, int count, double... deviations) {
    List<ModeratedT.Pair> cells = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double deviation = deviations[i % deviations.length];
      cells.add(ModeratedT.Pair.of(drawn(random, 3, deviation), drawn(random, 3, deviation)));
    }
    return cells;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 0.01, 0.5, 2, 100, 1e6})
  void invertsTrigamma(double value) {
    assertThat(Trigamma.value(ModeratedT.inverseTrigamma(value)))
        .isCloseTo(value, within(1e-8 * value));
  }

  @Test
  void cellsThatAreAlikeLendEachOtherTheirDegreesOfFreedom() {
    ModeratedT fitted = ModeratedT.fit(cells(new Random(3), 400, 0.02));

    assertThat(fitted.priorDegrees()).isGreaterThan(30);
    assertThat(Math.sqrt(fitted.leastVariance())).isBetween(0.018, 0.025);
  }

  @Test
  void whereSomeAreNoisyNoCellCountsAsQuiet() {
    ModeratedT fitted = ModeratedT.fit(cells(new Random(3), 400, 0.01, 0.01, 0.01, 0.2));

    assertThat(fitted.priorDegrees()).isLessThan(3);
    assertThat(Math.sqrt(fitted.leastVariance())).isGreaterThan(0.05);
  }

  @Test
  void aCellIsNeverTakenForQuieterThanItIs() {
    ModeratedT fitted = ModeratedT.fit(cells(new Random(3), 50, 0.01));
    ModeratedT.Pair quiet = new ModeratedT.Pair(3, 3, 0.2, 1e-8);
    ModeratedT.Pair noisy = new ModeratedT.Pair(3, 3, 0.2, 0.04);

    assertThat(fitted.p(quiet)).isLessThan(1e-6);
    assertThat(fitted.p(noisy)).isGreaterThan(0.2);
  }

  @Test
  void trialsThatDoNotDifferAtAllAreTested() {
    ModeratedT.Pair pair = ModeratedT.Pair.of(List.of(3.0, 3.0), List.of(3.7, 3.7));
    ModeratedT fitted = ModeratedT.fit(Collections.nCopies(5, pair));

    assertThat(fitted.p(pair)).isLessThan(1e-12);
    assertThat(fitted.p(new ModeratedT.Pair(2, 2, 0, 1e-8))).isEqualTo(1);
  }

  @Test
  void oneTrialHasNoVariance() {
    assertThatThrownBy(() -> ModeratedT.Pair.of(List.of(1.0), List.of(1.0, 2.0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ModeratedT.isFor(1, 9)).isFalse();
    assertThat(ModeratedT.isFor(4, 2)).isFalse();
    assertThat(ModeratedT.isFor(5, 2)).isTrue();
    assertThat(ModeratedT.isFor(2, 3)).isTrue();
  }
}
