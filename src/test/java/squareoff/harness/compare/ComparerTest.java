package squareoff.harness.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static squareoff.harness.compare.Invented.about;
import static squareoff.harness.compare.Invented.score;
import static squareoff.harness.compare.Invented.time;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Direction;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.result.Quantity;

class ComparerTest {

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

  private static Question tolerating(double tolerance) {
    return new Question(Optional.empty(), cell -> true, Question.USUAL_ALPHA, tolerance);
  }

  private static ComparedCell only(Comparison comparison) {
    assertThat(comparison.cells()).hasSize(1);
    return comparison.cells().getFirst();
  }

  @Test
  void moreTimeAndLessThroughputAreSlower() {
    ComparedCell time = only(compare(time("a.B.c", about(10, 5)), time("a.B.c", about(11, 5))));
    ComparedCell rate =
        only(
            compare(
                score("a.B.c", "thrpt", "ops/s", about(11, 5)),
                score("a.B.c", "thrpt", "ops/s", about(10, 5))));

    for (ComparedCell cell : List.of(time, rate)) {
      assertThat(cell.verdict()).isEqualTo(Verdict.WORSE);
      assertThat(cell.word()).isEqualTo("slower");
      assertThat(cell.ratio().orElseThrow().value()).isCloseTo(1.1, within(1e-3));
      assertThat(cell.test().orElseThrow().p()).isCloseTo(2 / 252.0, within(1e-12));
    }
  }

  @Test
  void lessTimeAndMoreThroughputAreFaster() {
    ComparedCell time = only(compare(time("a.B.c", about(11, 5)), time("a.B.c", about(10, 5))));
    ComparedCell rate =
        only(
            compare(
                score("a.B.c", "thrpt", "ops/s", about(10, 5)),
                score("a.B.c", "thrpt", "ops/s", about(11, 5))));

    assertThat(time.word()).isEqualTo("faster");
    assertThat(rate.word()).isEqualTo("faster");
    assertThat(rate.ratio().orElseThrow().value()).isCloseTo(1 / 1.1, within(1e-3));
  }

  @Test
  void unitsOfOneDimensionAreBroughtTogether() {
    ComparedCell cell =
        only(
            compare(
                score("a.B.c", "avgt", "us/op", about(0.010, 5)),
                score("a.B.c", "avgt", "ns/op", about(11, 5))));

    assertThat(cell.ratio().orElseThrow().value()).isCloseTo(1.1, within(1e-3));
    assertThat(cell.verdict()).isEqualTo(Verdict.WORSE);
  }

  @Test
  void unitsOfTwoDimensionsGiveNoRatioAndNoVerdict() {
    ComparedCell cell =
        only(
            compare(
                score("a.B.c", "ss", "ns/op", about(10, 5)),
                score("a.B.c", "ss", "parsecs", about(11, 5))));

    assertThat(cell.ratio()).isEmpty();
    assertThat(cell.test()).isEmpty();
    assertThat(cell.verdict()).isEqualTo(Verdict.INCOMPARABLE);
    assertThat(cell.notes())
        .contains("not measured alike: unit s/op in the base, parsecs in the candidate");
  }

  @Test
  void lessThanHalfAByteIsNoDifferenceWhateverItsRatio() {
    double[] one = about(0.001, 5);
    double[] other = about(0.003, 5);
    List<Invented> before = List.of(time("a.B.c", about(10, 5)).with("m", "B/op", one));
    List<Invented> after = List.of(time("a.B.c", about(10, 5)).with("m", "B/op", other));

    Comparison usual = compare(before, after, ofMetric("m"));
    Question strict =
        new Question(
            Optional.of("m"),
            cell -> true,
            0.05,
            0,
            Optional.of(new Quantity("B/op", Direction.UNKNOWN, List.of(), 0.001, 0)));

    assertThat(only(usual).verdict()).isEqualTo(Verdict.NOT_SHOWN);
    assertThat(only(usual).ratio()).isEmpty();
    assertThat(usual.geometricMean()).isEmpty();
    assertThat(only(usual).notes())
        .contains("differs by less than 0.5 B/op, which counts as no difference (--floor)");
    assertThat(only(compare(before, after, strict)).verdict()).isEqualTo(Verdict.WORSE);
  }

