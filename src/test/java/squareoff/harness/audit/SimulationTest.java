package squareoff.harness.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import squareoff.harness.gate.Policy;
import squareoff.harness.gate.Verdict;
import squareoff.harness.stats.Proportion;
import squareoff.harness.stats.TrialBlock;

class SimulationTest {

  private static final int SUITES = 400;
  private static final double ALPHA = 0.05;

  /** Nobody is slower; without a tolerance nothing but the level keeps alarms away. */
  @ParameterizedTest
  @EnumSource(
      value = NoiseShape.class,
      names = {"NOISIER_5", "NOISIER_20", "UNEVEN"},
      mode = EnumSource.Mode.EXCLUDE)
  void raisesNoMoreFalseAlarmsThanTheLevelAllows(NoiseShape shape) {
    assertThat(lowEnough(alarms(shape, ALPHA), ALPHA)).isTrue();
  }

  @Test
  void wouldNoticeAProcessThatIsTenTimesTooEager() {
    assertThat(lowEnough(alarms(NoiseShape.NORMAL, 10 * ALPHA), ALPHA)).isFalse();
  }

  @Test
  void wouldNoticeAnOrderThatIsNotDrawn() {
    long alarms = 0;
    for (int suite = 0; suite < SUITES; suite++) {
      SplittableRandom random = new SplittableRandom(suite);
      List<BlockSource> cells = new ArrayList<>();
      for (int cell = 0; cell < 5; cell++) {
        // A machine that becomes slower, and a candidate that always comes last.
        cells.add(() -> new TrialBlock(noise(random), noise(random), later(random), later(random)));
      }
      Outcome outcome =
          GateProcedure.run(
              policy(ALPHA, 0), Collections.nCopies(5, 0.0), cells, new int[] {20, 20, 20, 20, 20});
      alarms += List.of(outcome.verdicts()).contains(Verdict.SLOWER) ? 1 : 0;
    }
    assertThat(lowEnough(new Proportion(alarms, SUITES), ALPHA)).isFalse();
  }

  private static double noise(SplittableRandom random) {
    return random.nextGaussian();
  }

  private static double later(SplittableRandom random) {
    return random.nextGaussian() + 0.5;
  }

  private static Proportion alarms(NoiseShape shape, double alpha) {
    return new Scenario(shape, 0.03, 10, 0, 0, 40)
        .play(Scenario.GATE, policy(alpha, 0), SUITES, 1)
        .falseAlarms();
  }

  /** Whether a rate is what chance may make of a level, but for one time in ten thousand. */
  private static boolean lowEnough(Proportion found, double level) {
    return found.interval(0.9998).low() <= level;
  }

  @ParameterizedTest
  @EnumSource(
      value = NoiseShape.class,
      names = {"NOISIER_5", "NOISIER_20", "UNEVEN"},
      mode = EnumSource.Mode.EXCLUDE)
  void seldomCallsSameWhatIsSlowerByJustTheTolerance(NoiseShape shape) {
    Tally tally =
        new Scenario(shape, 0.03, 10, 10, 0.05, 40)
            .play(Scenario.GATE, policy(0.01, 0.05), SUITES / 4, 2);
    Proportion same = tally.slow().share(Verdict.NOT_SLOWER);
    assertThat(same.of()).isEqualTo(1000);
    assertThat(lowEnough(same, 0.05)).isTrue();
    assertThat(same.count()).isPositive();
  }

  /** A mode that as many JVMs as were seen exclude is seldom missed; a rarer one mostly is. */
  @ParameterizedTest
  @CsvSource({"0.5, 0.5", "0.25, 0.25", "0.1, 0.1", "0.5, 0.1"})
  void seldomCallsNotSlowerWhatHasASlowModeInSoManyJvms(double part, double rare) {
    Proportion wrong = simulation(10).modes(0.01, part, rare).slow().share(Verdict.NOT_SLOWER);
    assertThat(wrong.of()).isEqualTo(1000);
    assertThat(lowEnough(wrong, 0.05)).isTrue();
  }

