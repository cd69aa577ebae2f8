package squareoff.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static squareoff.harness.gate.InventedMachine.cell;
import static squareoff.harness.gate.InventedMachine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.harness.result.Cell;
import squareoff.harness.run.Plan;
import squareoff.harness.run.SyntheticGate;
import squareoff.harness.run.Trial;
import squareoff.harness.run.TrialRecord;

class GateCourseTest {

  static final double NO_BUDGET = Double.POSITIVE_INFINITY;

  /** A trial of these cells is asked to take 2 s and takes half a second more. */
  private static final double BLOCK_SECONDS = 4 * 2.5;

  private static final double SLOW_SECONDS = 4 * 40;

  static String[] cells(int number) {
    return IntStream.range(0, number).mapToObj(InventedMachine::cell).toArray(String[]::new);
  }

  @Test
  void namesTheSlowerCellAndOnlyIt() {
    GateCourse course = new GateCourse(plan(40, NO_BUDGET, cells(8)));
    List<TrialRecord> trials = new InventedMachine(1).with(cell(3), 1.2, 0.01).run(course);
    GateResult result = course.result();
    assertThat(result.count(Verdict.SLOWER)).isOne();
    assertThat(result.count(Verdict.NOT_SLOWER)).isEqualTo(7);
    assertThat(result.ended()).isEqualTo("every cell is decided");
    CellVerdict slower = result.cells().getFirst();
    assertThat(slower.cell()).hasToString(cell(3));
    assertThat(slower.estimate().orElseThrow().ratio()).isBetween(1.17, 1.23);
    assertThat(slower.estimate().orElseThrow().base()).isBetween(95.0, 105.0);
    assertThat(slower.estimate().orElseThrow().candidate()).isBetween(114.0, 126.0);
    assertThat(trials).hasSizeLessThan(8 * 80 / 3);
  }

  @Test
  void namesTheFasterCell() {
    GateCourse course = new GateCourse(plan(40, NO_BUDGET, cells(4)));
    new InventedMachine(2).with(cell(0), 0.8, 0.01).run(course);
    assertThat(course.result().count(Verdict.FASTER)).isOne();
    assertThat(course.result().cells().getLast().cell()).hasToString(cell(0));
  }

  @Test
  void takesAThroughputThatFellForSlower() {
    Plan plan = plan(40, NO_BUDGET, "a.B.up:thrpt:t1", "a.B.down:thrpt:t1");
    GateCourse course = new GateCourse(plan);
    // Scores are ops/ns here: a ratio above 1 is a candidate that does more.
    new InventedMachine(3)
        .with("a.B.up:thrpt:t1", 1.3, 0.01)
        .with("a.B.down:thrpt:t1", 0.7, 0.01)
        .run(course);
    assertThat(course.result().cells())
        .extracting(v -> v.cell().methodName() + " " + v.verdict())
        .containsExactly("down SLOWER", "up FASTER");
  }

  @Test
  void givesEveryCellABlockBeforeAnyGetsAnother() {
    GateCourse course = new GateCourse(plan(40, NO_BUDGET, cells(6)));
    List<TrialRecord> trials = new InventedMachine(4).run(course);
    Set<String> first = new HashSet<>();
    trials.subList(0, 24).forEach(trial -> first.add(trial.cell()));
    assertThat(first).hasSize(6);
    assertThat(trials.subList(0, 24)).allMatch(trial -> trial.round() < 2);
  }

  @Test
  void runsTheTrialsOfABlockNextToEachOtherInTheOrderOfTheLot() {
    Plan plan = plan(6, NO_BUDGET, cells(3));
    List<TrialRecord> trials =
        new InventedMachine(5).with(cell(0), 1, 0.2).run(new GateCourse(plan));
    assertThat(trials.size() % 4).isZero();
    for (int i = 0; i < trials.size(); i += 4) {
      String cell = trials.get(i).cell();
      StringBuilder order = new StringBuilder();
      for (TrialRecord trial : trials.subList(i, i + 4)) {
        assertThat(trial.cell()).isEqualTo(cell);
        order.append(trial.build().equals("base") ? 'B' : 'C');
      }
      assertThat(order.toString())
          .isEqualTo(BlockOrder.order(plan.seed(), cell, trials.get(i).round() / 2));
    }
  }

  @Test
  void givesDecidedCellsNoMoreTrials() {
    Plan plan = plan(40, NO_BUDGET, cells(5));
    GateCourse course = new GateCourse(plan);
    InventedMachine machine = new InventedMachine(6).with(cell(1), 1.2, 0.01);
    List<TrialRecord> trials = List.of();
    Map<String, Verdict> before = new HashMap<>();
    while (true) {
      course.news().forEach((cell, verdict) -> before.put(cell.toString(), verdict));
      List<TrialRecord> more = machine.run(course, trials, 1);
      if (more.size() == trials.size()) {
        break;
      }
      assertThat(before).doesNotContainKey(more.getLast().cell());
      trials = more;
    }
    assertThat(course.decided()).isEqualTo(5);
  }

