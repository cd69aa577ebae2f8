package squareoff.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProportionTest {

  @Test
  void hasTheIntervalOfClopperAndPearson() {
    // R 4: binom.test(5, 10)$conf.int and binom.test(0, 10)$conf.int; the last is also 1 -
    // 0.025^(1/10).
    assertThat(new Proportion(5, 10).interval(0.95).low()).isCloseTo(0.1870860, within(1e-6));
    assertThat(new Proportion(5, 10).interval(0.95).high()).isCloseTo(0.8129140, within(1e-6));
    assertThat(new Proportion(0, 10).interval(0.95)).isEqualTo(none());
    assertThat(new Proportion(10, 10).interval(0.95).low()).isCloseTo(0.6915029, within(1e-6));
    assertThat(new Proportion(10, 10).interval(0.95).high()).isEqualTo(1);
  }

  private static Interval none() {
    double high = new Proportion(0, 10).interval(0.95).high();
    assertThat(high).isCloseTo(1 - Math.pow(0.025, 0.1), within(1e-9));
    return new Interval(0, high, 0.95);
  }

  @Test
  void isTheShare() {
    assertThat(new Proportion(1, 4).rate()).isEqualTo(0.25);
    assertThat(new Proportion(0, 0).rate()).isNaN();
  }
}
