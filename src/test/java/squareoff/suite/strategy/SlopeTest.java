package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SlopeTest {

  @Test
  void leavesOutWhatIsThereAnyhow() {
    Slope slope = new Slope();
    for (int count : new int[] {100, 200, 400}) {
      slope.add(count, 5e9 + 96_000.0 * count);
    }
    assertThat(slope.perCount()).isCloseTo(96_000, within(0.1));
  }

  /**
   * By hand: the means are 7/3 and 3, the products of the deviations 8/3 - 1/3 + 5/3, the squares
   * 16/9 + 1/9 + 25/9.
   */
  @Test
  void leavesTheLeastSquares() {
    Slope slope = new Slope();
    slope.add(1, 1);
    slope.add(2, 4);
    slope.add(4, 4);
    assertThat(slope.perCount()).isCloseTo(6.0 / 7, within(1e-12));
  }

  @Test
  void hasNoneThroughOnePoint() {
    Slope slope = new Slope();
    slope.add(4, 1);
    slope.add(4, 2);
    assertThatThrownBy(slope::perCount)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("2 points of the same count");
  }
}
