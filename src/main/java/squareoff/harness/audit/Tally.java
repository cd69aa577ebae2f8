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

    private final long[][] pairs;
    private final long[] estimates = new long[Verdict.values().length];

    private Cells(int mostPairs) {
      pairs = new long[Verdict.values().length][mostPairs + 1];
    }

    long count(Verdict verdict) {
      return Arrays.stream(pairs[verdict.ordinal()]).sum();
    }

    long count() {
      return Arrays.stream(Verdict.values()).mapToLong(this::count).sum();
    }

    /** How many cells of this kind got a verdict. */
    Proportion share(Verdict verdict) {
      return new Proportion(count(verdict), count());
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

    /** The mean number of pairs of those that got a verdict. */
    double mean(Verdict verdict) {
      double sum = 0;
      long[] counts = pairs[verdict.ordinal()];
      for (int i = 0; i < counts.length; i++) {
        sum += (double) i * counts[i];
      }
      return sum / count(verdict);
    }

    /** The geometric mean of the estimated ratios of those that got a verdict. */
    double estimate(Verdict verdict) {
      return Math.exp(UNIT * estimates[verdict.ordinal()] / count(verdict));
    }

    /** The geometric mean of all estimated ratios. */
    double estimate() {
      return Math.exp(UNIT * Arrays.stream(estimates).sum() / count());
    }

    private void add(Verdict verdict, int taken, double estimate) {
      pairs[verdict.ordinal()][taken]++;
      estimates[verdict.ordinal()] += Math.round(estimate / UNIT);
    }

    private void add(Cells other) {
      for (int i = 0; i < estimates.length; i++) {
        estimates[i] += other.estimates[i];
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
