package squareoff.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Conditions.Differences;
import squareoff.harness.run.Plan;
import squareoff.harness.run.SyntheticGate;

class TermsTest {

  private static final Cell CELL = Cell.parse("a.Queue.put:avgt:t2?kind=a%20b");

  private static Plan plan(Terms terms) {
    return SyntheticGate.written(
        SyntheticGate.plan(1, 4, List.of(SyntheticGate.cell(CELL.toString())))
            .withGate(terms.toMap()));
  }

  @Test
  void areWhatTheyWereAfterAJournal() {
    Policy policy =
        new Policy(
            0.001,
            0.2,
            0.075,
            List.of(
                new Policy.Exemption(Pattern.compile("Queue\\.put:.*kind=\"?a|ü"), 0.2),
                new Policy.Exemption(Pattern.compile("Queue"), 0)),
            0.25,
            true);
    Cell gone = Cell.parse("a.Gone.run:thrpt:t1");
    Terms terms = new Terms(policy, 1234.5, true, true, List.of(gone), List.of(CELL, gone));
    Terms back = Terms.of(plan(terms));
    assertThat(back.toMap()).isEqualTo(terms.toMap());
    assertThat(back.budget()).isEqualTo(1234.5);
    assertThat(back.everyRound()).isTrue();
    assertThat(back.tuned()).isTrue();
    assertThat(back.onlyInBase()).containsExactly(gone);
    assertThat(back.onlyInCandidate()).containsExactly(CELL, gone);
    assertThat(back.policy().rare()).isEqualTo(0.25);
    assertThat(back.policy().proveExcess()).isTrue();
    assertThat(back.policy().alpha()).isEqualTo(0.001);
    assertThat(back.policy().beta()).isEqualTo(0.2);
    assertThat(back.policy().tolerance(CELL)).isEqualTo(0.2);
    assertThat(back.policy().tolerance(Cell.parse("a.Queue.take:avgt:t1"))).isZero();
    assertThat(back.policy().tolerance(gone)).isEqualTo(0.075);
  }

  @Test
  void keepWhyCellsGetNoTrial() {
    SortedMap<Cell, Differences> incomparable = new TreeMap<>();
    incomparable.put(CELL, new Differences(List.of("batch size 1, 2", "mode"), List.of("JMH")));
    incomparable.put(Cell.parse("a.B.c:ss:t1?x=%26"), new Differences(List.of("ü"), List.of()));
    Terms terms = new Terms(Policy.DEFAULT, 60, false, false, List.of(), List.of(), incomparable);
    assertThat(Terms.of(plan(terms)).incomparable()).isEqualTo(incomparable);
    assertThat(terms.with(new Policy(0.5, 0.5, 0, List.of())).incomparable())
        .isEqualTo(incomparable);
  }

  @Test
  void lookForNoModesWhereAJournalOfBeforeSaysNothingOfThem() {
    Terms terms =
        new Terms(Policy.DEFAULT, Double.POSITIVE_INFINITY, false, false, List.of(), List.of());
    Map<String, Object> before = new LinkedHashMap<>(terms.toMap());
    before.remove("rare");
    before.remove("proveExcess");
    Plan plan =
        SyntheticGate.plan(1, 4, List.of(SyntheticGate.cell(CELL.toString()))).withGate(before);
    Policy policy = Terms.of(SyntheticGate.written(plan)).policy();
    assertThat(policy.rare()).isEqualTo(1);
    assertThat(policy.proveExcess()).isFalse();
  }

  @Test
  void haveNoEndOfTimeWhereNoneWasGiven() {
    Terms terms =
        new Terms(Policy.DEFAULT, Double.POSITIVE_INFINITY, false, false, List.of(), List.of());
    Terms back = Terms.of(plan(terms));
    assertThat(back.budget()).isInfinite();
    assertThat(back.everyRound()).isFalse();
    assertThat(back.tuned()).isFalse();
  }

  @Test
  void changeThePolicyAlone() {
    Terms terms = new Terms(Policy.DEFAULT, 60, true, true, List.of(CELL), List.of());
    Policy other = new Policy(0.5, 0.5, 0, List.of());
    assertThat(terms.with(other))
        .isEqualTo(new Terms(other, 60, true, true, List.of(CELL), List.of()));
  }
}
