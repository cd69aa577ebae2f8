package squareoff.harness.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import squareoff.harness.stats.TrialBlock;

class SimulatedCellTest {

  private static final int BLOCKS = 6000;

  /** The noise of a trial is its place in time. */
  private final int[] trial = {0};

  private final SimulatedCell cell =
      new SimulatedCell(candidate -> trial[0]++, new SplittableRandom(1), () -> 0.5);

  @Test
  void drawsEachOfTheSixOrdersAsOften() {
    Map<String, Integer> orders = new TreeMap<>();
    for (int block = 0; block < BLOCKS; block++) {
      TrialBlock drawn = cell.next();
      double start = 4.0 * block;
      double[] candidate = {drawn.candidate1() - 0.5 - start, drawn.candidate2() - 0.5 - start};
      double[] base = {drawn.base1() - start, drawn.base2() - start};
      assertThat(candidate[0] + candidate[1] + base[0] + base[1]).isEqualTo(6);
      assertThat(candidate).isSorted().doesNotContain(base);
      assertThat(base).isSorted();
      orders.merge("%.0f %.0f".formatted(candidate[0], candidate[1]), 1, Integer::sum);
    }
    assertThat(orders).containsOnlyKeys("0 1", "0 2", "0 3", "1 2", "1 3", "2 3");
    // Binomial with a sixth of 6000: a standard deviation of 29.
    assertThat(orders.values()).allSatisfy(n -> assertThat(n).isBetween(870, 1130));
  }

  @Test
  void drawsBothOrdersOfAPairAsOften() {
    int candidateFirst = 0;
    for (int pair = 0; pair < BLOCKS; pair++) {
      double difference = cell.nextPair() - 0.5;
      assertThat(Math.abs(difference)).isCloseTo(1, within(1e-9));
      candidateFirst += difference < 0 ? 1 : 0;
    }
    assertThat(candidateFirst).isBetween(2830, 3170);
  }
}
