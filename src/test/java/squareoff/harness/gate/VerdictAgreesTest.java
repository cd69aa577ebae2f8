package squareoff.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import squareoff.harness.run.Plan;
import squareoff.harness.run.PlannedCell;
import squareoff.harness.run.SyntheticGate;
import squareoff.harness.run.Trial;
import squareoff.harness.stats.Interval;

/**
 * What is printed of a cell says one thing, whatever the trials were and however long they went on.
 */
class VerdictAgreesTest {

  private static final double ROUNDING = 1e-9;

  @Test
  void withItsIntervalInAnyStreamOfTrials() {
    Map<Verdict, Integer> seen = new EnumMap<>(Verdict.class);
    int contradicting = 0;
    for (int run = 0; run < 120; run++) {
      SplittableRandom random = new SplittableRandom(run);
      Policy policy = policy(random);
      Standing standing = new Standing(cells(), policy);
      Stream stream = new Stream(random);
      for (int block = 0; block < 14; block++) {
        for (int cell = 0; cell < standing.cells(); cell++) {
          stream.block(standing, cell, block);
          CellVerdict said = standing.verdict(cell, "the budget ended");
          assertAgrees(said, policy);
          seen.merge(said.verdict(), 1, Integer::sum);
          contradicting += said.reason().contains("contradict") ? 1 : 0;
        }
      }
    }
    assertThat(seen)
        .containsOnlyKeys(Verdict.SLOWER, Verdict.UNDECIDED, Verdict.NOT_SLOWER, Verdict.FASTER);
    assertThat(seen.values()).allMatch(count -> count > 100);
    assertThat(contradicting).isPositive();
  }

  private static void assertAgrees(CellVerdict said, Policy policy) {
    CellVerdict.Estimate e = said.estimate().orElseThrow();
    Interval interval = e.interval();
    double most = 1 + said.tolerance();
    String what = said.toString();
    assertThat(interval.low()).as(what).isLessThan(interval.high());
    assertThat(e.ratio())
        .as(what)
        .isBetween(interval.low() * (1 - ROUNDING), interval.high() * (1 + ROUNDING));
    switch (said.verdict()) {
      case SLOWER -> {
        assertThat(interval.low()).as(what).isGreaterThanOrEqualTo(policy.proveExcess() ? most : 1);
        assertThat(interval.high()).as(what).isGreaterThan(most);
        assertThat(e.ratio()).as(what).isGreaterThan(most * (1 - ROUNDING));
      }
      case FASTER -> {
        assertThat(interval.high()).as(what).isLessThanOrEqualTo(1);
        assertThat(e.ratio()).as(what).isLessThan(1 / most * (1 + ROUNDING));
      }
      case NOT_SLOWER -> {
        assertThat(interval.high()).as(what).isLessThanOrEqualTo(most * (1 + ROUNDING));
        assertThat(e.rarestMode().orElse(1)).as(what).isLessThan(1.01);
      }
      case UNDECIDED ->
          assertThat(
                  interval.high() > most
                      || e.rarestMode().orElse(1) > policy.rare() - 0.01
                      || said.reason().contains("contradict"))
              .as(what)
              .isTrue();
      default -> throw new AssertionError(what);
    }
  }

  private static Policy policy(SplittableRandom random) {
    double[] levels = {0.01, 0.05, 0.2};
    double[] tolerances = {0.05, 0.01, 0.2};
    double[] rare = {1, 0.5, 0.25};
    return new Policy(
        levels[random.nextInt(3)],
        levels[random.nextInt(3)],
        tolerances[random.nextInt(3)],
        List.of(),
        rare[random.nextInt(3)],
        random.nextInt(4) == 0);
  }

  private static List<PlannedCell> cells() {
    List<PlannedCell> cells = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      cells.add(SyntheticGate.cell("a.B.c" + i + ":avgt:t1"));
    }
    return cells;
  }

  /** Trials with noise, outliers, and an effect that may change on the way. */
  private static final class Stream {
    private final SplittableRandom random;
    private final double noise;
    private final double effect;
    private final double later;
    private final double outliers;
    private int order;

    Stream(SplittableRandom random) {
      this.random = random;
      this.noise = Math.exp(-5 + 3 * random.nextDouble());
      this.effect = 0.3 * Math.pow(random.nextDouble(-1, 1), 3);
      this.later = random.nextBoolean() ? effect : 0.3 * random.nextDouble(-1, 1);
      this.outliers = random.nextInt(3) == 0 ? 0.1 : 0;
    }

    void block(Standing standing, int cell, int block) {
      for (String build : List.of(Plan.BASE, Plan.CANDIDATE)) {
        for (int round = 2 * block; round < 2 * block + 2; round++) {
          double shift = build.equals(Plan.BASE) ? 0 : block < 7 ? effect : later;
          double scale = random.nextDouble() < outliers ? 20 : 1;
          double log = shift + scale * noise * random.nextGaussian();
          Trial trial = new Trial(cells().get(cell), build, round);
          standing.add(SyntheticGate.measured(trial, order++, 1, Math.exp(log)));
        }
      }
    }
  }
}
