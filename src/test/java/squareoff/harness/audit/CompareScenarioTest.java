package squareoff.harness.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static squareoff.harness.compare.Invented.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import squareoff.harness.compare.ComparedCell;
import squareoff.harness.compare.ComparedCell.Method;
import squareoff.harness.compare.Comparer;
import squareoff.harness.compare.Question;
import squareoff.harness.compare.Side;
import squareoff.harness.compare.Verdict;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.stats.Proportion;

class CompareScenarioTest {
  private static final double ALPHA = 0.05;

  /** Two modes in few JVMs are the hard case: all of one side may happen to be in one of them. */
  @ParameterizedTest
  @CsvSource({
    "NORMAL,    2, 30", "NORMAL,    3, 100", "T3,        3, 100", "LOGNORMAL, 3, 100",
    "BIMODAL,   2, 100", "BIMODAL,   3, 100", "BIMODAL,   5, 100", "NOISIER,   3, 30",
  })
  void raisesNoMoreFalseAlarmsThanTheLevelAllows(NoiseShape shape, int forks, int cells) {
    for (boolean unequal : new boolean[] {false, true}) {
      CompareScenario.Counts counts = alarms(shape, unequal, cells, forks);
      assertThat(counts.methods()).containsExactly(Method.MODERATED_T);
      assertThat(lowEnough(counts.falseAlarms())).as("unequal: %s", unequal).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"TREND", "AR1"})
  void showsThatNoTestOfTwoFilesTellsADriftFromAChange(NoiseShape shape) {
    assertThat(lowEnough(alarms(shape, false, 30, 5).falseAlarms())).isFalse();
  }

  @Test
  void leavesToTheExactTestWhatItCanReach() {
    assertThat(alarms(NoiseShape.NORMAL, false, 6, 5).methods())
        .containsExactly(Method.EXACT_PERMUTATIONS);
  }

  @Test
  void findsWhatIsSlowerTheMoreTheLessNoiseAndTheMoreForks() {
    assertThat(found(0.01, 2)).isGreaterThan(0.7);
    assertThat(found(0.02, 6)).isGreaterThan(0.9);
    assertThat(found(0.05, 2)).isLessThan(found(0.05, 6));
  }

  @Test
  void drawsTheSameForTheSameSeedOnly() {
    CompareScenario scenario = new CompareScenario(NoiseShape.NORMAL, false, 0.03, 30, 3, 15, 0.1);
    assertThat(scenario.play(40, 1))
        .isEqualTo(scenario.play(40, 1))
        .isNotEqualTo(scenario.play(40, 2));
  }

  /** What is simulated is what judges. */
  @Test
  void numbersAloneAreTestedAsThoseOfResultsAre() {
    List<JmhEntry> base = new ArrayList<>();
    List<JmhEntry> candidate = new ArrayList<>();
    Random random = new Random(5);
    for (int i = 0; i < 40; i++) {
      double centre = i % 4 == 0 ? 11 : i % 4 == 1 ? 9 : 10;
      base.add(time("a.B.c" + i, random.doubles(3, 9.8, 10.2).toArray()).entry());
      candidate.add(
          time("a.B.c" + i, random.doubles(3, centre - 0.2, centre + 0.2).toArray()).entry());
    }
    List<ComparedCell> compared =
        Comparer.compare(
                new Side("base", base, Map.of()),
                new Side("candidate", candidate, Map.of()),
                Question.USUAL)
            .cells();
    List<Comparer.Judged> tested =
        Comparer.tested(
            compared.stream().map(ComparedCell::base).toList(),
            compared.stream().map(ComparedCell::candidate).toList(),
            Question.USUAL_ALPHA);
    for (int i = 0; i < compared.size(); i++) {
      assertThat(tested.get(i).test()).isEqualTo(compared.get(i).test().orElseThrow());
      assertThat(tested.get(i).shown()).isEqualTo(compared.get(i).verdict().isShown());
      assertThat(tested.get(i).shown() && tested.get(i).greater())
          .isEqualTo(compared.get(i).verdict() == Verdict.WORSE);
    }
    assertThat(tested).filteredOn(Comparer.Judged::shown).hasSizeBetween(10, 20);
  }

  private static double found(double noise, int forks) {
    return new CompareScenario(NoiseShape.NORMAL, false, noise, 30, forks, 3, 0.1)
        .play(30, 1)
        .power()
        .rate();
  }

  private static CompareScenario.Counts alarms(
      NoiseShape shape, boolean unequal, int cells, int forks) {
    return new CompareScenario(shape, unequal, 0.02, cells, forks, 0, 0).play(100, 1);
  }

  /** Whether a rate is what chance may make of the level, but for one time in ten thousand. */
  private static boolean lowEnough(Proportion found) {
    return found.interval(0.9998).low() <= ALPHA;
  }
}
