package squareoff.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HolmTest {

  /** The example of Wikipedia, "Holm-Bonferroni method": at 0.05 the first and the last hold. */
  @Test
  void adjustsThePublishedExample() {
    assertThat(Holm.of(List.of(0.01, 0.04, 0.03, 0.005)).adjusted())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1)
        .containsExactly(0.03, 0.06, 0.06, 0.02);
  }

  /** What it is short for: Bonferroni's test of every set of hypotheses (Marcus et al., 1976). */
  @Test
  void isTheClosedTestOfBonferronis() {
    Random random = new Random(11);
    for (int round = 0; round < 50; round++) {
      List<Double> raw =
          random.doubles(1 + random.nextInt(8)).map(u -> Math.ceil(u * 20) / 100).boxed().toList();
      Holm holm = Holm.of(raw);
      for (int i = 0; i < raw.size(); i++) {
        assertThat(holm.adjusted().get(i)).isCloseTo(closed(raw, i), within(1e-12));
      }
    }
  }

  private static double closed(List<Double> raw, int one) {
    double greatest = 0;
    for (int set = 0; set < 1 << raw.size(); set++) {
      int chosen = set;
      if ((set >> one & 1) == 1) {
        double least =
            IntStream.range(0, raw.size())
                .filter(i -> (chosen >> i & 1) == 1)
                .mapToDouble(raw::get)
                .min()
                .orElseThrow();
        greatest = Math.max(greatest, Math.min(1, Integer.bitCount(set) * least));
      }
    }
    return greatest;
  }

  @Test
  void knowsWhatATestCouldHaveSaid() {
    Holm holm = Holm.of(List.of(0.001, 0.5, 0.5));

    assertThat(holm.best(0.02)).isCloseTo(0.04, within(1e-12));
    assertThat(holm.best(0.001)).isEqualTo(holm.adjusted().get(0));
  }

  @Test
  void hasNothingToSayOfNothing() {
    assertThat(Holm.of(List.of()).adjusted()).isEmpty();
  }
}
