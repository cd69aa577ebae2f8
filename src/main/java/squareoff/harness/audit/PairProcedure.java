package squareoff.harness.audit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import squareoff.harness.gate.Policy;
import squareoff.harness.gate.Verdict;

/**
 * The simpler gate that ours is held against: single pairs in the order of a coin's toss, for each
 * cell the e-process of tanh over the differences, and Holm's procedure (S. Holm, 1979) over the
 * cells with 1/e as p-value.
 *
 * <pre>  E(κ) = product over i of (1 + tanh(κ (d_i - δ) / s_i)),
 *   s_i² = mean over j up to i of (d_j - δ)²,   E = mean over κ in {1/2, 1, 2, 4}</pre>
 *
 * It is fair under the coin for the same reason as ours is under the lot of six.
 */
final class PairProcedure {

  private static final double[] KAPPAS = {0.5, 1, 2, 4};

  private final Policy policy;
  private final Process[] slower;
  private final Process[] faster;
  private final Process[] within;
  private final double[] sums;
  private final int[] pairs;
  private final Verdict[] verdicts;

  private PairProcedure(Policy policy, int cells) {
    double tolerance = Math.log1p(policy.tolerance());
    this.policy = policy;
    this.slower = processes(cells, 0, 1);
    this.faster = processes(cells, 0, -1);
    this.within = processes(cells, tolerance, -1);
    this.sums = new double[cells];
    this.pairs = new int[cells];
    this.verdicts = new Verdict[cells];
    Arrays.fill(verdicts, Verdict.UNDECIDED);
  }

  private static Process[] processes(int cells, double bound, int sign) {
    return IntStream.range(0, cells)
        .mapToObj(cell -> new Process(bound, sign))
        .toArray(Process[]::new);
  }

  /**
   * Runs such a gate.
   *
   * @param policy alpha, beta and the tolerance of all cells
   * @param cells where their trials come from
   * @param most how many pairs each cell has at most
   * @return the verdicts
   */
  static Outcome run(Policy policy, List<SimulatedCell> cells, int most) {
    PairProcedure gate = new PairProcedure(policy, cells.size());
    for (int round = 0; round < most; round++) {
      for (int cell = 0; cell < gate.verdicts.length; cell++) {
        if (gate.verdicts[cell] == Verdict.UNDECIDED) {
          gate.add(cell, cells.get(cell).nextPair());
        }
      }
      gate.decide();
    }
    return new Outcome(gate.verdicts, gate.pairs);
  }

  private void add(int cell, double difference) {
    slower[cell].add(difference);
    faster[cell].add(difference);
    within[cell].add(difference);
    sums[cell] += difference;
    pairs[cell]++;
  }

  private void decide() {
    boolean[] isSlower = holm(slower);
    boolean[] isFaster = holm(faster);
    double tolerance = Math.log1p(policy.tolerance());
    for (int cell = 0; cell < verdicts.length; cell++) {
      double estimate = sums[cell] / pairs[cell];
      if (verdicts[cell] != Verdict.UNDECIDED) {
        continue;
      }
      if (isSlower[cell] && estimate > tolerance) {
        verdicts[cell] = Verdict.SLOWER;
      } else if (isFaster[cell] && estimate < -tolerance) {
        verdicts[cell] = Verdict.FASTER;
      } else if (within[cell].logE >= -Math.log(policy.beta())) {
        verdicts[cell] = Verdict.NOT_SLOWER;
      }
    }
  }

  private boolean[] holm(Process[] processes) {
    int cells = processes.length;
    boolean[] rejected = new boolean[cells];
    Integer[] order = IntStream.range(0, cells).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(cell -> -processes[cell].logE));
    for (int step = 0; step < cells; step++) {
      if (processes[order[step]].logE < Math.log((cells - step) / policy.alpha())) {
        break;
      }
      rejected[order[step]] = true;
    }
    return rejected;
  }

  /** The evidence of one cell on one side of a bound. */
  static final class Process {
    private final double bound;
    private final int sign;
    private final double[] logs = new double[KAPPAS.length];
    private double squares;
    private int pairs;
    double logE;

    Process(double bound, int sign) {
      this.bound = bound;
      this.sign = sign;
    }

    void add(double difference) {
      double d = sign * (difference - bound);
      squares += d * d;
      pairs++;
      double s = Math.sqrt(squares / pairs);
      double sum = 0;
      for (int i = 0; i < logs.length; i++) {
        logs[i] += s == 0 ? 0 : Math.log1p(Math.tanh(KAPPAS[i] * d / s));
        sum += Math.exp(logs[i]) / logs.length;
      }
      logE = Math.log(sum);
    }
  }
}
