package squareoff.harness.report.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import squareoff.harness.stats.Interval;

class ChangeTest {

  @ParameterizedTest
  @CsvSource({
    "1.1034, +10.3 %",
    "0.9958, -0.42 %",
    "1.0042, +0.42 %",
    "1,      0.00 %",
    "0.99999999, 0.00 %",
    "1.00004, 0.00 %",
    "1.00994, +0.99 %",
    "1.99949, +99.9 %",
    "2,      ×2.00",
    "3.1849, ×3.18",
    "0.1,    -90.0 %",
    "0.0999, ×0.0999",
    "1e12,   ×1.00e+12",
  })
  void saysPerCentNearOneAndFactorsBeyond(double ratio, String words) {
    assertThat(Change.of(ratio)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "0.05, 5 %",
    "0.125, 12.5 %",
    "0.003, 0.30 %",
    "0, 0 %",
    "0.9, 90 %",
    "2.5, 250 %",
    "0.01, 1 %",
  })
  void saysFractionsWithoutNoughtsBehindThePoint(double fraction, String words) {
    assertThat(Change.fraction(fraction)).isEqualTo(words);
  }

  @Test
  void saysWhichEndOfAnIntervalIsOpen() {
    assertThat(Change.interval(new Interval(0.9, 1.1, 0.9))).isEqualTo("-10.0 % to +10.0 %");
    assertThat(Change.interval(new Interval(0, 1.1, 0.9))).isEqualTo("below +10.0 %");
    assertThat(Change.interval(new Interval(0.9, Gates.OPEN, 0.9))).isEqualTo("above -10.0 %");
    assertThat(Change.interval(new Interval(0, Gates.OPEN, 0.9))).isEqualTo("none yet");
  }

  @ParameterizedTest
  @CsvSource({
    "0.031, ≥ 3.1 %",
    "0, any",
    "-0.15, any",
    "Infinity, none yet",
    "1.5, ≥ ×2.50",
    "0.005, ≥ 0.50 %",
  })
  void saysFromWhereOnSlowdownsAreExcluded(double slowdown, String words) {
    assertThat(Change.excluded(slowdown)).isEqualTo(words);
  }
}
