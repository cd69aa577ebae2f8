package squareoff.harness.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import squareoff.harness.gate.Policy;
import squareoff.harness.gate.Verdict;

/**
 * What the gate does on suites of which the truth is known: false alarms, wrong {@code not-slower},
 * the power to find a slowdown, and how many pairs of trials all of that takes.
 *
 * @param suites how many without a difference, for each noise and level
 * @param cells of a suite
 * @param alphas the family-wise levels; the first is used for all but false alarms
 * @param beta the level of a wrong {@code not-slower}
 * @param tolerance the slowdown that does not matter, as a fraction
 * @param pairs how many pairs of trials a cell has at most, an even number
 * @param noises standard deviations of a trial, as fractions of the cost
 * @param shapes how trials scatter
 * @param slowdowns that are to be found, as fractions
 * @param seed of all that is drawn
 * @param machines how many machines measure the same suite and are decided over together
 */
public record Simulation(
    int suites,
    int cells,
    List<Double> alphas,
    double beta,
    double tolerance,
    int pairs,
    List<Double> noises,
    List<NoiseShape> shapes,
    List<Double> slowdowns,
    long seed,
    List<Integer> machines) {

  /** Of power and wrong {@code not-slower} there is enough in a part of the suites. */
  private static final int PART = 10;

  private static final int PART_OF_MACHINES = 40;

  /** Keeps copies that cannot be changed. */
  public Simulation {
    alphas = List.copyOf(alphas);
    noises = List.copyOf(noises);
    shapes = List.copyOf(shapes);
    slowdowns = List.copyOf(slowdowns);
    machines = List.copyOf(machines);
  }

  /** How many suites there are of each kind that has a difference. */
  int fewer() {
    return Math.max(1, suites / PART);
  }

  /**
   * Simulates everything and writes it as Markdown.
   *
   * @param progress told before each part what it is
   * @return tables with what they show
   */
  public String report(Consumer<String> progress) {
    return new SimulationReport(this, progress).text();
  }

  /**
   * Simulates what {@code compare} says of two files alone.
   *
   * @param progress told before each part what it is
   * @return tables with what they show
   */
  public String compareReport(Consumer<String> progress) {
    return new SimulationReport(this, progress).compareText();
  }

  /** Suites without any difference. */
  Tally equal(NoiseShape shape, double noise, double alpha) {
    return new Scenario(shape, noise, cells, 0, 0, pairs)
        .play(Scenario.GATE, policy(alpha, tolerance), suites, seed);
  }

  /**
   * Suites without any difference, of which no cell may end before its budget because it is within
   * the tolerance: the most looks, and the only ones in which a level is near to being used up.
   */
  Tally equalWithoutTolerance(NoiseShape shape, double alpha) {
    // The evidence has no unit without a tolerance: one noise stands for all.
    return new Scenario(shape, noises.getFirst(), cells, 0, 0, pairs)
        .play(Scenario.GATE, policy(alpha, 0), suites, seed);
  }

  /** Suites of which all cells are slower by just the tolerance: {@code not-slower} is wrong. */
  Tally atTolerance(NoiseShape shape, double noise) {
    return slower(shape, noise, tolerance, cells);
  }

  /** Suites of which some cells are slower. */
  Tally slower(NoiseShape shape, double noise, double slowdown, int slowCells) {
    return new Scenario(shape, noise, cells, slowCells, slowdown, pairs)
        .play(Scenario.GATE, policy(alphas.getFirst(), tolerance), fewer(), seed);
  }

  /**
   * Suites of which all cells have a mode that makes up the tolerance on the mean: {@code
   * not-slower} is wrong.
   */
  Tally modes(double noise, double part, double rare) {
    return new Scenario(NoiseShape.NORMAL, noise, cells, cells, tolerance, part, pairs)
        .play(Scenario.GATE, policy(rare, false), fewer(), seed);
  }

  /** Suites without a difference, where modes in a part of the JVMs are to be excluded. */
  Tally equal(double noise, double rare) {
    return new Scenario(NoiseShape.NORMAL, noise, cells, 0, 0, pairs)
        .play(Scenario.GATE, policy(rare, false), fewer(), seed);
  }

  /** Suites of which a cell is slower, where the tolerance itself may have to be exceeded. */
  Tally excess(double noise, double slowdown, boolean proveExcess) {
    return new Scenario(NoiseShape.NORMAL, noise, cells, 1, slowdown, pairs)
        .play(Scenario.GATE, policy(Policy.DEFAULT.rare(), proveExcess), fewer(), seed);
  }

  /** Suites whose builds differ in shape and not in means. */
  Tally equalMeans(NoiseShape shape, double noise, double alpha) {
    return new Scenario(shape, noise, cells, 0, 0, pairs)
        .play(Scenario.GATE, policy(alpha, tolerance), fewer(), seed);
  }

  private Policy policy(double rare, boolean proveExcess) {
    return new Policy(alphas.getFirst(), beta, tolerance, List.of(), rare, proveExcess);
  }

  /** Suites of several machines, on the first of which the first cells may be slower. */
  MachinesScenario.Counts severalMachines(List<Double> each, int slowCells, double slowdown) {
    return new MachinesScenario(each, cells, slowCells, slowdown, pairs)
        .play(policy(alphas.getFirst(), tolerance), ofMachines(), seed);
  }

  /** How many suites several machines measure, since each is as much work as many. */
  int ofMachines() {
    return Math.max(1, suites / PART_OF_MACHINES);
  }

  /** Suites without a difference and with normal noise, judged in some way. */
  Tally equal(double noise, Scenario.Procedure procedure) {
    return new Scenario(NoiseShape.NORMAL, noise, cells, 0, 0, pairs)
        .play(procedure, policy(alphas.getFirst(), tolerance), suites, seed);
  }

  /** The same noise, judged by pairs, of which one cell may be slower. */
  Tally byPairs(double noise, double slowdown, Scenario.Procedure procedure) {
    return new Scenario(NoiseShape.NORMAL, noise, cells, slowdown > 0 ? 1 : 0, slowdown, pairs)
        .play(procedure, policy(alphas.getFirst(), tolerance), fewer(), seed);
  }

  /** The median of the pairs until a verdict, in the middle of the cells that got it. */
  static String median(Tally.Cells cells, Verdict verdict) {
    return cells.count(verdict) == 0 ? "-" : "" + cells.quantile(verdict, 0.5);
  }

  /** Every shape with every noise. */
  List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (NoiseShape shape : shapes) {
      noises.forEach(noise -> cases.add(new Case(shape, noise)));
    }
    return cases;
  }

  private Policy policy(double alpha, double tolerated) {
    return new Policy(alpha, beta, tolerated, List.of());
  }

  /** A shape with a noise. */
  record Case(NoiseShape shape, double noise) {}
}