  @Test
  void finishesABlockThatWasBegunBeforeItGoesOnElsewhere() {
    Plan plan = plan(40, NO_BUDGET, cells(4));
    for (int cut : new int[] {1, 2, 3, 5, 6, 7, 18}) {
      InventedMachine machine = new InventedMachine(7).with(cell(2), 1, 0.1);
      List<TrialRecord> trials = machine.run(new GateCourse(plan), List.of(), cut);
      Trial next = new GateCourse(plan).next(trials).getFirst();
      assertThat(next.cell().cell()).hasToString(trials.getLast().cell());
      assertThat(next.round() / 2).isEqualTo(trials.getLast().round() / 2);
    }
  }

  @Test
  void goesOnAsItWouldHaveWithoutAnInterruption() {
    Plan plan = plan(12, NO_BUDGET, cells(4));
    List<TrialRecord> whole =
        new InventedMachine(8).with(cell(0), 1, 0.1).run(new GateCourse(plan));
    for (int cut = 0; cut < whole.size(); cut++) {
      Trial next = new GateCourse(plan).next(whole.subList(0, cut)).getFirst();
      TrialRecord then = whole.get(cut);
      assertThat(next.cell().cell() + next.build() + next.round())
          .isEqualTo(then.cell() + then.build() + then.round());
    }
  }

  @Test
  void beginsNoBlockThatTheBudgetHasNoTimeFor() {
    GateCourse course = new GateCourse(plan(40, 3.5 * BLOCK_SECONDS, cells(5)));
    List<TrialRecord> trials = new InventedMachine(9).run(course);
    assertThat(trials).hasSize(12);
    GateResult result = course.result();
    assertThat(result.ended()).isEqualTo("the budget ended");
    assertThat(result.seconds()).isEqualTo(3 * BLOCK_SECONDS);
    assertThat(result.cells())
        .filteredOn(verdict -> verdict.pairs() == 0)
        .hasSize(2)
        .allSatisfy(verdict -> {
          assertThat(verdict.verdict()).isEqualTo(Verdict.UNDECIDED);
          assertThat(verdict.reason()).contains("budget").contains("first block");
        });
  }

  @Test
  void reckonsWithTheLengthThatTrialsAreGoingToHave() {
    // Iterations that vary much, and forks that agree: trials become six times as long.
    Terms terms = new Terms(Policy.DEFAULT, 30, false, true, List.of(), List.of());
    Plan plan = plan(40, terms, cell(0));
    GateCourse course = new GateCourse(plan);
    List<TrialRecord> block =
        BlockOrder.of(plan.seed(), plan.cells().getFirst(), 0).stream()
            .map(trial -> SyntheticGate.measured(trial, 0, 2.5, 50, 75, 100, 125, 150))
            .toList();
    // 10 s are gone; 30 iterations of 200 ms take 7.5 s with all that comes on top: 30 s a block.
    assertThat(course.next(block)).isEmpty();
    assertThat(course.result().ended()).isEqualTo("the budget ended");
    Terms more = new Terms(Policy.DEFAULT, 40.1, false, true, List.of(), List.of());
    Trial next = new GateCourse(plan, more).next(block).getFirst();
    assertThat(next.cell().option("-i")).contains("30");
  }

  @Test
  void leavesTheLengthOfTrialsAloneThatTheUserSet() {
    Terms terms = new Terms(Policy.DEFAULT, NO_BUDGET, false, false, List.of(), List.of());
    Plan plan = plan(40, terms, cell(0));
    List<TrialRecord> block =
        BlockOrder.of(plan.seed(), plan.cells().getFirst(), 0).stream()
            .map(trial -> SyntheticGate.measured(trial, 0, 2.5, 50, 75, 100, 125, 150))
            .toList();
    assertThat(new GateCourse(plan).next(block).getFirst().cell())
        .isEqualTo(plan.cells().getFirst());
  }

