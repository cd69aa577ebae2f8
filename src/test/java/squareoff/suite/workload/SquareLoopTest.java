package squareoff.suite.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SquareLoopTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 100, 1_000_003})
  void comesToTheClosedForm(long n) {
    assertThat(SquareLoop.sum(0, n)).isEqualTo(ClosedForm.sumOfSquares(n));
  }

  @Test
  void addsUpARange() {
    assertThat(SquareLoop.sum(3, 6)).isEqualTo(9 + 16 + 25);
    assertThat(SquareLoop.sum(6, 3)).isZero();
  }

  @Test
  void squaresNumbersWhoseSquaresOverflow() {
    long big = 5_000_000_000L;
    assertThat(SquareLoop.sum(big, big + 2)).isEqualTo(big * big + (big + 1) * (big + 1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 21, 3_037_000_500L, 1L << 40, (1L << 62) - 1, 1L << 62})
  void theClosedFormIsRightWhereItsProductOverflows(long n) {
    BigInteger exact =
        BigInteger.valueOf(n - 1)
            .multiply(BigInteger.valueOf(n))
            .multiply(BigInteger.valueOf(n).shiftLeft(1).subtract(BigInteger.ONE))
            .divide(BigInteger.valueOf(6));
    assertThat(ClosedForm.sumOfSquares(n)).isEqualTo(exact.longValue());
  }

  @Test
  void aWrongSumIsNotAccepted() {
    assertThat(ClosedForm.check(4, 14)).isEqualTo(14);
    assertThatThrownBy(() -> ClosedForm.check(4, 15))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("below 4 is 14")
        .hasMessageContaining("found 15");
  }

  @Test
  void pausesAfterEachSquare() throws InterruptedException {
    long start = System.nanoTime();
    assertThat(Pause.squares(5, 2_500_000)).isEqualTo(ClosedForm.sumOfSquares(5));
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(5 * 2_500_000L);
  }
}
