package squareoff.harness.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static squareoff.harness.compare.Invented.about;
import static squareoff.harness.compare.Invented.score;
import static squareoff.harness.compare.Invented.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.harness.result.Conditions;
import squareoff.harness.result.JmhEntry;

/** Which test judges, and which cells none may judge. */
class ComparabilityTest {

  private static Comparison compare(Invented base, Invented candidate) {
    return compare(List.of(base), List.of(candidate), Question.USUAL);
  }

  private static Comparison compare(List<Invented> base, List<Invented> candidate, Question asked) {
    return Comparer.compare(side("before", base), side("after", candidate), asked);
  }

  private static Side side(String name, List<Invented> results) {
    return new Side(name, results.stream().map(Invented::entry).toList(), Map.of());
  }

  private static Question ofMetric(String metric) {
    return new Question(Optional.of(metric), cell -> true, Question.USUAL_ALPHA, 0);
  }

  private static ComparedCell only(Comparison comparison) {
    assertThat(comparison.cells()).hasSize(1);
    return comparison.cells().getFirst();
  }

  @Test
  void theExactTestJudgesWhereItCanReachTheLevelAndTheModeratedOneElse() {
    List<Invented> base = new ArrayList<>();
    List<Invented> candidate = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      base.add(time("a.B.c" + i, about(10, 5)));
      candidate.add(time("a.B.c" + i, i == 0 ? about(20, 5) : about(10, 5)));
    }

    Comparison seven = compare(base, candidate, Question.USUAL);
    Comparison six = compare(base.subList(0, 6), candidate.subList(0, 6), Question.USUAL);

