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

  /** Made-up throughputs with noise: no law fits them, so only the least squares are right. */
  @Test
  void leavesLessOverThanAnyLawBesideIt() {
    int[] processors = {1, 4, 8, 12, 16, 20, 24, 28, 32, 48, 64};
    double[] throughput = {20, 78, 130, 170, 190, 200, 205, 200, 195, 170, 150};
    SortedMap<Integer, Double> capacity = new TreeMap<>();
    for (int i = 0; i < processors.length; i++) {
      capacity.put(processors[i], throughput[i] / throughput[0]);
    }

    UniversalScalability fitted = UniversalScalability.fit(capacity);

    double left = leftOver(capacity, fitted.contention(), fitted.coherency());
    for (double step : new double[] {1e-4, 1e-5}) {
      for (int i = -1; i <= 1; i++) {
        for (int j = -1; j <= 1; j++) {
          double beside =
              leftOver(capacity, fitted.contention() + i * step, fitted.coherency() + j * step);
          assertThat(left).isLessThanOrEqualTo(beside);
        }
      }
    }
    assertThat(fitted.contention()).isPositive();
    assertThat(fitted.coherency()).isPositive();
  }

  private static double leftOver(
      SortedMap<Integer, Double> capacity, double contention, double coherency) {
    double sum = 0;
    for (var point : capacity.entrySet()) {
      double n = point.getKey();
      double left = n / point.getValue() - 1 - contention * (n - 1) - coherency * n * (n - 1);
      sum += left * left;
    }
    return sum;
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
