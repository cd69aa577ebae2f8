package squareoff.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SampleTest {

  /** The NIST/SEMATECH handbook's example of percentiles, section 7.2.6.2. */
  @Test
  void interpolatesPercentilesAsTheNistHandbookDoes() {
    Sample sample =
        Sample.of(
            List.of(
                95.1772, 95.1567, 95.1937, 95.1959, 95.1442, 95.0610, 95.1591, 95.1195, 95.1065,
                95.0925, 95.1990, 95.1682));

    assertThat(sample.percentile(90)).isCloseTo(95.1981, within(5e-5));
    assertThat(sample.percentile(0)).isEqualTo(95.0610);
    assertThat(sample.percentile(1)).isEqualTo(95.0610);
    assertThat(sample.percentile(100)).isEqualTo(95.1990);
  }

  /** Student's t at 0.975: any printed table gives 4.303, 2.776 and 2.262 for 2, 4 and 9. */
  @Test
  void takesTheIntervalFromTheTableOfT() {
    assertThat(StudentT.quantile(0.975, 2)).isCloseTo(4.303, within(5e-4));
    assertThat(StudentT.quantile(0.975, 4)).isCloseTo(2.776, within(5e-4));
    assertThat(StudentT.quantile(0.975, 9)).isCloseTo(2.262, within(5e-4));
    // s = 1, n = 3: 2 ± 4.303 / √3 = 2 ± 2.4843
    Interval interval = Sample.of(List.of(1.0, 2.0, 3.0)).meanInterval(0.95).orElseThrow();
    assertThat(interval.low()).isCloseTo(2 - 2.4843, within(5e-4));
    assertThat(interval.high()).isCloseTo(2 + 2.4843, within(5e-4));
    assertThat(interval.halfWidth()).isCloseTo(2.4843, within(5e-4));
  }

  @Test
  void givesNoIntervalBelowThreeObservations() {
    assertThat(Sample.of(List.of(1.0, 2.0)).meanInterval(0.95)).isEmpty();
  }

  @Test
  void takesAHistogramForTheObservationsItCounts() {
    Sample listed = Sample.of(List.of(5.0, 1.0, 1.0, 3.0, 1.0, 5.0));
    Sample counted = Sample.ofHistogram(new TreeMap<>(Map.of(1.0, 3L, 3.0, 1L, 4.0, 0L, 5.0, 2L)));

    assertThat(counted.n()).isEqualTo(6);
    assertThat(counted.mean()).isCloseTo(listed.mean(), within(1e-12));
    assertThat(counted.variance()).isCloseTo(listed.variance(), within(1e-12));
    for (int rank = 0; rank <= 100; rank++) {
      assertThat(counted.percentile(rank)).isEqualTo(listed.percentile(rank));
    }
  }

  @Test
  void knowsNothingOfNothing() {
    Sample none = Sample.of(Collections.emptyList());

    assertThat(none.n()).isZero();
    assertThat(List.of(none.mean(), none.sum(), none.min(), none.max(), none.percentile(50)))
        .containsOnly(Double.NaN);
    assertThat(Sample.of(List.of(1.0)).standardDeviation()).isNaN();
  }

  @Test
  void leavesNanOutOfPercentilesOnly() {
    Sample sample = Sample.of(List.of(1.0, Double.NaN, 3.0));

    assertThat(sample.percentile(50)).isEqualTo(2.0);
    assertThat(sample.mean()).isNaN();
  }
}
