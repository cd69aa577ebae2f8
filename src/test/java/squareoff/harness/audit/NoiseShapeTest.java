package squareoff.harness.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoiseShapeTest {

  private static final int TRIALS = 400_000;

  @ParameterizedTest
  @EnumSource(value = NoiseShape.class, names = "TREND", mode = EnumSource.Mode.EXCLUDE)
  void hasMeanZeroAndTheDeviationThatWasAskedFor(NoiseShape shape) {
    double[] drawn = drawn(shape, 3);
    assertThat(mean(drawn)).isCloseTo(0, within(0.1));
    // Of t with 3 degrees of freedom the fourth moment is infinite: its variance settles slowly.
    assertThat(deviation(drawn)).isCloseTo(3, within(shape == NoiseShape.T3 ? 0.5 : 0.1));
  }

  @ParameterizedTest
  @EnumSource(NoiseShape.class)
  void remembersThePreviousTrialOnlyWhereItSaysSo(NoiseShape shape) {
    double[] drawn = drawn(shape, 1);
    double sum = 0;
    for (int i = 1; i < drawn.length; i++) {
      sum += drawn[i] * drawn[i - 1];
    }
    double expected =
        switch (shape) {
          case AR1 -> 0.9;
          // The variance of a straight rise by 5.
          case TREND -> 25.0 / 12;
          default -> 0;
        };
    assertThat(sum / drawn.length).isCloseTo(expected, within(0.03));
  }

  private static double[] drawn(NoiseShape shape, double deviation) {
    NoiseSource source = shape.source(new SplittableRandom(1), deviation, TRIALS);
    double[] drawn = new double[TRIALS];
    for (int i = 0; i < TRIALS; i++) {
      drawn[i] = source.next(false);
    }
    return drawn;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double deviation(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum / values.length);
  }
}
