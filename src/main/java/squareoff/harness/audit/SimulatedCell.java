package squareoff.harness.audit;

import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import squareoff.harness.stats.TrialBlock;

/** A cell whose trials are drawn: noise in the order of time, and the lot that labels them. */
final class SimulatedCell implements BlockSource {

  /** Which two of four trials are the candidate's: the six orders of a block. */
  static final int[][] LOTS = {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}};

  private final NoiseSource noise;
  private final RandomGenerator lots;
  private final DoubleSupplier effect;

  /**
   * A cell.
   *
   * @param noise of its trials
   * @param lots draws the orders
   * @param effect what the candidate's logarithm of cost is above the base's, JVM by JVM
   */
  SimulatedCell(NoiseSource noise, RandomGenerator lots, DoubleSupplier effect) {
    this.noise = noise;
    this.lots = lots;
    this.effect = effect;
  }

  @Override
  public TrialBlock next() {
    int[] places = LOTS[lots.nextInt(LOTS.length)];
    double[] base = new double[2];
    double[] candidate = new double[2];
    int bases = 0;
    int candidates = 0;
    for (int place = 0; place < 4; place++) {
      if (place == places[0] || place == places[1]) {
        candidate[candidates++] = noise.next(true) + effect.getAsDouble();
      } else {
        base[bases++] = noise.next(false);
      }
    }
    return new TrialBlock(base[0], base[1], candidate[0], candidate[1]);
  }

  /**
   * One trial of each build, in an order by the toss of a coin: the candidate's minus the base's.
   */
  double nextPair() {
    boolean candidateFirst = lots.nextBoolean();
    double first = noise.next(candidateFirst);
    double second = noise.next(!candidateFirst);
    return effect.getAsDouble() + (candidateFirst ? first - second : second - first);
  }
}
