package squareoff.harness.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import squareoff.harness.gate.Evidence;
import squareoff.harness.gate.MachinesReferee;
import squareoff.harness.gate.Policy;
import squareoff.harness.gate.Referee;
import squareoff.harness.gate.Verdict;
import squareoff.harness.stats.Proportion;

/**
 * Suites that several machines measure, each by a gate of its own that stops at its verdicts, and
 * that are decided over together. On the first machine the first cells may be slower.
 *
 * @param noises the standard deviation of a trial's logarithm of cost on each machine; normal
 * @param cells how many there are
 * @param slowCells how many of them may be slower
 * @param slowdown of the first cells on the first machine, as a fraction of the base's cost
 * @param pairs how many pairs of trials a cell has at most on each machine
 */
record MachinesScenario(List<Double> noises, int cells, int slowCells, double slowdown, int pairs) {

  private static final int CHUNK = 20;

  /**
   * What came of many suites.
   *
   * @param suites how many
   * @param red those in which a cell that was not made slower is {@code slower} or {@code mixed}
   * @param slow how many of the first cells got which verdict, by its number
   * @param named how many of them are undecided, and named since one machine's own gate calls them
   *     slower
   */
  record Counts(long suites, long red, long[] slow, long named) {

    Proportion falseAlarms() {
      return new Proportion(red, suites);
    }

    /** How many of the first cells got one of some verdicts. */
    Proportion share(Verdict... verdicts) {
      return new Proportion(
          Arrays.stream(verdicts).mapToLong(v -> slow[v.ordinal()]).sum(), cells());
    }

    Proportion undecidedButNamed() {
      return new Proportion(named, cells());
    }

    private long cells() {
      return Arrays.stream(slow).sum();
    }

    private Counts plus(Counts other) {
      long[] sum = slow.clone();
      Arrays.setAll(sum, i -> slow[i] + other.slow[i]);
      return new Counts(suites + other.suites, red + other.red, sum, named + other.named);
    }
  }

  /**
   * Judges many suites, on all processors; what comes out does not depend on how many there are.
   *
   * @param policy what is held against the candidate
   * @param suites how many
   * @param seed of all that is drawn
   */
  Counts play(Policy policy, int suites, long seed) {
    return IntStream.range(0, (suites + CHUNK - 1) / CHUNK)
        .parallel()
        .mapToObj(chunk ->
            IntStream.range(chunk * CHUNK, Math.min(suites, (chunk + 1) * CHUNK))
                .mapToObj(suite -> suite(policy, seed, suite))
                .reduce(none(), Counts::plus))
        .reduce(none(), Counts::plus);
  }

  private static Counts none() {
    return new Counts(0, 0, new long[Verdict.values().length], 0);
  }

  private Counts suite(Policy policy, long seed, int number) {
    long own = new SplittableRandom(seed).nextLong() + ((long) noises.hashCode() << 32) + number;
    SplittableRandom random = new SplittableRandom(new SplittableRandom(own).nextLong());
    List<Referee> gates = new ArrayList<>();
    for (int machine = 0; machine < noises.size(); machine++) {
      gates.add(gate(policy, machine, random));
    }
    List<SortedMap<String, Evidence>> evidence = new ArrayList<>();
    for (int cell = 0; cell < cells; cell++) {
      SortedMap<String, Evidence> of = new TreeMap<>();
      for (int machine = 0; machine < gates.size(); machine++) {
        of.put("%04d".formatted(machine), gates.get(machine).evidence(cell));
      }
      evidence.add(of);
    }
    return counts(new MachinesReferee(policy, evidence));
  }

  private Counts counts(MachinesReferee referee) {
    long[] slow = new long[Verdict.values().length];
    long red = 0;
    long named = 0;
    for (int cell = 0; cell < cells; cell++) {
      int number = cell;
      Verdict verdict = referee.verdict(cell);
      if (cell >= slowCells) {
        red = verdict == Verdict.SLOWER || verdict == Verdict.MIXED ? 1 : red;
        continue;
      }
      slow[verdict.ordinal()]++;
      boolean alone =
          IntStream.range(0, noises.size()).anyMatch(m -> referee.isSlowerAlone(number, m));
      named += verdict == Verdict.UNDECIDED && alone ? 1 : 0;
    }
    return new Counts(1, red, slow, named);
  }

  private Referee gate(Policy policy, int machine, SplittableRandom random) {
    List<SimulatedCell> suite = new ArrayList<>();
    for (int cell = 0; cell < cells; cell++) {
      NoiseSource source = NoiseShape.NORMAL.source(random.split(), noises.get(machine), 2 * pairs);
      double effect = machine == 0 && cell < slowCells ? Math.log1p(slowdown) : 0;
      suite.add(new SimulatedCell(source, random.split(), () -> effect));
    }
    int[] blocks = new int[cells];
    Arrays.fill(blocks, pairs / 2);
    Referee referee = new Referee(policy, Collections.nCopies(cells, policy.tolerance()));
    GateProcedure.run(referee, suite, blocks);
    return referee;
  }
}
