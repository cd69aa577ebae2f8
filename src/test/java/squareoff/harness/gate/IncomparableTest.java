package squareoff.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static squareoff.harness.gate.InventedMachine.cell;
import static squareoff.harness.gate.InventedMachine.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Conditions;
import squareoff.harness.result.Conditions.Differences;
import squareoff.harness.run.Journal;
import squareoff.harness.run.Plan;
import squareoff.harness.run.PlannedCell;
import squareoff.harness.run.SyntheticGate;
import squareoff.harness.run.TrialRecord;

/** What becomes of cells whose two builds are not measured alike. */
class IncomparableTest {

  private static final double NO_BUDGET = Double.POSITIVE_INFINITY;
  private static final List<String> CELLS =
      Stream.of(0, 1, 2, 3, 4, 5).map(InventedMachine::cell).toList();

  private static final Differences BATCHES =
      new Differences(List.of("batch size 1 in the base, 5 in the candidate"), List.of("JMH"));

  private static CellVerdict of(GateResult result, String cell) {
    return result.cells().stream()
        .filter(verdict -> verdict.cell().toString().equals(cell))
        .findFirst()
        .orElseThrow();
  }

  /** The candidate's trials of these cells have other blackholes. */
  private static TrialRecord otherBlackholes(TrialRecord trial, String... cells) {
    boolean other = trial.build().equals(Plan.CANDIDATE) && List.of(cells).contains(trial.cell());
    return SyntheticGate.knowing(
        trial, Conditions.BLACKHOLE_MODE, other ? "compiler" : "full + dont-inline hint");
  }

  private static TrialRecord candidateSaying(TrialRecord trial, String key, Object value) {
    return trial.build().equals(Plan.CANDIDATE) ? SyntheticGate.saying(trial, key, value) : trial;
  }

  /** A gate of one machine, to its end. */
  private static Journal.Contents gate(String host, long seed, InventedMachine machine) {
    return gate(host, seed, machine, CELLS);
  }

  private static Journal.Contents gate(
      String host, long seed, InventedMachine machine, List<String> cells) {
    List<PlannedCell> planned = cells.stream().map(SyntheticGate::cell).toList();
    Terms terms = new Terms(Policy.DEFAULT, NO_BUDGET, true, false, List.of(), List.of());
    Plan plan =
        SyntheticGate.on(host, SyntheticGate.plan(seed, 8, planned).withGate(terms.toMap()));
    return new Journal.Contents(plan, machine.run(new GateCourse(plan)));
  }

  /** The same gate, had it never had these cells. */
  private static Journal.Contents without(Journal.Contents gate, String... cells) {
    List<String> gone = List.of(cells);
    Plan plan = gate.plan();
    List<PlannedCell> rest =
        plan.cells().stream().filter(c -> !gone.contains(c.cell().toString())).toList();
    Plan fewer =
        SyntheticGate.on(
            (String) plan.environment().get("host"),
            SyntheticGate.plan(plan.seed(), plan.rounds(), rest).withGate(plan.gate()));
    return new Journal.Contents(
        fewer, gate.trials().stream().filter(t -> !gone.contains(t.cell())).toList());
  }

  @Test
  void theScoresOfBothBuildsAreKnownAndNoRatioOfThem() {
    GateCourse course = new GateCourse(plan(8, NO_BUDGET, cell(0), cell(1)));
    List<TrialRecord> trials =
        new InventedMachine(1)
            .with(cell(0), 3, 0.01)
            .telling(trial -> otherBlackholes(trial, cell(0)))
            .run(course);

    CellVerdict verdict = of(course.result(), cell(0));

    assertThat(trials).filteredOn(t -> t.cell().equals(cell(0))).hasSizeBetween(2, 3);
    assertThat(verdict.verdict()).isEqualTo(Verdict.INCOMPARABLE);
    assertThat(verdict.reason()).contains("blackholes full + dont-inline hint in the base, comp");
    assertThat(verdict.estimate()).isEmpty();
    CellVerdict.Scores scores = verdict.scores().orElseThrow();
    assertThat(scores.base()).isCloseTo(100, within(5.0));
    assertThat(scores.candidate()).isCloseTo(300, within(15.0));
    assertThat(List.of(scores.baseUnit(), scores.candidateUnit())).containsOnly("ns/op");
    assertThat(of(course.result(), cell(1)).scores()).isEmpty();
  }

