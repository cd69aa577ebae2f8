package squareoff.harness.audit;

import java.util.Arrays;
import squareoff.harness.gate.Verdict;
import squareoff.harness.stats.Proportion;

/** What came of many suites: whole numbers only, so that their sum does not depend on the order. */
final class Tally {

  /** The verdicts of cells of one kind, and after how many pairs. */
  static final class Cells {
    /** Of a logarithm of a ratio: whole numbers, so that their sum does not depend on the order. */
    private static final double UNIT = 1e-9;

    private static final double SQUARE = 1e-12;

    private final long[][] pairs;
    private final long[] estimates = new long[Verdict.values().length];
    private final long[] squares = new long[Verdict.values().length];

    private Cells(int mostPairs) {
      pairs = new long[Verdict.values().length][mostPairs + 1];
    }

    long count(Verdict... of) {
      return Arrays.stream(of).flatMapToLong(v -> Arrays.stream(pairs[v.ordinal()])).sum();
    }

    /** How many cells of this kind got a verdict. */
    Proportion share(Verdict verdict) {
      return new Proportion(count(verdict), count(Verdict.values()));
    }

    /** The least number of pairs within which a share of those that got a verdict had it. */
    int quantile(Verdict verdict, double share) {
      long[] counts = pairs[verdict.ordinal()];
      double wanted = share * count(verdict);
      long sum = 0;
      for (int i = 0; i < counts.length; i++) {
        sum += counts[i];
        if (sum >= wanted) {
          return i;
        }
      }
      return counts.length - 1;
    }

    /** The mean number of pairs of those that got one of some verdicts. */
    double mean(Verdict... of) {
      return moment(1, of) / count(of);
    }

    /** The standard error of that mean; NaN of fewer than two cells. */
    double meanError(Verdict... of) {
      return error(moment(1, of), moment(2, of), count(of));
    }

    private double moment(int power, Verdict... of) {
      double sum = 0;
      for (Verdict verdict : of) {
        for (int i = 0; i < pairs[verdict.ordinal()].length; i++) {
          sum += Math.pow(i, power) * pairs[verdict.ordinal()][i];
        }
      }
      return sum;
    }

    /** The geometric mean of the estimated ratios of those that got one of some verdicts. */
    double estimate(Verdict... of) {
      return Math.exp(UNIT * sum(estimates, of) / count(of));
    }

    /** The standard error of its logarithm; NaN of fewer than two cells. */
    double estimateError(Verdict... of) {
      return error(UNIT * sum(estimates, of), SQUARE * sum(squares, of), count(of));
    }

    private static double error(double sum, double squares, long count) {
      double variance = (squares - sum * sum / count) / (count - 1);
      return Math.sqrt(Math.max(0, variance) / count);
    }

    private static long sum(long[] counts, Verdict... of) {
      return Arrays.stream(of).mapToLong(verdict -> counts[verdict.ordinal()]).sum();
    }

    private void add(Verdict verdict, int taken, double estimate) {
      pairs[verdict.ordinal()][taken]++;
      estimates[verdict.ordinal()] += Math.round(estimate / UNIT);
      squares[verdict.ordinal()] += Math.round(estimate * estimate / SQUARE);
    }

    private void add(Cells other) {
      for (int i = 0; i < estimates.length; i++) {
        estimates[i] += other.estimates[i];
        squares[i] += other.squares[i];
      }
      for (int i = 0; i < pairs.length; i++) {
        for (int j = 0; j < pairs[i].length; j++) {
          pairs[i][j] += other.pairs[i][j];
        }
      }
    }
  }

  private final Cells slow;
  private final Cells equal;
  private long suites;
  private long alarmed;

  Tally(int mostPairs) {
    slow = new Cells(mostPairs);
    equal = new Cells(mostPairs);
  }

  /** Counts a suite, of which the first cells were made slower. */
  void add(Outcome outcome, int slowCells) {
    boolean alarm = false;
    for (int i = 0; i < outcome.pairs().length; i++) {
      Verdict verdict = outcome.verdicts()[i];
      (i < slowCells ? slow : equal).add(verdict, outcome.pairs()[i], outcome.estimates()[i]);
      alarm |= i >= slowCells && verdict == Verdict.SLOWER;
    }
    suites++;
    alarmed += alarm ? 1 : 0;
  }

  /** This and another together; this one is changed. */
  Tally plus(Tally other) {
    slow.add(other.slow);
    equal.add(other.equal);
    suites += other.suites;
    alarmed += other.alarmed;
    return this;
  }

  /** Suites in which a cell was called slower that was not made slower. */
  Proportion falseAlarms() {
    return new Proportion(alarmed, suites);
  }

  /** The cells that were made slower. */
  Cells slow() {
    return slow;
  }

  /** The cells that were not. */
  Cells equal() {
    return equal;
  }
}