    // 7 · 2/252 is above 0.05, 6 · 2/252 below.
    assertThat(six.cells().getFirst().test().orElseThrow().method())
        .isEqualTo(ComparedCell.Method.EXACT_PERMUTATIONS);
    assertThat(six.cells().getFirst().test().orElseThrow().adjusted())
        .isCloseTo(12 / 252.0, within(1e-12));
    assertThat(six.cells().getFirst().verdict()).isEqualTo(Verdict.WORSE);
    assertThat(six.testing().noise()).isEmpty();
    for (ComparedCell cell : seven.cells()) {
      assertThat(cell.test().orElseThrow().method()).isEqualTo(ComparedCell.Method.MODERATED_T);
    }
    assertThat(seven.of(Verdict.WORSE)).containsExactly(seven.cells().getFirst());
    assertThat(seven.of(Verdict.NOT_SHOWN)).hasSize(6);
    assertThat(seven.testing().noise()).isPresent();
  }

  /** What the exact test cannot do with fewer than 8 forks: 295 cells of 2, ten times slower. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 6})
  void fewForksOfManyCellsShowWhatIsTenTimesSlower(int forks) {
    Random random = new Random(forks);
    List<Invented> base = new ArrayList<>();
    List<Invented> candidate = new ArrayList<>();
    for (int i = 0; i < 295; i++) {
      base.add(time("a.B.c" + i, noisy(random, 10, forks)));
      candidate.add(time("a.B.c" + i, noisy(random, 100, forks)));
    }

    assertThat(compare(base, candidate, Question.USUAL).of(Verdict.WORSE)).hasSize(295);
    assertThat(compare(base, base, Question.USUAL).of(Verdict.NOT_SHOWN)).hasSize(295);
  }

  private static double[] noisy(Random random, double centre, int forks) {
    return random.doubles(forks).map(u -> centre * (1 + 0.04 * (u - 0.5))).toArray();
  }

  @Test
  void batchSizeAndBlackholesMakeIncomparableAndJvmArgumentsAreNoted() {
    Invented base = time("a.B.c", about(10, 5)).withSetting("measurementBatchSize", "500");
    Invented candidate = time("a.B.c", about(20, 5)).withSetting("measurementBatchSize", "1000");

    ComparedCell batch = only(compare(base, candidate));
    ComparedCell old =
        only(
            compare(
                time("a.B.c", about(10, 5))
                    .withSetting("jmhVersion", "1.28")
                    .withSetting("jdkVersion", "17.0.15"),
                time("a.B.c", about(20, 5)).withSetting("jdkVersion", "17.0.15")));

    for (ComparedCell cell : List.of(batch, old)) {
      assertThat(cell.verdict()).isEqualTo(Verdict.INCOMPARABLE);
      assertThat(cell.ratio()).isEmpty();
      assertThat(cell.test()).isEmpty();
    }
    assertThat(batch.notes())
        .contains("not measured alike: batch size 500 in the base, 1000 in the candidate");
    assertThat(old.notes())
        .contains(
            "not measured alike: blackholes full + dont-inline hint in the base, compiler in the candidate",
            "measured with another JMH: 1.28, 1.37");
  }

  @Test
  void anotherModeOrThreadCountOfOneBenchmarkIsIncomparable() {
    Comparison comparison =
        compare(
            List.of(time("a.B.c", about(10, 5)), time("a.B.d", about(10, 5))),
            List.of(
                score("a.B.c", "thrpt", "ops/s", about(10, 5)),
                time("a.B.d", about(10, 5)).withSetting("threads", 4)),
            Question.USUAL);

    assertThat(comparison.of(Verdict.INCOMPARABLE)).hasSize(2);
    assertThat(comparison.cells().getFirst().notes().getFirst())
        .contains("mode avgt in the base, thrpt in the candidate");
    assertThat(comparison.cells().getLast().notes())
        .contains("not measured alike: threads 1 in the base, 4 in the candidate");
    assertThat(comparison.lacksCells()).isFalse();
    assertThat(comparison.geometricMean()).isEmpty();
  }

  @Test
  void whatOnlyJournalsTellMakesIncomparableToo() {
    Map<String, String> reasons =
        Map.of(
            Conditions.GROUPS, "threads of a group 1,3 in the base, 2,2 in the candidate",
            Conditions.OPERATIONS, "operations per invocation 1,3 in the base, 2,2 in the c",
            Conditions.BLACKHOLE_MODE, "blackholes 1,3 in the base, 2,2 in the candidate");
    reasons.forEach((fact, reason) -> {
      ComparedCell cell =
          only(Comparer.compare(knowing(fact, "1,3"), knowing(fact, "2,2"), Question.USUAL));
      assertThat(cell.verdict()).isEqualTo(Verdict.INCOMPARABLE);
      assertThat(cell.notes().getFirst()).contains(reason);
    });
  }

  private static Side knowing(String fact, String value) {
    JmhEntry entry = time("a.B.c", about(10, 5)).entry();
    return new Side(
        value, List.of(entry), Map.of(), Map.of(entry.cell(), Set.of(Map.of(fact, value))));
  }

  @Test
  void whatIsIncomparableTakesNoPartInTheFamily() {
    List<Invented> base = new ArrayList<>();
    List<Invented> candidate = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      base.add(time("a.B.c" + i, about(10, 5)).withSetting("measurementBatchSize", 1));
      candidate.add(
          time("a.B.c" + i, about(20, 5)).withSetting("measurementBatchSize", i == 6 ? 2 : 1));
    }

    Comparison comparison = compare(base, candidate, Question.USUAL);

    assertThat(comparison.tests()).isEqualTo(6);
    assertThat(comparison.of(Verdict.WORSE)).hasSize(6);
  }

  @Test
  void anotherUnitOfTheSameDimensionIsConvertedAndNoted() {
    ComparedCell cell =
        only(
            compare(
                score("a.B.c", "avgt", "us/op", about(10, 5)),
                score("a.B.c", "avgt", "ns/op", about(10_000, 5))));

    assertThat(cell.ratio().orElseThrow().value()).isCloseTo(1, within(1e-9));
    assertThat(cell.verdict()).isEqualTo(Verdict.NOT_SHOWN);
    assertThat(cell.notes()).contains("measured with another unit: us/op, ns/op");
  }

  @Test
  void settingsThatDifferAreNoted() {
    Comparison comparison =
        compare(
            time("a.B.c", about(10, 5)), time("a.B.c", about(10, 5)).with("warmupIterations", 5));

    assertThat(only(comparison).notes()).contains("measured with another warm-up iterations: 3, 5");
  }

  @Test
  void ofJvmArgumentsOnlyThoseThatDifferAreNamed() {
    Comparison comparison =
        compare(
            time("a.B.c", about(10, 5)).withJvmArgs("-Xmx1g", "-ea"),
            time("a.B.c", about(10, 5)).withJvmArgs("-ea"));

    assertThat(only(comparison).notes())
        .containsExactly("measured with another jvmArgs: -Xmx1g, none");
    // The last one counts.
    Comparison order =
        compare(
            time("a.B.c", about(10, 5)).withJvmArgs("-Xmx1g", "-Xmx2g"),
            time("a.B.c", about(10, 5)).withJvmArgs("-Xmx2g", "-Xmx1g"));
    assertThat(only(order).notes())
        .containsExactly("measured with another jvmArgs: -Xmx1g -Xmx2g, -Xmx2g -Xmx1g");
  }

  @Test
  void trialsOfASideThatFallIntoTwoGroupsAreNoted() {
    double[] even = {10, 10.1, 9.9, 10, 10.1, 9.9};
    double[] modes = {10, 10.1, 13, 9.9, 13.1, 10};
    double[] rates = {10, 10.1, 7.7, 9.9, 7.6, 10};
    String words = "2 of 6 trials about 31 % slower";

    assertThat(only(compare(time("a.B.c", even), time("a.B.c", modes))).notes())
        .containsExactly("candidate: " + words);
    assertThat(only(compare(time("a.B.c", modes), time("a.B.c", modes.clone()))).notes())
        .containsExactly("both: " + words);
    assertThat(
            only(compare(
                    score("a.B.c", "thrpt", "ops/s", rates),
                    score("a.B.c", "thrpt", "ops/s", even)))
                .notes())
        .containsExactly("base: " + words);
    // What is neither time nor rate is not slower.
    assertThat(
            only(compare(
                    List.of(time("a.B.c", even).with("m", "B/op", modes)),
                    List.of(time("a.B.c", even).with("m", "B/op", modes)),
                    ofMetric("m")))
                .notes())
        .noneMatch(note -> note.contains("trials about"));
  }
}
