package squareoff.harness.audit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import squareoff.harness.compare.ComparedCell;
import squareoff.harness.compare.Comparer;
import squareoff.harness.compare.Question;
import squareoff.harness.result.Direction;
import squareoff.harness.result.Quantity;
import squareoff.harness.stats.Proportion;

/**
 * Pairs of result files of one kind, judged by the tests of {@code compare}. The first cells are
 * slower in the second file; forks are drawn in the order in which they would run: all of the first
 * file, then all of the second.
 *
 * @param shape of the noise
 * @param unequal whether cells differ in their noise: log-uniformly, over a factor of {@link
 *     #APART}
 * @param noise the standard deviation of a fork's logarithm of cost; where it is unequal, the
 *     median of the cells
 * @param cells of a file
 * @param forks of a cell in each file
 * @param slowCells how many of the cells are slower
 * @param slowdown by how much, as a fraction
 */
record CompareScenario(
    NoiseShape shape,
    boolean unequal,
    double noise,
    int cells,
    int forks,
    int slowCells,
    double slowdown) {

  /** The noise of the noisiest cell by that of the quietest, where it is unequal. */
  static final double APART = 20;

  /** Pairs of files that one thread takes at a time. */
  private static final int CHUNK = 10;

  /**
   * What came of pairs of files.
   *
   * @param pairs how many
   * @param alarmed those in which a cell was said to differ that does not
   * @param slow cells that were made slower
   * @param found those of them that were called slower
   * @param methods which tests judged
   */
  record Counts(long pairs, long alarmed, long slow, long found, Set<ComparedCell.Method> methods) {
    static final Counts NONE = new Counts(0, 0, 0, 0, Set.of());

    Proportion falseAlarms() {
      return new Proportion(alarmed, pairs);
    }

    Proportion power() {
      return new Proportion(found, slow);
    }

    private Counts plus(Counts other) {
      Set<ComparedCell.Method> all = EnumSet.noneOf(ComparedCell.Method.class);
      all.addAll(methods);
      all.addAll(other.methods);
      return new Counts(
          pairs + other.pairs,
          alarmed + other.alarmed,
          slow + other.slow,
          found + other.found,
          all);
    }

    private static Counts of(List<Comparer.Judged> cells, int slowCells) {
      boolean alarmed = cells.stream().skip(slowCells).anyMatch(Comparer.Judged::shown);
      long found =
          cells.stream().limit(slowCells).filter(cell -> cell.shown() && cell.greater()).count();
      return new Counts(
          1, alarmed ? 1 : 0, slowCells, found, Set.of(cells.getFirst().test().method()));
    }
  }

  /**
   * Judges many pairs of files, on all processors; what comes out does not depend on how many there
   * are.
   *
   * @param pairs how many
   * @param seed of all that is drawn
   */
  Counts play(int pairs, long seed) {
    return IntStream.range(0, (pairs + CHUNK - 1) / CHUNK)
        .parallel()
        .mapToObj(chunk ->
            IntStream.range(chunk * CHUNK, Math.min(pairs, (chunk + 1) * CHUNK))
                .mapToObj(pair -> judged(seed, pair))
                .reduce(Counts.NONE, Counts::plus))
        .reduce(Counts.NONE, Counts::plus);
  }

  private Counts judged(long seed, int number) {
    // Hashed as in Scenario: neighbours must not give the same files.
    long own = new SplittableRandom(seed).nextLong() + ((long) shape.ordinal() << 32) + number;
    SplittableRandom random = new SplittableRandom(new SplittableRandom(own).nextLong());
    List<Quantity> base = new ArrayList<>(cells);
    List<Quantity> candidate = new ArrayList<>(cells);
    for (int cell = 0; cell < cells; cell++) {
      double times = unequal ? Math.pow(APART, random.nextDouble() - 0.5) : 1;
      NoiseSource source = shape.source(random.split(), noise * times, 2 * forks);
      base.add(measured(source, false, 0));
      candidate.add(measured(source, true, cell < slowCells ? Math.log1p(slowdown) : 0));
    }
    return Counts.of(Comparer.tested(base, candidate, Question.USUAL_ALPHA), slowCells);
  }

  private Quantity measured(NoiseSource source, boolean candidate, double slower) {
    List<Double> trials = new ArrayList<>(forks);
    double sum = 0;
    for (int fork = 0; fork < forks; fork++) {
      double cost = Math.exp(source.next(candidate) + slower);
      trials.add(cost);
      sum += cost;
    }
    return new Quantity("s/op", Direction.LESS_IS_BETTER, trials, sum / forks, Double.NaN);
  }
}
