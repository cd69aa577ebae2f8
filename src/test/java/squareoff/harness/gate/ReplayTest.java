package squareoff.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static squareoff.harness.gate.InventedMachine.cell;
import static squareoff.harness.gate.InventedMachine.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.harness.run.Journal;
import squareoff.harness.run.Plan;
import squareoff.harness.run.SyntheticGate;
import squareoff.harness.run.TrialRecord;
import squareoff.harness.run.UnusableInputException;

class ReplayTest {

  private static final double NO_BUDGET = Double.POSITIVE_INFINITY;

  private static GateResult replay(Plan plan, List<TrialRecord> trials) {
    return Replay.of(new Journal.Contents(plan, trials), terms -> terms);
  }

  @Test
  void aBlockThatLacksATrialDoesNotCountAndThatIsSaid() {
    Terms terms = new Terms(Policy.DEFAULT, NO_BUDGET, true, true, List.of(), List.of());
    Plan plan = plan(6, terms, cell(0), cell(1));
    List<TrialRecord> whole = new InventedMachine(1).run(new GateCourse(plan));
    for (int i = 0; i < whole.size(); i++) {
      List<TrialRecord> lacking = new ArrayList<>(whole);
      TrialRecord lost = lacking.remove(i);
      Journal.Contents contents = new Journal.Contents(plan, lacking);
      GateResult result = Replay.of(contents, t -> t);
      assertThat(result.cells())
          .allMatch(of -> of.pairs() == (of.cell().toString().equals(lost.cell()) ? 4 : 6));
      boolean last = lost.round() >= 4 && lost.cell().equals(whole.getLast().cell());
      if (!last) {
        assertThat(Replay.gaps(contents).orElseThrow())
            .contains("1 block of four trials with a trial that the journal lacks", lost.cell())
            .contains("rounds %d and %d".formatted(lost.round() / 2 * 2, lost.round() / 2 * 2 + 1));
      }
      // Going on runs what was lost, and nothing else.
      assertThat(new InventedMachine(2).run(new GateCourse(plan), lacking))
          .hasSameSizeAs(whole)
          .last()
          .extracting(TrialRecord::cell, TrialRecord::build, TrialRecord::round)
          .containsExactly(lost.cell(), lost.build(), lost.round());
    }
    assertThat(Replay.gaps(new Journal.Contents(plan, whole))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void saysOfEveryPrefixWhatTheGateSaidThen(long seed) {
    Plan plan = plan(12, 150, cell(0), cell(1), cell(2), cell(3), cell(4));
    InventedMachine machine =
        new InventedMachine(seed)
            .with(cell(0), 1.15, 0.02)
            .with(cell(1), 0.85, 0.02)
            .with(cell(2), 1.04, 0.05)
            .failing(trial -> trial.cell().cell().toString().equals(cell(3)) && trial.round() == 2);
    GateCourse course = new GateCourse(plan);
    List<TrialRecord> trials = List.of();
    boolean ended = false;
    while (!ended) {
      // A replay knows the JVMs of the results, too.
      assertThat(replay(plan, trials))
          .usingRecursiveComparison()
          .ignoringFields("environment")
          .isEqualTo(course.result());
      List<TrialRecord> more = machine.run(course, trials, 1);
      ended = more.size() == trials.size();
      trials = more;
    }
    // A replay knows the JVMs of the results, too.
    assertThat(replay(plan, trials))
        .usingRecursiveComparison()
        .ignoringFields("environment")
        .isEqualTo(course.result());
    assertThat(trials).hasSizeGreaterThan(20);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void scoresAreOfTheMeanAndTheTrialsThatTheChangeIsOf(long seed) {
    Plan plan = plan(12, 150, cell(0), cell(1));
    List<TrialRecord> trials =
        new InventedMachine(seed)
            .with(cell(0), 1.1, 0.7)
            .with(cell(1), 0.9, 0.7)
            .run(new GateCourse(plan), List.of(), 31);
    for (int some = 8; some <= trials.size(); some++) {
      for (CellVerdict verdict : replay(plan, trials.subList(0, some)).cells()) {
        verdict
            .estimate()
            .ifPresent(e ->
                assertThat(e.candidate() / e.base())
                    .isCloseTo(e.ratio(), within(1e-9 * e.ratio())));
      }
    }
  }

  @Test
  void decidesByOtherTermsWhereToldTo() {
    Plan plan = plan(40, NO_BUDGET, cell(0), cell(1));
    List<TrialRecord> trials =
        new InventedMachine(1).with(cell(0), 1.1, 0.01).run(new GateCourse(plan));
    Policy lenient = new Policy(0.01, 0.05, 0.25, List.of());
    GateResult other = Replay.of(new Journal.Contents(plan, trials), terms -> terms.with(lenient));
    assertThat(replay(plan, trials).count(Verdict.SLOWER)).isOne();
    assertThat(other.count(Verdict.NOT_SLOWER)).isEqualTo(2);
    assertThat(other.policy()).isEqualTo(lenient);
  }

  @Test
  void putsTheEvidenceOfSeveralGatesTogether() {
    List<Journal.Contents> gates = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      gates.add(gate(SEEDS[i], 4, cell(0), cell(1 + i)));
    }
    // One of them alone has too few pairs to say anything of the cell that all have.
    assertThat(gates)
        .allSatisfy(
            gate -> assertThat(Replay.of(gate, terms -> terms).count(Verdict.SLOWER)).isZero());
    GateResult together = Replay.of(gates, terms -> terms);
    CellVerdict all = together.cells().getFirst();
    assertThat(all.cell()).hasToString(cell(0));
    assertThat(all.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(all.pairs()).isEqualTo(12);
    assertThat(together.cells()).hasSize(4);
    assertThat(together.trials()).isEqualTo(3 * 2 * 8);
    assertThat(together.name()).isEqualTo("gate-10, gate-20, gate-30");
  }

  @Test
  void keepsBlocksWithinTheirGate() {
    // Half a block each: put together they would make one whole.
    Plan one = SyntheticGate.plan(1, 4, List.of(SyntheticGate.cell(cell(0))));
    Plan other = SyntheticGate.plan(2, 4, List.of(SyntheticGate.cell(cell(0))));
    List<TrialRecord> block = new InventedMachine(1).run(new GateCourse(one), List.of(), 4);
    GateResult result =
        Replay.of(
            List.of(
                new Journal.Contents(one, block.subList(0, 2)),
                new Journal.Contents(other, block.subList(2, 4))),
            terms -> terms);
    assertThat(result.cells().getFirst().pairs()).isZero();
  }

  @Test
  void refusesGatesOfOtherJars() {
    Journal.Contents gate = gate(1, 4, cell(0));
    Map<String, Plan.Build> builds = new LinkedHashMap<>(gate.plan().builds());
    builds.put(Plan.CANDIDATE, new Plan.Build("/candidate.jar", "cc"));
    Plan other = SyntheticGate.plan("later", 2, 4, gate.plan().cells(), builds);
    assertThatThrownBy(
            () -> Replay.of(List.of(gate, new Journal.Contents(other, List.of())), t -> t))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("candidate of run later is another jar than that of run gate-1")
        .hasMessageContaining("cc and bb");
  }

  @Test
  void countsNoJournalTwice() {
    Journal.Contents gate = gate(1, 4, cell(0));
    assertThatThrownBy(() -> Replay.of(List.of(gate, gate(2, 4, cell(0)), gate), t -> t))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("gate-1 is given twice");
  }

  @Test
  void refusesGatesThatDrewOneLot() {
    Journal.Contents gate = gate(7, 4, cell(0));
    Plan other =
        SyntheticGate.plan("elsewhere", 7, 4, gate.plan().cells(), gate.plan().builds())
            .withGate(gate.plan().gate());
    Journal.Contents again = new Journal.Contents(other, gate.trials());
    assertThatThrownBy(() -> Replay.of(List.of(gate, again), t -> t))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("elsewhere and gate-7")
        .hasMessageContaining("same seed (7)");
  }

  private static final long[] SEEDS = {10, 20, 30};

  private static Journal.Contents gate(long seed, int rounds, String... cells) {
    List<squareoff.harness.run.PlannedCell> planned =
        java.util.stream.Stream.of(cells).map(SyntheticGate::cell).toList();
    Terms terms = new Terms(Policy.DEFAULT, NO_BUDGET, true, false, List.of(), List.of());
    Plan plan = SyntheticGate.plan(seed, rounds, planned).withGate(terms.toMap());
    InventedMachine machine = new InventedMachine(seed).with(cell(0), 1.2, 0.01);
    return new Journal.Contents(plan, machine.run(new GateCourse(plan)));
  }
}
