package squareoff.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class UniversalScalabilityTest {

  private static SortedMap<Integer, Double> capacity(UniversalScalability law) {
    SortedMap<Integer, Double> capacity = new TreeMap<>();
    for (int n : new int[] {1, 2, 4, 8, 16, 32}) {
      capacity.put(n, law.capacity(n));
    }
    return capacity;
  }

  @Test
  void findsTheParametersThatMadeTheNumbers() {
    UniversalScalability fitted =
        UniversalScalability.fit(capacity(new UniversalScalability(0.05, 0.001)));

    assertThat(fitted.contention()).isCloseTo(0.05, within(1e-9));
    assertThat(fitted.coherency()).isCloseTo(0.001, within(1e-9));
    assertThat(fitted.peak()).isCloseTo(Math.sqrt(0.95 / 0.001), within(1e-6));
  }

  /** The ray tracer on up to 64 processors of Gunther's "Guerrilla Capacity Planning", table 5. */
  @Test
  void findsTheContentionOfGunthersRayTracer() {
    int[] processors = {1, 4, 8, 12, 16, 20, 24, 28, 32, 48, 64};
    double[] throughput = {20, 78, 130, 170, 190, 200, 210, 230, 260, 280, 310};
    SortedMap<Integer, Double> capacity = new TreeMap<>();
    for (int i = 0; i < processors.length; i++) {
      capacity.put(processors[i], throughput[i] / throughput[0]);
    }

    UniversalScalability fitted = UniversalScalability.fit(capacity);

    assertThat(fitted.contention()).isCloseTo(0.05, within(0.005));
    assertThat(fitted.coherency()).isBetween(0.0, 5e-5);
  }

  @Test
  void hasNoPeakWithoutCoherencyAndNeverANegativeParameter() {
    UniversalScalability superlinear =
        UniversalScalability.fit(new TreeMap<>(capacity(new UniversalScalability(-0.01, 0))));

    assertThat(superlinear).isEqualTo(new UniversalScalability(0, 0));
    assertThat(superlinear.peak()).isInfinite();
    assertThat(superlinear.capacity(7)).isEqualTo(7);
  }
}
