package squareoff.harness.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import squareoff.harness.gate.Policy;

/**
 * Suites of one kind. The first cells are slower by a known amount, the others are not; all have
 * the same noise.
 *
 * @param shape of the noise
 * @param noise the standard deviation of a trial's logarithm of cost
 * @param cells how many there are
 * @param slowCells how many of them are slower
 * @param slowdown by how much, as a fraction of the base's cost, on the mean of logarithms
 * @param part of the candidate's JVMs that is slower, by so much the more: 1 is all alike
 * @param pairs how many pairs of trials a cell has at most
 */
record Scenario(
    NoiseShape shape,
    double noise,
    int cells,
    int slowCells,
    double slowdown,
    double part,
    int pairs) {

  /** Suites that one thread takes at a time. */
  private static final int CHUNK = 50;

  /** Suites of which all JVMs of a slower cell are slower alike. */
  Scenario(NoiseShape shape, double noise, int cells, int slowCells, double slowdown, int pairs) {
    this(shape, noise, cells, slowCells, slowdown, 1, pairs);
  }

  /** A way to judge a suite. */
  interface Procedure {

    /**
     * Judges.
     *
     * @param policy what is held against the candidate
     * @param cells where trials come from
     * @param pairs how many pairs a cell has at most
     */
    Outcome run(Policy policy, List<SimulatedCell> cells, int pairs);
  }

  /** The gate's own. */
  static final Procedure GATE =
      (policy, cells, pairs) -> {
        int[] blocks = new int[cells.size()];
        Arrays.fill(blocks, pairs / 2);
        return GateProcedure.run(
            policy, Collections.nCopies(cells.size(), policy.tolerance()), cells, blocks);
      };

  /**
   * Judges many suites, on all processors; what comes out does not depend on how many there are.
   *
   * @param procedure how
   * @param policy what is held against the candidate
   * @param suites how many
   * @param seed of all that is drawn: the same for two procedures gives both the same noise
   * @return what came of them
   */
  Tally play(Procedure procedure, Policy policy, int suites, long seed) {
    return IntStream.range(0, (suites + CHUNK - 1) / CHUNK)
        .parallel()
        .mapToObj(chunk -> {
          Tally tally = new Tally(pairs);
          for (int suite = chunk * CHUNK; suite < Math.min(suites, (chunk + 1) * CHUNK); suite++) {
            tally.add(procedure.run(policy, suite(seed, suite), pairs), slowCells);
          }
          return tally;
        })
        .reduce(new Tally(pairs), (sum, part) -> new Tally(pairs).plus(sum).plus(part));
  }

  private List<SimulatedCell> suite(long seed, int number) {
    // Seeds next to each other must not give the same suites, nor streams that overlap, and no
    // shape those of another: all are hashed.
    long own = new SplittableRandom(seed).nextLong() + ((long) shape.ordinal() << 32) + number;
    SplittableRandom random = new SplittableRandom(new SplittableRandom(own).nextLong());
    List<SimulatedCell> all = new ArrayList<>(cells);
    for (int cell = 0; cell < cells; cell++) {
      NoiseSource source = shape.source(random.split(), noise, 2 * pairs);
      SplittableRandom lots = random.split();
      double shift = cell < slowCells ? Math.log1p(slowdown) / part : 0;
      DoubleSupplier effect = () -> shift;
      if (part < 1 && shift > 0) {
        SplittableRandom modes = random.split();
        effect = () -> modes.nextDouble() < part ? shift : 0;
      }
      all.add(new SimulatedCell(source, lots, effect));
    }
    return all;
  }
}
