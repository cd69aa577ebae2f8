package squareoff.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import squareoff.harness.run.PlannedCell;
import squareoff.harness.run.SyntheticGate;
import squareoff.harness.run.Trial;

class BlockOrderTest {

  private static final String CELL = "a.B.run:avgt:t1?size=1";
  private static final int LOTS = 6000;

  @Test
  void drawsEachOfTheSixOrdersEquallyOften() {
    Map<String, Integer> counts = counts(block -> BlockOrder.order(42, CELL, block));
    assertThat(counts).containsOnlyKeys("BBCC", "BCBC", "BCCB", "CBBC", "CBCB", "CCBB");
    // 5 degrees of freedom: 25.7 is exceeded by one generator in ten thousand.
    assertThat(chiSquare(counts, 6)).isLessThan(25.7);
  }

  @Test
  void tellsNothingOfTheNextBlockAnotherCellOrAnotherSeed() {
    String other = "a.B.run:avgt:t1?size=2";
    List<IntFunction<String>> pairs =
        List.of(
            i -> BlockOrder.order(42, CELL, i) + BlockOrder.order(42, CELL, i + 1),
            i -> BlockOrder.order(42, CELL, i) + BlockOrder.order(42, other, i),
            i -> BlockOrder.order(42, CELL, i) + BlockOrder.order(43, CELL, i),
            i -> BlockOrder.order(i, CELL, 0) + BlockOrder.order(i + 1, CELL, 0));
    // 35 degrees of freedom: 76 is exceeded by one in ten thousand.
    assertThat(pairs).allSatisfy(pair -> assertThat(chiSquare(counts(pair), 36)).isLessThan(76));
  }

  @Test
  void drawsTheSameOrderAgain() {
    // printf '42|0|a.B.run:avgt:t1?size=1' | sha256sum: its first 8 bytes modulo 6 choose.
    assertThat(BlockOrder.lot(42, CELL, 0)).isEqualTo(0x3dc274f2ef65ba9fL);
    assertThat(BlockOrder.order(42, CELL, 0)).isEqualTo("CCBB");
  }

  @Test
  void givesEachBuildTwoTrialsInTheRoundsOfItsBlock() {
    PlannedCell cell = SyntheticGate.cell(CELL);
    for (int block = 0; block < 50; block++) {
      List<Trial> trials = BlockOrder.of(7, cell, block);
      for (String build : List.of("base", "candidate")) {
        assertThat(trials.stream().filter(t -> t.build().equals(build)).map(Trial::round))
            .containsExactly(2 * block, 2 * block + 1);
      }
      assertThat(trials).hasSize(4).allMatch(trial -> trial.cell().equals(cell));
      StringBuilder order = new StringBuilder();
      trials.forEach(trial -> order.append(trial.build().equals("base") ? 'B' : 'C'));
      assertThat(order.toString()).isEqualTo(BlockOrder.order(7, CELL, block));
    }
  }

  private static Map<String, Integer> counts(IntFunction<String> order) {
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < LOTS; i++) {
      counts.merge(order.apply(i), 1, Integer::sum);
    }
    return counts;
  }

  private static double chiSquare(Map<String, Integer> counts, int possible) {
    double expected = (double) LOTS / possible;
    double missing = (possible - counts.size()) * expected;
    return missing
        + counts.values().stream()
            .mapToDouble(n -> (n - expected) * (n - expected) / expected)
            .sum();
  }
}
