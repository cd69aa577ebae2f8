package squareoff.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

  /** Gosset's example of 1908: the extra sleep that the second soporific gave, n = 10. */
  @Test
  void givesTheTextbookIntervalOfGossetsSleepData() {
    Summary summary = Summary.of(List.of(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4));

    assertThat(summary.n()).isEqualTo(10);
    assertThat(summary.mean()).isCloseTo(2.33, within(1e-12));
    assertThat(summary.sd()).isCloseTo(2.002249, within(1e-6));
    // 2.33 ± 2.262157 · 2.002249 / √10
    assertThat(summary.interval().orElseThrow().low()).isCloseTo(0.8976775, within(1e-6));
    assertThat(summary.interval().orElseThrow().high()).isCloseTo(3.7623225, within(1e-6));
    assertThat(summary.coefficientOfVariation()).isCloseTo(0.859334, within(1e-6));
  }

  @Test
  void givesNoIntervalBelowThreeTrials() {
    assertThat(Summary.of(List.of(1.0, 1.1)).interval()).isEmpty();
    assertThat(Summary.of(List.of(1.0)).sd()).isNaN();
    assertThat(Summary.of(List.of()).mean()).isNaN();
  }
}
