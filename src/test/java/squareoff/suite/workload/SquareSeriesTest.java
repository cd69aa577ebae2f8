package squareoff.suite.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SquareSeriesTest {

  @Test
  void squaresEachNumber() {
    long[] squares = new long[4];
    SquareSeries.fill(3, squares);
    assertThat(squares).containsExactly(9, 16, 25, 36);
    assertThat(SquareSeries.check(3, squares)).isEqualTo(86);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 1000000", "123456789, 100", "2000000000000000000, 10000"})
  void agreesWithTheClosedFormAlsoWhereItOverflows(long from, int longs) {
    long[] squares = new long[longs];
    SquareSeries.fill(from, squares);
    assertThat(SquareSeries.check(from, squares)).isEqualTo(sum(squares));
  }

  @ParameterizedTest
  @CsvSource({"0", "57", "99"})
  void isNotItselfWithOneSquareMissing(int at) {
    long[] squares = new long[100];
    SquareSeries.fill(1, squares);
    squares[at] = 0;
    assertThatThrownBy(() -> SquareSeries.check(1, squares))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the squares of the 100 numbers from 1 on add up to 338350, but");
  }

  @Test
  void isNotTheSeriesBefore() {
    long[] squares = new long[100];
    SquareSeries.fill(1, squares);
    assertThatThrownBy(() -> SquareSeries.check(2, squares))
        .isInstanceOf(IllegalStateException.class);
  }

  private static long sum(long[] numbers) {
    long sum = 0;
    for (long number : numbers) {
      sum += number;
    }
    return sum;
  }
}