  @Test
  void whatMayBeTheChangeItselfIsNotedBesideTheVerdict() {
    GateCourse course = new GateCourse(plan(20, NO_BUDGET, cell(0), cell(1)));
    new InventedMachine(2)
        .with(cell(0), 1.3, 0.01)
        .telling(trial ->
            trial.cell().equals(cell(0))
                ? candidateSaying(trial, "jvmArgs", List.of("-Xmx1g"))
                : trial)
        .run(course);
    // Where one side says nothing there is nothing to say.
    assertThat(of(course.result(), cell(0)).notes()).isEmpty();

    GateCourse both = new GateCourse(plan(20, NO_BUDGET, cell(0), cell(1)));
    new InventedMachine(2)
        .with(cell(0), 1.3, 0.01)
        .telling(trial -> {
          TrialRecord plain = SyntheticGate.saying(trial, "jvmArgs", List.of("-ea"));
          return trial.cell().equals(cell(0))
              ? candidateSaying(plain, "jvmArgs", List.of("-ea", "-Xmx1g"))
              : plain;
        })
        .run(both);
    CellVerdict noted = of(both.result(), cell(0));
    assertThat(noted.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(noted.notes()).containsExactly("measured with another jvmArgs: none, -Xmx1g");
    assertThat(of(both.result(), cell(1)).notes()).isEmpty();
  }

  @Test
  void whatGatesOfSeveralMachinesDifferInIsNotedOfEachInWhateverOrder() {
    List<Journal.Contents> gates = new ArrayList<>();
    gates.add(gate("a", 1, saying("warmupIterations", 5)));
    gates.add(gate("b", 2, saying("jdkVersion", "25")));
    gates.add(gate("b", 3, saying("warmupIterations", 5)));
    gates.add(gate("c", 4, new InventedMachine(4)));
    for (int i = 0; i < gates.size(); i++) {
      Collections.rotate(gates, 1);
      for (CellVerdict cell : Replay.of(gates, terms -> terms).cells()) {
        assertThat(cell.notes())
            .containsExactlyInAnyOrder(
                "measured with another warm-up iterations: 3, 5",
                "measured with another JVM: JDK 17, JDK 25");
      }
    }
  }

  private static InventedMachine saying(String key, Object value) {
    return new InventedMachine(1)
        .telling(trial -> {
          TrialRecord as = SyntheticGate.saying(trial, "warmupIterations", 3);
          return candidateSaying(SyntheticGate.saying(as, "jdkVersion", "17"), key, value);
        });
  }

  @Test
  void incomparableCellsTakeNoPartInTheFamilyOfSeveralMachines() {
    String[] other = {cell(1), cell(2), cell(3), cell(4)};
    List<Journal.Contents> gates = new ArrayList<>();
    List<Journal.Contents> without = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Journal.Contents gate =
          gate(
              "m" + i,
              10 + i,
              new InventedMachine(10 + i)
                  .with(cell(0), 1.1, 0.03)
                  .telling(trial -> otherBlackholes(trial, other)));
      gates.add(gate);
      without.add(without(gate, other));
    }

    GateResult all = Replay.of(gates, terms -> terms);
    GateResult rest = Replay.of(without, terms -> terms);

    assertThat(all.count(Verdict.INCOMPARABLE)).isEqualTo(4);
    assertThat(of(all, cell(0))).isEqualTo(of(rest, cell(0)));
    assertThat(of(all, cell(5))).isEqualTo(of(rest, cell(5)));
    CellVerdict incomparable = of(all, cell(1));
    assertThat(incomparable.machines()).isEmpty();
    assertThat(incomparable.scores().orElseThrow().base()).isCloseTo(100, within(5.0));
    assertThat(all.machines()).containsExactly("m0", "m1", "m2");
  }

