package squareoff.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static squareoff.harness.gate.InventedMachine.cell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.harness.run.Journal;
import squareoff.harness.run.Plan;
import squareoff.harness.run.SyntheticGate;
import squareoff.harness.run.UnusableInputException;

class MachinesTest {

  private static GateResult together(List<Journal.Contents> gates) {
    return Replay.of(gates, terms -> terms);
  }

  /** A gate of one machine, to its end; its seed is that of what it measures, too. */
  private static Journal.Contents gate(
      String host, long seed, int rounds, double ratio, double noise, String... cells) {
    Plan plan =
        SyntheticGate.on(
            host,
            SyntheticGate.plan(seed, rounds, Stream.of(cells).map(SyntheticGate::cell).toList())
                .withGate(terms(Policy.DEFAULT).toMap()));
    InventedMachine machine = new InventedMachine(seed);
    Stream.of(cells).forEach(cell -> machine.with(cell, cell.equals(cell(0)) ? ratio : 1, noise));
    return new Journal.Contents(plan, machine.run(new GateCourse(plan)));
  }

  private static Terms terms(Policy policy) {
    return new Terms(policy, Double.POSITIVE_INFINITY, false, false, List.of(), List.of());
  }

  private static CellVerdict of(GateResult result, int cell) {
    return result.cells().stream()
        .filter(verdict -> verdict.cell().toString().equals(cell(cell)))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8})
  void oneMachineThatIsSlowerIsNeitherNotSlowerNorLost(int machines) {
    List<Journal.Contents> gates = new ArrayList<>();
    for (int i = 0; i < machines; i++) {
      gates.add(gate("m" + i, 100 + i, 40, i == 1 ? 1.12 : 1, 0.01, cell(0), cell(1), cell(2)));
    }
    GateResult result = together(gates);
    CellVerdict mixed = result.cells().getFirst();
    assertThat(mixed.cell()).hasToString(cell(0));
    assertThat(mixed.verdict()).isEqualTo(Verdict.MIXED);
    assertThat(mixed.machines())
        .filteredOn(on -> on.verdict() == Verdict.SLOWER)
        .singleElement()
        .satisfies(on -> assertThat(on.machine()).isEqualTo("m1"));
    assertThat(mixed.estimate().orElseThrow().interval().high()).isGreaterThan(1.1);
    assertThat(result.count(Verdict.NOT_SLOWER)).isEqualTo(2);
    assertThat(of(result, 1).estimate().orElseThrow().interval().high()).isLessThan(1.05);
  }

  @Test
  void theOrderOfTheGatesChangesNothingToTheLastBit() {
    List<Journal.Contents> gates = new ArrayList<>();
    gates.add(gate("b", 1, 12, 1.03, 0.1, cell(0), cell(1)));
    gates.add(gate("a", 2, 12, 1.06, 0.01, cell(1), cell(0)));
    gates.add(gate("b", 3, 12, 1.02, 0.04, cell(0), cell(2)));
    gates.add(gate("c", 4, 12, 1.08, 0.03, cell(2), cell(0)));
    GateResult one = together(gates);
    for (int i = 0; i < 10; i++) {
      Collections.shuffle(gates, new Random(i));
      assertThat(together(gates)).isEqualTo(one);
    }
    assertThat(one.machines()).containsExactly("a", "b", "c");
    assertThat(one.name()).isEqualTo("gate-2, gate-1, gate-3, gate-4");
  }

  @Test
  void whatScattersOnOneMachineIsNothingToAnother() {
    Journal.Contents quiet = gate("quiet", 1, 8, 1, 0.01, cell(0));
    Journal.Contents noisy = gate("noisy", 2, 2, 1, 0.3, cell(0));
    CellVerdict both = of(together(List.of(noisy, quiet)), 0);
    CellVerdict alone = Replay.of(quiet, terms -> terms).cells().getFirst();
    assertThat(both.machines().get(1).machine()).isEqualTo("quiet");
    assertThat(both.machines().get(1).interval())
        .isEqualTo(alone.estimate().orElseThrow().interval());
    assertThat(both.machines().get(1).verdict()).isEqualTo(Verdict.NOT_SLOWER);
    assertThat(alone.verdict()).isEqualTo(Verdict.NOT_SLOWER);
    // The other one has not shown it.
    assertThat(both.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(both.estimate().orElseThrow().interval().high()).isGreaterThan(1.05);
  }

  @Test
  void severalGatesOfOneMachineAreItsEvidenceTogether() {
    List<Journal.Contents> gates = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      gates.add(gate("one", seed, 4, 1.2, 0.01, cell(0), cell(1)));
    }
    assertThat(of(together(gates.subList(0, 1)), 0).verdict()).isEqualTo(Verdict.UNDECIDED);
    CellVerdict all = of(together(gates), 0);
    assertThat(all.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(all.machines()).isEmpty();
  }

  @Test
  void machinesThatAgreeShowTogetherWhatNoneShowsAlone() {
    List<Journal.Contents> gates = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      gates.add(gate("m" + i, 10 + i, 4, 1.2, 0.01, cell(0), cell(1)));
    }
    CellVerdict all = of(together(gates), 0);
    assertThat(all.machines()).allMatch(on -> on.verdict() == Verdict.UNDECIDED);
    assertThat(all.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(all.estimate().orElseThrow().interval().low()).isGreaterThan(1);
  }

  @Test
  void machinesOfOneNameAreToldApartByWhatTheyAre() {
    Journal.Contents one = gate("vm", 1, 8, 1, 0.01, cell(0));
    Plan other = SyntheticGate.plan(2, 8, List.of(SyntheticGate.cell(cell(0))));
    Plan bigger =
        new Plan(
            other.run(),
            2,
            other.builds(),
            other.cells(),
            8,
            "java",
            "25",
            List.of(),
            one.plan().gate(),
            java.util.Map.of("host", "vm", "cpu", java.util.Map.of("threads", 64)));
    Journal.Contents two =
        new Journal.Contents(bigger, new InventedMachine(2).run(new GateCourse(bigger)));
    assertThat(together(List.of(two, one)).machines()).containsExactly("vm", "vm (2)");
  }

  @Test
  void partsOfTheCellsMayShareASeedAndCellsMayNot() {
    Journal.Contents first = gate("a", 7, 8, 1, 0.01, cell(0), cell(1));
    Journal.Contents second = gate("b", 7, 8, 1, 0.01, cell(2), cell(3));
    GateResult result = together(List.of(first, second));
    assertThat(result.count(Verdict.NOT_SLOWER)).isEqualTo(4);
    assertThat(result.cells()).allMatch(verdict -> verdict.machines().size() == 1);
    Journal.Contents shared = gate("c", 7, 8, 1, 0.01, cell(1), cell(4));
    assertThatThrownBy(() -> together(List.of(first, shared)))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("the trials of " + cell(1) + " from the same seed (7)");
  }

  @Test
  void gatesOfDifferentPoliciesAreRefusedUnlessOneIsGiven() {
    Journal.Contents one = gate("a", 1, 8, 1, 0.01, cell(0));
    Journal.Contents two = gate("b", 2, 8, 1, 0.01, cell(0));
    Policy lenient = new Policy(0.01, 0.05, 0.2, List.of());
    Journal.Contents other =
        new Journal.Contents(two.plan().withGate(terms(lenient).toMap()), two.trials());
    assertThatThrownBy(() -> together(List.of(one, other)))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("held to different policies");
    assertThat(Replay.of(List.of(one, other), terms -> terms.with(lenient)).policy())
        .isEqualTo(lenient);
  }

  /** The same gate, had JMH been told to print another unit. */
  private static Journal.Contents in(String unit, double factor, Journal.Contents gate) {
    return new Journal.Contents(
        gate.plan(),
        gate.trials().stream()
            .map(trial -> {
              double score = factor * trial.measured().orElseThrow().primary().score();
              return SyntheticGate.saying(
                  trial,
                  "primaryMetric",
                  Map.of(
                      "score",
                      score,
                      "scoreError",
                      "NaN",
                      "scoreUnit",
                      unit,
                      "rawData",
                      List.of(List.of(score))));
            })
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "avgt, ns/op, us/op, 1e-3, one, two", "avgt, us/op, s/op, 1e-6, one, one",
    "thrpt, ops/ns, ops/us, 1e3, one, two", "thrpt, ops/us, ops/s, 1e6, one, one"
  })
  void gatesInDifferentUnitsHaveTheirScoresInThatOfTheFirst(
      String mode, String unit, String other, double factor, String host, String otherHost) {
    String cell = "a.B.run:" + mode + ":t1";
    Journal.Contents first = in(unit, 1, gate(host, 1, 8, 1, 0.01, cell));
    Journal.Contents second = gate(otherHost, 2, 8, 1, 0.01, cell);

    GateResult same = together(List.of(first, in(unit, 1, second)));
    GateResult mixed = together(List.of(in(other, factor, second), first));

    CellVerdict.Estimate expected = same.cells().getFirst().estimate().orElseThrow();
    CellVerdict.Estimate found = mixed.cells().getFirst().estimate().orElseThrow();
    assertThat(found.unit()).isEqualTo(unit);
    assertThat(found.base()).isCloseTo(100, within(5.0));
    assertThat(found.base()).isCloseTo(expected.base(), withinPercentage(1e-9));
    assertThat(found.candidate()).isCloseTo(expected.candidate(), withinPercentage(1e-9));
  }
}