  @Test
  void givesUpWhereAllRoundsWouldNotDo() {
    GateCourse course = new GateCourse(plan(40, NO_BUDGET, cells(3)));
    List<TrialRecord> trials = new InventedMachine(10).with(cell(1), 1, 2).run(course);
    CellVerdict hopeless = course.result().cells().getFirst();
    assertThat(hopeless.cell()).hasToString(cell(1));
    assertThat(hopeless.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(hopeless.reason()).startsWith("given up: with a noise of ").contains("more pairs");
    assertThat(hopeless.pairs()).isBetween(8, 38);
    assertThat(trials.stream().filter(trial -> trial.cell().equals(cell(1))).count())
        .isEqualTo(2L * hopeless.pairs());
    assertThat(course.result().count(Verdict.NOT_SLOWER)).isEqualTo(2);
    assertThat(course.result().ended()).isEqualTo("no more rounds");
  }

  @Test
  void goesOnToTheLastRoundWhereEveryRoundIsAskedFor() {
    Terms terms = new Terms(Policy.DEFAULT, NO_BUDGET, true, false, List.of(), List.of());
    GateCourse course = new GateCourse(plan(10, terms, cells(3)));
    List<TrialRecord> trials =
        new InventedMachine(11).with(cell(0), 1.3, 0.01).with(cell(1), 1, 3).run(course);
    assertThat(trials).hasSize(3 * 10 * 2);
    assertThat(course.result().cells()).allMatch(verdict -> verdict.pairs() == 10);
  }

  @Test
  void endsAfterTheLastRound() {
    GateCourse course = new GateCourse(plan(4, NO_BUDGET, cells(2)));
    List<TrialRecord> trials =
        new InventedMachine(12).with(cell(0), 1, 0.05).with(cell(1), 1, 0.05).run(course);
    assertThat(trials).hasSize(2 * 4 * 2);
    assertThat(course.result().ended()).isEqualTo("no more rounds");
    assertThat(course.result().cells().getFirst().reason()).startsWith("no more rounds: with a");
  }

  @Test
  void asksForTwoTrialsOfEachBuildOfEveryCellAtFirst() {
    GateCourse course = new GateCourse(plan(40, NO_BUDGET, cells(3)));
    assertThat(course.firstRound()).isEqualTo(3 * 4 * (2 + 1.0));
  }

  /**
   * One cell takes fifty times as long; the others scatter so much that nothing is known of them
   * for long, and are cheap. Time is enough for the one, and for little of the others.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noNoisyCellTakesTheTimeOfOneThatIsClearlySlower(long seed) {
    double firstBlocks = 29 * BLOCK_SECONDS + SLOW_SECONDS;
    GateCourse course = new GateCourse(plan(40, firstBlocks + 5.5 * SLOW_SECONDS, cells(30)));
    InventedMachine machine = new InventedMachine(seed).with(cell(7), 50, 0.3).taking(cell(7), 40);
    for (int i = 0; i < 30; i++) {
      if (i != 7) {
        machine.with(cell(i), 1, 0.4);
      }
    }
    machine.run(course);
    assertThat(course.news()).containsEntry(Cell.parse(cell(7)), Verdict.SLOWER);
  }

  /** What a trial measures depends on which it is, as on a machine that both gates would find. */
  private static List<TrialRecord> foundIn(Plan plan, List<TrialRecord> before) {
    List<TrialRecord> trials = new ArrayList<>(before);
    GateCourse course = new GateCourse(plan);
    List<Trial> next = course.next(List.copyOf(trials));
    while (!next.isEmpty()) {
      Trial trial = next.getFirst();
      String which = trial.cell().cell() + trial.build() + trial.round();
      trials.addAll(new InventedMachine(which.hashCode()).with(cell(1), 1.3, 0.02).trials(next));
      next = course.next(List.copyOf(trials));
    }
    return trials;
  }

  @Test
  void moreRoundsLeadToTheVerdictsOfAGateThatHadThemFromTheStart() {
    String[] cells = cells(3);
    List<TrialRecord> two = foundIn(plan(2, NO_BUDGET, cells), List.of());
    GateResult undecided = resultOf(plan(2, NO_BUDGET, cells), two);
    assertThat(undecided.count(Verdict.UNDECIDED)).isEqualTo(3);
    assertThat(undecided.ended()).isEqualTo(GateCourse.NO_MORE_ROUNDS);

    List<TrialRecord> goneOn = foundIn(plan(12, NO_BUDGET, cells), two);
    List<TrialRecord> fresh = foundIn(plan(12, NO_BUDGET, cells), List.of());
    assertThat(goneOn).hasSameSizeAs(fresh);
    GateResult result = resultOf(plan(12, NO_BUDGET, cells), goneOn);
    assertThat(result.count(Verdict.SLOWER)).isOne();
    assertThat(result.cells())
        .usingRecursiveComparison()
        .isEqualTo(resultOf(plan(12, NO_BUDGET, cells), fresh).cells());
  }

  private static GateResult resultOf(Plan plan, List<TrialRecord> trials) {
    GateCourse course = new GateCourse(plan);
    course.next(trials);
    return course.result();
  }

  @Test
  void newsOfACellSayWhatItsRowSays() {
    Terms everyRound = new Terms(Policy.DEFAULT, NO_BUDGET, true, false, List.of(), List.of());
    GateCourse course = new GateCourse(plan(40, everyRound, cells(2)));
    new InventedMachine(1)
        .with(cell(0), 1.1, 0.01)
        .slowing(trial ->
            trial.build().equals(Plan.CANDIDATE)
                    && trial.cell().cell().toString().equals(cell(0))
                    && trial.round() < 16
                ? 1.5
                : 1)
        .run(course);
    assertThat(course.standing().referee().verdict(0)).isEqualTo(Verdict.SLOWER);
    CellVerdict row =
        course.result().cells().stream()
            .filter(cell -> cell.cell().toString().equals(cell(0)))
            .findFirst()
            .orElseThrow();
    assertThat(row.reason()).contains("contradict");
    assertThat(course.news()).containsEntry(row.cell(), Verdict.UNDECIDED);
  }
}