  @Test
  void showsThatRarerModesAreMissedWhereTheyAreNotAskedFor() {
    Simulation simulation = simulation(10);
    for (double rare : new double[] {1, 0.5, 0.25}) {
      Proportion wrong = simulation.modes(0.01, 0.1, rare).slow().share(Verdict.NOT_SLOWER);
      assertThat(lowEnough(wrong, 0.05)).as("part %s", rare).isFalse();
    }
  }

  @Test
  void saysWhatExceedsItsLevel() {
    AssumptionTables tables = new AssumptionTables(simulation(4), part -> {});
    assertThat(tables.text()).startsWith("## Slow modes");
    assertThat(tables.headline())
        .contains("`not-slower` of a slow mode in 10 % of the JVMs, no modes excluded")
        .contains("`not-slower` of a slow mode in 5 % of the JVMs, `--rare 10%` (not promised)")
        .contains("`slower` though the means are equal, `uneven`")
        .doesNotContain("(promised)");
  }

  @Test
  void findsFewerSmallSlowdownsWhereTheToleranceItselfMustBeExceeded() {
    Simulation simulation = simulation(10);
    Proportion usual = simulation.excess(0.03, 0.05, false).slow().share(Verdict.SLOWER);
    Proportion proven = simulation.excess(0.03, 0.05, true).slow().share(Verdict.SLOWER);
    assertThat(usual.rate()).isGreaterThan(0.4);
    assertThat(lowEnough(proven, 0.01)).isTrue();
    assertThat(simulation.excess(0.03, 0.2, true).slow().share(Verdict.SLOWER).rate())
        .isGreaterThan(0.9);
  }

  private static Simulation simulation(int cells) {
    return new Simulation(
        1000,
        cells,
        List.of(0.01),
        0.05,
        0.05,
        40,
        List.of(0.01),
        List.of(NoiseShape.NORMAL),
        List.of(0.1),
        3,
        List.of(2));
  }

  @Test
  void findsTheSlowCellAndCallsTheOthersSame() {
    Tally tally =
        new Scenario(NoiseShape.NORMAL, 0.02, 30, 1, 0.1, 40)
            .play(Scenario.GATE, policy(0.01, 0.05), 50, 3);
    assertThat(tally.slow().count(Verdict.SLOWER)).isEqualTo(50);
    assertThat(tally.slow().quantile(Verdict.SLOWER, 0.5)).isBetween(8, 14);
    assertThat(tally.equal().share(Verdict.NOT_SLOWER).rate()).isGreaterThan(0.99);
    assertThat(tally.equal().mean(Verdict.NOT_SLOWER)).isBetween(4.0, 7.0);
  }

  @Test
  void findsNothingElseWhateverTheNumberOfThreads() throws Exception {
    assertThat(inPool(1)).isEqualTo(inPool(4)).contains("| normal |", "| ar1");
  }

  private static String inPool(int threads) throws ExecutionException, InterruptedException {
    Simulation simulation =
        new Simulation(
            120,
            4,
            List.of(0.05),
            0.05,
            0.05,
            8,
            List.of(0.03),
            List.of(NoiseShape.NORMAL, NoiseShape.AR1),
            List.of(0.1),
            7,
            List.of(2));
    try (ForkJoinPool pool = new ForkJoinPool(threads)) {
      return pool.submit(() -> simulation.report(part -> {})).get();
    }
  }

  /** One of them is slower, with and without a difference in how much their trials scatter. */
  @ParameterizedTest
  @CsvSource({"0.01, 0.01", "0.02, 0.02", "0.01, 0.1", "0.1, 0.01"})
  void aSlowMachineIsNotHiddenByOthersNorInvented(double first, double others) {
    List<Double> noises = List.of(first, others, others, others);
    MachinesScenario.Counts equal =
        new MachinesScenario(noises, 4, 0, 0, 20).play(policy(ALPHA, 0.05), SUITES / 2, 3);
    assertThat(lowEnough(equal.falseAlarms(), ALPHA)).isTrue();
    MachinesScenario.Counts one =
        new MachinesScenario(noises, 4, 1, 0.12, 20).play(policy(ALPHA, 0.05), SUITES / 2, 3);
    assertThat(lowEnough(one.share(Verdict.NOT_SLOWER, Verdict.FASTER), 0.05)).isTrue();
    if (first < 0.05) {
      Proportion told =
          new Proportion(
              Math.round(
                  SUITES
                      / 2
                      * (one.share(Verdict.MIXED, Verdict.SLOWER).rate()
                          + one.undecidedButNamed().rate())),
              SUITES / 2);
      assertThat(told.rate()).isGreaterThan(0.9);
    }
  }

