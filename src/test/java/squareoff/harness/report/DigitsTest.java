package squareoff.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitsTest {

  @ParameterizedTest
  @CsvSource({
    "43.0912, 0.3123, 43.09, 0.31",
    "108.456, 1.31, 108.5, 1.3",
    "2.4848, 14.685, 2.5, 14.7",
    "219.1, 1737.3, 219, 1737",
    "0.99317, 2.0512, 0.99, 2.05",
    "1234567.8, 1.5, 1234568, 2",
    "1.00000012, 0.00000034, 1.00000, 3.4e-07",
    "0.5, 0, 0.500, 0",
    "0, 0, 0, 0",
    "0, 0.012, 0.000, 0.012",
    "9.996, 0.0996, 9.996, 0.100",
    "-1.23456, 0.05, -1.235, 0.050",
    "1.2345e12, 3.4e10, 1.23e+12, 3.4e+10",
    "1.2345e-9, 3.4e-11, 1.23e-09, 3.4e-11",
    "NaN, 1, -, -",
    "1.5, NaN, 1.50, -",
    "Infinity, 1, -, -"
  })
  void showsAsManyDigitsAsTheIntervalCarries(
      double value, double half, String number, String plusMinus) {
    assertThat(Digits.number(value, half)).isEqualTo(number);
    assertThat(Digits.halfWidth(value, half)).isEqualTo(plusMinus);
  }

  @Test
  void showsThreeDigitsWhereNothingIsKnown() {
    assertThat(Digits.number(0.123456)).isEqualTo("0.123");
    assertThat(Digits.number(12345.6)).isEqualTo("12346");
    assertThat(Digits.number(0)).isEqualTo("0");
  }
}