  @Test
  void whatCouldHaveBeenShownAndWasNotIsNoMatterOfTooFewTrials() {
    ComparedCell equal = only(compare(time("a.B.c", about(10, 5)), time("a.B.c", about(10.01, 5))));
    ComparedCell few = only(compare(time("a.B.c", about(10, 3)), time("a.B.c", about(20, 3))));

    assertThat(equal.verdict()).isEqualTo(Verdict.NOT_SHOWN);
    assertThat(few.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(few.ratio().orElseThrow().interval()).isPresent();
  }

  @Test
  void oneTrialASideGivesARatioAndNothingElse() {
    ComparedCell cell = only(compare(time("a.B.c", 10), time("a.B.c", 20)));

    assertThat(cell.ratio().orElseThrow().value()).isEqualTo(2, within(1e-12));
    assertThat(cell.ratio().orElseThrow().interval()).isEmpty();
    assertThat(cell.test().orElseThrow().p()).isEqualTo(1);
    assertThat(cell.verdict()).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void whatIsWithinTheToleranceIsNotSlower() {
    List<Invented> base = List.of(time("a.B.c", about(10, 5)));
    List<Invented> candidate = List.of(time("a.B.c", about(10.4, 5)));

    assertThat(only(compare(base, candidate, tolerating(0.05))).verdict())
        .isEqualTo(Verdict.WITHIN_TOLERANCE);
    assertThat(only(compare(candidate, base, tolerating(0.05))).verdict())
        .isEqualTo(Verdict.WITHIN_TOLERANCE);
    assertThat(only(compare(base, candidate, tolerating(0.03))).verdict()).isEqualTo(Verdict.WORSE);
    assertThat(only(compare(candidate, base, tolerating(0.03))).verdict())
        .isEqualTo(Verdict.BETTER);
  }

  @Test
  void metricsByOperationAreCostsAndThoseOfUnknownDirectionAreMoreOrLess() {
    Invented base =
        time("a.B.c", about(10, 5))
            .with("gc.alloc.rate.norm", "B/op", 0, 0, 0, 0, 0)
            .with("gc.count", "counts", about(10, 5))
            .with("hits", "ops/ms", about(10, 5));
    Invented candidate =
        time("a.B.c", about(10, 5))
            .with("gc.alloc.rate.norm", "B/op", 24, 24, 24, 24, 24)
            .with("gc.count", "counts", about(20, 5))
            .with("hits", "ops/ms", about(20, 5));
    List<Invented> before = List.of(base);
    List<Invented> after = List.of(candidate);

    ComparedCell alloc = only(compare(before, after, ofMetric("gc.alloc.rate.norm")));
    assertThat(alloc.word()).isEqualTo("worse");
    assertThat(alloc.verdict()).isEqualTo(Verdict.WORSE);
    assertThat(alloc.ratio().orElseThrow().value()).isInfinite();
    assertThat(only(compare(after, before, ofMetric("gc.alloc.rate.norm"))).word())
        .isEqualTo("better");
    assertThat(only(compare(before, after, ofMetric("gc.count"))).word()).isEqualTo("more");
    assertThat(only(compare(after, before, ofMetric("gc.count"))).word()).isEqualTo("less");
    assertThat(only(compare(before, after, ofMetric("hits"))).word()).isEqualTo("faster");
  }

  @Test
  void nothingIsNoMoreThanNothing() {
    Invented zero = time("a.B.c", about(10, 5)).with("gc.alloc.rate.norm", "B/op", 0, 0, 0, 0, 0);
    Invented other = time("a.B.c", about(9, 5)).with("gc.alloc.rate.norm", "B/op", 0, 0, 0, 0, 0);

    Comparison comparison = compare(List.of(zero), List.of(other), ofMetric("gc.alloc.rate.norm"));

    assertThat(only(comparison).ratio().orElseThrow().value()).isEqualTo(1);
    assertThat(only(comparison).test().orElseThrow().p()).isEqualTo(1);
    assertThat(only(comparison).verdict()).isEqualTo(Verdict.NOT_SHOWN);
    assertThat(only(comparison).notes()).contains("every trial of both gave the same number");
    assertThat(comparison.geometricMean()).isEmpty();
  }

  @Test
  void aThroughputOfZeroIsInfinitelySlow() {
    ComparedCell cell =
        only(
            compare(
                score("a.B.c", "thrpt", "ops/s", about(10, 5)),
                score("a.B.c", "thrpt", "ops/s", 0, 0, 0, 0, 0)));

    assertThat(cell.verdict()).isEqualTo(Verdict.WORSE);
    assertThat(cell.ratio().orElseThrow().value()).isInfinite();
  }

  @Test
  void aScoreThatIsNoNumberGivesNoVerdict() {
    ComparedCell cell =
        only(compare(time("a.B.c", about(10, 5)), time("a.B.c", Double.NaN, Double.NaN)));

    assertThat(cell.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(cell.ratio()).isEmpty();
    assertThat(cell.test()).isEmpty();
  }

  @Test
  void aForkWithoutDataIsNoTrial() {
    ComparedCell cell =
        only(compare(time("a.B.c", 1, 2, 3, 4, Double.NaN), time("a.B.c", 1, 2, 3, 4, 5)));

    assertThat(cell.base().trials()).hasSize(4);
    assertThat(cell.notes()).contains("base: 1 of 5 forks gave no data");
  }

  @Test
  void filesWithoutRawDataAreShownAndNotTested() {
    Comparison comparison =
        compare(time("a.B.c", about(10, 5)), time("a.B.c", about(20, 5)).withoutRawData());

    assertThat(only(comparison).verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(only(comparison).ratio().orElseThrow().value()).isCloseTo(2, within(1e-9));
    assertThat(only(comparison).notes())
        .contains(
            "candidate: no raw data, so no test; measure with -rf json and without -Djmh.json.rawData=false");
    assertThat(comparison.tests()).isZero();
  }

  @Test
  void forksOfSeveralFilesOfOneSideArePooled() {
    List<Invented> base = List.of(time("a.B.c", 10, 11), time("a.B.c", 12, 13, 14));
    List<Invented> candidate = List.of(time("a.B.c", 20), time("a.B.c", 21, 22, 23, 24));

    ComparedCell cell = only(compare(base, candidate, Question.USUAL));

    assertThat(cell.base().trials()).hasSize(5);
    assertThat(cell.test().orElseThrow().p()).isCloseTo(2 / 252.0, within(1e-12));
    assertThat(cell.verdict()).isEqualTo(Verdict.WORSE);
  }

  @Test
  void theSameMeasurementIsNotCountedTwice() {
    Invented once = time("a.B.c", about(10, 3));

    Comparison comparison =
        compare(List.of(once, once), List.of(time("a.B.c", about(20, 3))), Question.USUAL);

    assertThat(only(comparison).base().trials()).hasSize(3);
    assertThat(only(comparison).notes())
        .contains("base: the same numbers stand there twice; counted once");
    assertThat(comparison.sameTrials()).isFalse();
    assertThat(compare(once, once).sameTrials()).isTrue();
  }

  @Test
  void cellsOfOneSideAreListedWithTheReasonThatIsKnown() {
    List<JmhEntry> base =
        List.of(time("a.B.c", about(1, 5)).entry(), time("a.B.d", about(1, 5)).entry());
    List<JmhEntry> candidate =
        List.of(time("a.B.c", about(1.2, 5)).entry(), time("a.B.e", about(1, 5)).entry());
    Cell failed = base.getLast().cell();

    Comparison comparison =
        Comparer.compare(
            new Side("before", base, Map.of()),
            new Side("after", candidate, Map.of(failed, List.of("5 trials failed: timeout"))),
            Question.USUAL);

    assertThat(comparison.cells()).extracting(c -> c.cell().methodName()).containsExactly("c");
    assertThat(comparison.onlyBase())
        .containsExactly(Map.entry(failed, List.of("5 trials failed: timeout")));
    assertThat(comparison.onlyCandidate()).containsOnlyKeys(candidate.getLast().cell());
    assertThat(comparison.tests()).isEqualTo(1);
  }

  @Test
  void aMetricThatOneSideLacksMakesTheCellMissing() {
    Invented with = time("a.B.c", about(1, 5)).with("m", "B/op", about(8, 5));
    Invented other = time("a.B.d", about(1, 5)).with("m", "B/op", about(8, 5));
    Comparison comparison =
        compare(List.of(with, other), List.of(time("a.B.c", about(2, 5)), other), ofMetric("m"));

    assertThat(comparison.cells()).hasSize(1);
    assertThat(comparison.onlyBase())
        .containsExactly(Map.entry(with.entry().cell(), List.of("without m")));
  }

  @Test
  void theFilterDecidesHowManyTestsThereAre() {
    List<Invented> base = List.of(time("a.B.c", about(10, 5)), time("a.B.d", about(10, 5)));
    Question asked = new Question(Optional.empty(), cell -> cell.methodName().equals("d"), 0.05, 0);

    Comparison comparison = compare(base, base, asked);

    assertThat(only(comparison).cell().methodName()).isEqualTo("d");
    assertThat(comparison.tests()).isEqualTo(1);
    assertThat(comparison.lacksCells()).isFalse();
  }

  @Test
  void nothingInCommonIsAnErrorThatNamesACellOfEach() {
    assertThatThrownBy(() -> compare(time("a.B.c", 1), time("a.B.d", 1)))
        .isInstanceOf(IncomparableResultsException.class)
        .hasMessageContaining("before has 1, such as a.B.c:avgt:t1")
        .hasMessageContaining("after has 1, such as a.B.d:avgt:t1");
    assertThatThrownBy(() -> compare(List.of(), List.of(time("a.B.d", 1)), Question.USUAL))
        .hasMessageContaining("before has none: every benchmark failed");
    Invented with = time("a.B.c", 1).with("gc.count", "counts", 1);
    assertThatThrownBy(() -> compare(List.of(with), List.of(with), ofMetric("gc.time")))
        .hasMessage("--metric gc.time: no cell of both has it. Both have gc.count.");
    Question none = new Question(Optional.empty(), cell -> false, 0.05, 0);
    assertThatThrownBy(() -> compare(List.of(with), List.of(with), none))
        .hasMessage("--filter: no cell matches it. A cell is written a.B.c:avgt:t1");
  }
}