  @Test
  void incomparableOnOneMachineIsIncomparable() {
    Journal.Contents one = gate("a", 1, new InventedMachine(1));
    Journal.Contents two =
        gate("b", 2, new InventedMachine(2).telling(trial -> otherBlackholes(trial, cell(0))));
    CellVerdict cell = of(Replay.of(List.of(one, two), terms -> terms), cell(0));
    assertThat(cell.verdict()).isEqualTo(Verdict.INCOMPARABLE);
    assertThat(cell.estimate()).isEqualTo(Optional.empty());
  }

  @Test
  void trialsThatFallIntoTwoGroupsAreNotedByBuildAndMachine() {
    String slow = "base: 4 of 8 trials about (3|4)\\d % slower";
    InventedMachine machine =
        new InventedMachine(1)
            .slowing(trial -> trial.build().equals(Plan.BASE) && trial.round() % 2 == 1 ? 1.4 : 1);
    Journal.Contents modes = gate("b", 1, machine, List.of(cell(0)));
    Journal.Contents plain =
        gate("a", 2, new InventedMachine(2).with(cell(0), 2, 0.01), List.of(cell(0)));
    assertThat(of(Replay.of(modes, terms -> terms), cell(0)).notes())
        .singleElement(STRING)
        .matches(slow);
    assertThat(of(Replay.of(plain, terms -> terms), cell(0)).notes()).isEmpty();
    assertThat(of(Replay.of(List.of(modes, plain), terms -> terms), cell(0)).notes())
        .singleElement(STRING)
        .matches("on b: " + slow);
  }

  /** The same plan, of which some cells are known to be incomparable before any trial. */
  private static Plan knowing(Plan plan, String... cells) {
    Terms terms = Terms.of(plan);
    SortedMap<Cell, Differences> incomparable = new TreeMap<>();
    Stream.of(cells).forEach(cell -> incomparable.put(Cell.parse(cell), BATCHES));
    return plan.withGate(terms.with(incomparable).toMap());
  }

  @Test
  void whatIsKnownBeforeAnyTrialCostsNoneAndHasItsRow() {
    Plan plain = plan(8, NO_BUDGET, cell(0), cell(1));
    Plan plan = knowing(plain, cell(7));
    GateCourse course = new GateCourse(plan);
    List<TrialRecord> trials = new InventedMachine(1).run(course);

    assertThat(trials).hasToString(new InventedMachine(1).run(new GateCourse(plain)).toString());
    for (GateResult result :
        List.of(course.result(), Replay.of(new Journal.Contents(plan, trials), t -> t))) {
      assertThat(result.cells()).hasSize(3);
      CellVerdict first = result.cells().getFirst();
      assertThat(first.cell()).hasToString(cell(7));
      assertThat(first.verdict()).isEqualTo(Verdict.INCOMPARABLE);
      assertThat(first.reason()).isEqualTo("not measured alike: " + BATCHES.meaning().getFirst());
      assertThat(first.notes()).containsExactly("JMH");
      assertThat(first.scores()).isEmpty();
    }
  }

  @Test
  void aGateOfNothingButIncomparableCellsRunsNothing() {
    Plan plan = knowing(plan(8, NO_BUDGET), cell(0), cell(1));
    GateCourse course = new GateCourse(plan);
    assertThat(course.next(List.of())).isEmpty();
    assertThat(course.result().count(Verdict.INCOMPARABLE)).isEqualTo(2);
    assertThat(course.result().ended()).isEqualTo("no cell can be compared");
    assertThat(course.result().nothingDecided()).isFalse();
    assertThat(course.firstRound()).isZero();
  }

