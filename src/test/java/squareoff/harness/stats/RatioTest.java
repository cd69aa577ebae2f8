package squareoff.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RatioTest {

  /**
   * Gosset's sleep data again, both soporifics, as exponents: R prints for {@code t.test(extra ~
   * group, data = sleep)} the interval -3.3654832 to 0.2054832 with 17.776 degrees of freedom.
   */
  @Test
  void isWelchsIntervalOfTheLogarithms() {
    List<Double> first = exp(Stream.of(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0));
    List<Double> second = exp(Stream.of(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4));

    Ratio ratio = Ratio.of(first, second);

    assertThat(Math.log(ratio.value())).isCloseTo(-1.58, within(1e-9));
    Interval interval = ratio.interval().orElseThrow();
    assertThat(Math.log(interval.low())).isCloseTo(-3.3654832, within(1e-6));
    assertThat(Math.log(interval.high())).isCloseTo(0.2054832, within(1e-6));
  }

  @Test
  void coversTheTruthAboutAsOftenAsItSays() {
    Random random = new Random(42);
    int covered = 0;
    for (int i = 0; i < 2000; i++) {
      List<Double> one = random.doubles(5).map(u -> 3 * (0.95 + 0.1 * u)).boxed().toList();
      List<Double> two = random.doubles(5).map(u -> 2 * (0.98 + 0.04 * u)).boxed().toList();
      covered += Ratio.of(one, two).interval().orElseThrow().contains(1.5) ? 1 : 0;
    }
    assertThat(covered / 2000.0).isBetween(0.92, 0.98);
  }

  @Test
  void isCertainWhereTrialsDoNotDiffer() {
    Ratio ratio = Ratio.of(List.of(2.0, 2.0, 2.0), List.of(4.0, 4.0, 4.0));

    assertThat(ratio.value()).isCloseTo(0.5, within(1e-12));
    assertThat(ratio.interval().orElseThrow().halfWidth()).isZero();
  }

  @Test
  void hasNoIntervalOfTooFewTrialsOrOfWhatHasNoLogarithm() {
    assertThat(Ratio.of(List.of(2.0, 2.0), List.of(1.0, 1.0, 1.0)).interval()).isEmpty();
    Ratio zero = Ratio.of(List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
    assertThat(zero).isEqualTo(Ratio.of(0.0, 1.0));
    assertThat(Ratio.of(List.of(), List.of(1.0)).value()).isNaN();
  }

  private static List<Double> exp(Stream<Double> values) {
    return values.map(Math::exp).toList();
  }

  /**
   * By NumPy and SciPy 1.17.1, from the definition: the mean of both differences of mean
   * logarithms, the sum of all four s²/n divided by 4, Satterthwaite's degrees of freedom, {@code
   * scipy.stats.t.ppf(0.975, df)}.
   */
  @Test
  void takesTheGeometricMeanOfRatiosWithTheNoiseOfAll() {
    Ratio mean =
        Ratio.geometricMean(
            List.of(
                new Ratio.Samples(List.of(1.02, 0.98, 1.05), List.of(1.0, 1.01, 0.97, 1.03)),
                new Ratio.Samples(List.of(5.5, 5.2, 5.9, 5.4), List.of(4.9, 5.0, 5.3))));

    assertThat(mean.value()).isCloseTo(1.0488719, within(1e-7));
    assertThat(mean.interval().orElseThrow().low()).isCloseTo(0.99875516, within(1e-7));
    assertThat(mean.interval().orElseThrow().high()).isCloseTo(1.10150345, within(1e-7));
  }

  @Test
  void hasNoIntervalOfAMeanWhereOneSampleIsTooSmall() {
    Ratio mean =
        Ratio.geometricMean(
            List.of(
                new Ratio.Samples(List.of(1.0, 1.1, 1.2), List.of(1.0, 1.1, 1.2)),
                new Ratio.Samples(List.of(4.0, 4.0), List.of(1.0, 1.0, 1.0))));

    assertThat(mean.value()).isCloseTo(2, within(1e-12));
    assertThat(mean.interval()).isEmpty();
  }
}