  /** Some of its lines, which take a second. Whoever changes a verdict runs the command again. */
  @Test
  void theDocumentationHasTheFiguresOfTheCommandAtItsHead() throws IOException {
    String documentation = Files.readString(Path.of("docs/simulation.md"));
    assertThat(documentation)
        .contains("--cells 30 --alpha 0.01,0.05 --beta 0.05", "--pairs 40 ", "--seed 42");
    int suites = Integer.parseInt(documentation.split("simulate --suites ")[1].split(" ")[0]);
    Simulation simulation =
        new Simulation(
            suites,
            30,
            List.of(0.01, 0.05),
            0.05,
            0.05,
            40,
            List.of(0.01),
            List.of(NoiseShape.NORMAL),
            List.of(0.1),
            42,
            List.of(2));
    List<String> rows =
        new MachinesReport(simulation, part -> {})
            .text()
            .lines()
            .filter(line -> line.startsWith("| 2, 1 %"))
            .toList();
    assertThat(rows).hasSize(2);
    assertThat(documentation.lines().map(SimulationTest::unpadded))
        .containsAll(rows.stream().map(SimulationTest::unpadded).toList());
  }

  private static String unpadded(String line) {
    return line.replaceAll(" +", " ");
  }

  @Test
  void drawsTheSameSuitesForTheSameSeedOnly() {
    assertThat(suite(1)).isEqualTo(suite(1)).isNotEqualTo(suite(2));
  }

  private static String suite(long seed) {
    List<String> drawn = new ArrayList<>();
    new Scenario(NoiseShape.NORMAL, 0.02, 2, 0, 0, 2)
        .play(
            (policy, cells, pairs) -> {
              synchronized (drawn) {
                drawn.add(cells.getFirst().next().toString());
              }
              return new Outcome(
                  new Verdict[] {Verdict.NOT_SLOWER, Verdict.NOT_SLOWER}, new int[2]);
            },
            policy(0.01, 0.05),
            3,
            seed);
    assertThat(drawn).doesNotHaveDuplicates().hasSize(3);
    return String.join("\n", drawn.stream().sorted().toList());
  }

  /** By all ways in which the coin can fall. */
  @Test
  void comparesWithAProcessThatIsFairUnderTheCoin() {
    SplittableRandom random = new SplittableRandom(4);
    double[] differences = random.doubles(12).map(u -> Math.exp(3 * u)).toArray();
    double sum = 0;
    for (int coins = 0; coins < 1 << differences.length; coins++) {
      var process = new PairProcedure.Process(0, 1);
      for (int i = 0; i < differences.length; i++) {
        process.add((coins & 1 << i) == 0 ? differences[i] : -differences[i]);
      }
      sum += Math.exp(process.logE);
    }
    assertThat(sum / (1 << differences.length)).isCloseTo(1, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"0.01,5", "0.02,6", "0.03,9", "0.05,17"})
  void comparesWithPairsAsTheyAreKnownToDo(double noise, double pairs) {
    Tally tally =
        new Scenario(NoiseShape.NORMAL, noise, 30, 0, 0, 40)
            .play(PairProcedure::run, policy(0.01, 0.05), 40, 5);
    assertThat(tally.equal().mean(Verdict.NOT_SLOWER)).isCloseTo(pairs, within(1.0));
  }

  private static Policy policy(double alpha, double tolerance) {
    return new Policy(alpha, 0.05, tolerance, List.of());
  }
}
