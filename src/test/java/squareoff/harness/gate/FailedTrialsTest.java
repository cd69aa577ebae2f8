package squareoff.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static squareoff.harness.gate.InventedMachine.cell;
import static squareoff.harness.gate.InventedMachine.plan;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.harness.run.Journal;
import squareoff.harness.run.Plan;
import squareoff.harness.run.SyntheticGate;
import squareoff.harness.run.Trial;
import squareoff.harness.run.TrialRecord;

/** Trials that fail, and scores of which nothing can be said. */
class FailedTrialsTest {

  private static final double NO_BUDGET = Double.POSITIVE_INFINITY;

  private static boolean isCandidateOf(Trial trial, int cell) {
    return trial.build().equals(Plan.CANDIDATE)
        && trial.cell().cell().toString().equals(cell(cell));
  }

  @Test
  void aFailedTrialEndsItsCellAndNoOther() {
    GateCourse course = new GateCourse(plan(40, NO_BUDGET, cell(0), cell(1), cell(2)));
    List<TrialRecord> trials =
        new InventedMachine(1).failing(trial -> isCandidateOf(trial, 1)).run(course);
    GateResult result = course.result();
    CellVerdict failed = result.cells().getFirst();
    assertThat(failed.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(failed.cell()).hasToString(cell(1));
    assertThat(failed.reason()).isEqualTo("candidate: JMH ended with exit code 1");
    assertThat(failed.estimate()).isEmpty();
    assertThat(result.count(Verdict.NOT_SLOWER)).isEqualTo(2);
    assertThat(result.ended()).isEqualTo("every cell is decided");
    assertThat(trials.stream().filter(trial -> trial.failed().isPresent()))
        .as("a benchmark that fails may take minutes to be killed: once is enough")
        .hasSize(1);
  }

  @Test
  void aFailedTrialThatIsMadeGoodIsJudged() {
    Plan plan = plan(40, NO_BUDGET, cell(0), cell(1));
    List<TrialRecord> first =
        new InventedMachine(2).failing(t -> isCandidateOf(t, 1)).run(new GateCourse(plan));
    List<TrialRecord> kept = first.stream().filter(t -> t.failed().isEmpty()).toList();

    GateCourse again = new GateCourse(plan);
    List<TrialRecord> all = new InventedMachine(3).with(cell(1), 1.3, 0.01).run(again, kept);

    assertThat(again.result().cells().getFirst().verdict()).isEqualTo(Verdict.SLOWER);
    // The journal holds the failure too, before what made it good.
    List<TrialRecord> journal = new ArrayList<>(first);
    journal.addAll(all.subList(kept.size(), all.size()));
    GateResult replayed = Replay.of(new Journal.Contents(plan, journal), terms -> terms);
    assertThat(replayed.cells()).isEqualTo(again.result().cells());
    assertThat(replayed.count(Verdict.FAILED)).isZero();
  }

  @Test
  void aSecondFailureIsNotForgottenWhenTheFirstIsMadeGood() {
    Plan plan = plan(40, NO_BUDGET, cell(0));
    List<Trial> block = BlockOrder.of(plan.seed(), plan.cells().getFirst(), 0);
    GateCourse course = new GateCourse(plan);
    course.next(
        List.of(
            SyntheticGate.failed(block.get(0), 0, 1),
            SyntheticGate.failed(block.get(1), 1, 1),
            SyntheticGate.measured(block.get(0), 2, 1, 100, 100)));
    assertThat(course.result().count(Verdict.FAILED)).isOne();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, 0, -1, Double.POSITIVE_INFINITY})
  void aScoreWithoutARatioFailsItsCellAndSaysWhy(double score) {
    Plan plan = plan(40, NO_BUDGET, cell(0), cell(1));
    List<TrialRecord> trials = new ArrayList<>();
    GateCourse course = new GateCourse(plan);
    List<Trial> next = course.next(trials);
    while (!next.isEmpty()) {
      double[] scores =
          isCandidateOf(next.getFirst(), 0) ? new double[] {score, score} : new double[] {100, 101};
      trials.add(SyntheticGate.measured(next.getFirst(), trials.size(), 2.5, scores));
      next = course.next(trials);
    }
    CellVerdict failed = course.result().cells().getFirst();
    assertThat(failed.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(failed.cell()).hasToString(cell(0));
    String said = Double.isFinite(score) ? "" + score : "NaN";
    assertThat(failed.reason())
        .isEqualTo("candidate: its score is %s, of which no ratio can be taken".formatted(said));
    assertThat(course.result().count(Verdict.NOT_SLOWER)).isOne();
  }

  @Test
  void aCellOfConstantScoreIsTheSame() {
    GateCourse course = new GateCourse(plan(40, NO_BUDGET, cell(0)));
    constant(course, 1);
    assertThat(course.result().count(Verdict.NOT_SLOWER)).isOne();
    CellVerdict.Estimate estimate = course.result().cells().getFirst().estimate().orElseThrow();
    assertThat(estimate.ratio()).isEqualTo(1);
    assertThat(estimate.noise()).isZero();
    assertThat(estimate.interval().low()).isBetween(0.9, 1.0);
    assertThat(estimate.interval().high()).isBetween(1.0, 1.1);
  }

  @Test
  void aCellOfConstantScoreThatIsSlowerIsNamed() {
    GateCourse course = new GateCourse(plan(40, NO_BUDGET, cell(0)));
    constant(course, 1.2);
    assertThat(course.result().count(Verdict.SLOWER)).isOne();
  }

  @Test
  void aCellOfConstantScoreIsNeverTheSameWithoutATolerance() {
    Terms none =
        new Terms(
            new Policy(0.01, 0.05, 0, List.of()), NO_BUDGET, false, true, List.of(), List.of());
    GateCourse course = new GateCourse(plan(40, none, cell(0)));
    constant(course, 1);
    CellVerdict verdict = course.result().cells().getFirst();
    assertThat(verdict.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(verdict.reason()).contains("noise of 0.0 %").contains("more pairs would be needed");
  }

  @Test
  void withoutAToleranceEqualBuildsAreNeitherSlowerNorTheSame() {
    Terms none =
        new Terms(
            new Policy(0.01, 0.05, 0, List.of()), NO_BUDGET, false, false, List.of(), List.of());
    GateCourse course = new GateCourse(plan(40, none, cell(0), cell(1)));
    new InventedMachine(5).with(cell(1), 1.2, 0.01).run(course);
    assertThat(course.result().cells())
        .extracting(CellVerdict::verdict)
        .containsExactly(Verdict.SLOWER, Verdict.UNDECIDED);
  }

  @Test
  void showsBothScoresInTheUnitOfTheBase() {
    Plan plan = plan(40, NO_BUDGET, cell(0));
    GateCourse course = new GateCourse(plan);
    List<TrialRecord> trials = new ArrayList<>();
    for (Trial trial : BlockOrder.of(plan.seed(), plan.cells().getFirst(), 0)) {
      trials.add(
          trial.build().equals(Plan.BASE)
              ? SyntheticGate.measuredIn("us/op", trial, trials.size(), 1, 2, 2)
              : SyntheticGate.measuredIn("ns/op", trial, trials.size(), 1, 3000, 3000));
    }
    course.next(trials);
    CellVerdict.Estimate estimate = course.result().cells().getFirst().estimate().orElseThrow();
    assertThat(estimate.unit()).isEqualTo("us/op");
    assertThat(estimate.base()).isEqualTo(2);
    assertThat(estimate.candidate()).isCloseTo(3, org.assertj.core.api.Assertions.within(1e-9));
    assertThat(estimate.ratio()).isCloseTo(1.5, org.assertj.core.api.Assertions.within(1e-9));
  }

  private static void constant(GateCourse course, double ratio) {
    List<TrialRecord> trials = new ArrayList<>();
    List<Trial> next = course.next(trials);
    while (!next.isEmpty()) {
      assertThat(trials).hasSizeLessThan(1000);
      double score = next.getFirst().build().equals(Plan.BASE) ? 100 : 100 * ratio;
      trials.add(SyntheticGate.measured(next.getFirst(), trials.size(), 2.5, score, score, score));
      next = course.next(trials);
    }
  }
}