  @Test
  void ofSeveralMachinesOneThatKnowsBeforehandIsEnough() {
    List<String> others = List.of(cell(1), cell(2));
    Journal.Contents one = gate("a", 1, new InventedMachine(1));
    Journal.Contents fewer = gate("b", 2, new InventedMachine(2), others);
    Journal.Contents two =
        new Journal.Contents(knowing(fewer.plan(), cell(0), cell(9)), fewer.trials());

    GateResult result = Replay.of(List.of(one, two), terms -> terms);

    assertThat(result.cells()).hasSize(CELLS.size() + 1);
    assertThat(result.count(Verdict.INCOMPARABLE)).isEqualTo(2);
    assertThat(of(result, cell(0)).reason()).contains("batch size 1 in the base");
    assertThat(of(result, cell(0)).scores()).isPresent();
    assertThat(of(result, cell(9)).scores()).isEmpty();
    GateResult without = Replay.of(List.of(without(one, cell(0)), fewer), terms -> terms);
    assertThat(of(result, cell(1))).isEqualTo(of(without, cell(1)));
  }

  @Test
  void aCellThatIsTakenOutDecidesWhatHadEvidenceEnoughForTheOthers() {
    List<PlannedCell> cells = CELLS.stream().map(SyntheticGate::cell).toList();
    Standing standing = new Standing(cells, Policy.DEFAULT);
    Referee referee = standing.referee();
    InventedMachine machine = new InventedMachine(3).with(cell(0), 1.1, 0.03);
    double enough = -Math.log(Policy.DEFAULT.alpha());
    for (int block = 0; referee.evidence(0).logSlower() < enough; block++) {
      machine.trials(BlockOrder.of(1, cells.getFirst(), block)).forEach(standing::add);
    }
    assertThat(referee.evidence(0).logSlower()).isLessThan(referee.logSlowerFrom(0));
    assertThat(referee.verdict(0)).isEqualTo(Verdict.UNDECIDED);

    for (int cell = 1; cell < cells.size(); cell++) {
      String name = cell(cell);
      machine
          .trials(BlockOrder.of(1, cells.get(cell), 0).subList(0, 3))
          .forEach(trial -> standing.add(otherBlackholes(trial, name)));
      assertThat(standing.isIncomparable(cell)).isTrue();
    }

    assertThat(referee.evidence(0).logSlower()).isGreaterThan(referee.logSlowerFrom(0));
    assertThat(standing.verdict(0, "").verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(standing.closed().get(0)).isTrue();
  }

  @Test
  void whatIsTakenOutIsDecidedNoMore() {
    Referee referee = new Referee(Policy.DEFAULT, List.of(0.05, 0.05, 0.05));
    SplittableRandom random = new SplittableRandom(1);
    while (referee.evidence(0).logSlower() < referee.logSlowerFrom(0)) {
      referee.collect(0, EvidenceTest.block(random, 0.01, 0.2, 0));
    }
    referee.exclude(0);
    referee.decide();
    assertThat(referee.moved().isEmpty()).isTrue();
  }

  /** Of all gates that one may put together, the last has blocks, too. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2147, 2148, 4294, 1_000_000})
  void theBlocksOfAnyNumberOfGatesCount(int gate) {
    List<PlannedCell> cells = List.of(SyntheticGate.cell(cell(0)));
    Standing standing = new Standing(cells, Policy.DEFAULT);
    InventedMachine machine = new InventedMachine(3);
    for (int block = 0; block < 4; block++) {
      machine
          .trials(BlockOrder.of(1, cells.getFirst(), block))
          .forEach(trial -> standing.collect(trial, gate));
    }
    assertThat(standing.referee().evidence(0).blocks()).isEqualTo(4);
    assertThat(standing.trials(0).score(Plan.BASE)).isCloseTo(100, within(5.0));
  }
}
