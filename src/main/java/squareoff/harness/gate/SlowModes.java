package squareoff.harness.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import squareoff.harness.stats.TrialBlock;

/**
 * Evidence that no part of the candidate's JVMs is so much slower than the rest that it makes up
 * the tolerance: what a shift of all JVMs would not show, since as long as none of the slow ones
 * has been met, the others look like the base's.
 *
 * <p>A mode in a part p of the JVMs that raises the mean of the logarithms by the tolerance τ lies
 * τ/p above the rest. A JVM that is above the median of the base's by half of that, τ/2p, counts as
 * slow. Let f be the share of slow ones among the base's JVMs, by noise alone. If there is such a
 * mode, a JVM of the candidate is slow with a probability of r = p + f - pf or more, otherwise with
 * one of f. The evidence against the mode is the mean of two likelihood ratios, weighted 15 to 1,
 *
 * <pre>
 *   (1 - f)^(n - k) f^k / (1 - r)^(n - k) r^k      and the same with q = f + p (1 - f) / 4 for f
 * </pre>
 *
 * <p>where k of n JVMs of the candidate were slow. As long as none was, it is about (1 - p)^-n: 5
 * JVMs exclude a mode in a half of them at 5 %, 11 in a quarter, 29 in a tenth. A slow JVM that the
 * base has none of is a factor of 1/4 for the second ratio, and ends the first. Where none of the
 * base's is slow, f = 0, its mean is at most 1 whenever one looks, so that by Ville's inequality
 * the probability that it ever reaches 1/β is at most β if there is a mode in a part p. With f
 * taken from as many JVMs of the base that is an approximation; and of a mode that lies within the
 * noise nothing is seen here, which then moves the mean as a shift does.
 */
public final class SlowModes {

  /** The weight of the bet that no JVM is slow but by noise. */
  private static final double NONE = 15.0 / 16;

  /** What part of the supposed mode the other bet allows for. */
  private static final double SMALLER = 0.25;

  /** Modes are looked for from a half of the JVMs on: what more of them share moves the mean. */
  private static final double HALF = 0.5;

  /** To this precision the rarest mode that is excluded is told. */
  private static final double STEP = 0.001;

  private final double tolerance;
  private final List<Double> base = new ArrayList<>();
  private final List<Double> candidate = new ArrayList<>();

  /** What was asked last, until the next block: time is given out by it, trial by trial. */
  private double[] asked = {};

  SlowModes(double logTolerance) {
    this.tolerance = logTolerance;
  }

  void add(TrialBlock block) {
    base.add(block.base1());
    base.add(block.base2());
    candidate.add(block.candidate1());
    candidate.add(block.candidate2());
    asked = new double[0];
  }

  /**
   * Whether modes in a part of the JVMs or more are excluded.
   *
   * @param rare the part, above 0; 1 asks for nothing
   * @param beta the most that the probability may be if there is one
   */
  boolean excluded(double rare, double beta) {
    return missing(rare, beta) <= 0;
  }

  /**
   * How many more JVMs of the candidate it takes to exclude modes in a part of them or more, if
   * they go on as they are.
   *
   * @return 0 where they are excluded; may be infinite
   */
  double missing(double rare, double beta) {
    if (rare >= 1) {
      return 0;
    }
    if (asked.length == 0 || asked[0] != rare || asked[1] != beta) {
      double missing = missingAt(rare, beta);
      // A mode in twice as many JVMs lies half as far away: each has its own bound.
      for (double part = HALF; part > rare; part /= 2) {
        missing = Math.max(missing, missingAt(part, beta));
      }
      asked = new double[] {rare, beta, missing};
    }
    return asked[2];
  }

  private double missingAt(double part, double beta) {
    Counts counts = counts(part);
    double wanted = -Math.log(beta) - counts.logE(part);
    return wanted <= 0 ? 0 : wanted / counts.growth(part);
  }

  /**
   * The rarest mode that is excluded, as all that are less rare.
   *
   * @param beta the most that the probability may be if there is one
   * @return a part of the JVMs; empty where not even a mode in a half of them is excluded
   */
  OptionalDouble rarestExcluded(double beta) {
    double rarest = Double.NaN;
    for (double part = HALF; part > STEP / 2 && missingAt(part, beta) <= 0; part -= STEP) {
      rarest = part;
    }
    return Double.isNaN(rarest) ? OptionalDouble.empty() : OptionalDouble.of(rarest);
  }

  private Counts counts(double part) {
    double[] sorted = base.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int n = sorted.length;
    double median = n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    double bound = median + tolerance / (2 * part);
    long slow = candidate.stream().filter(cost -> cost > bound).count();
    long usual = Arrays.stream(sorted).filter(cost -> cost > bound).count();
    return new Counts(n, (int) slow, (int) usual);
  }

  /**
   * How many JVMs were slow.
   *
   * @param of JVMs of each build
   * @param slow of the candidate's
   * @param usual of the base's
   */
  record Counts(int of, int slow, int usual) {

    private double noise() {
      return of == 0 ? 0 : (double) usual / of;
    }

    /** The logarithm of the evidence that the candidate has no mode in a part of its JVMs. */
    double logE(double part) {
      double noise = noise();
      double supposed = part + noise - part * noise;
      double none = Math.log(NONE) + ratio(part, noise / supposed, 1 / (1 - part));
      double smaller = noise + SMALLER * part * (1 - noise);
      double some =
          Math.log(1 - NONE) + ratio(part, smaller / supposed, (1 - SMALLER * part) / (1 - part));
      double most = Math.max(none, some);
      return most + Math.log(Math.exp(none - most) + Math.exp(some - most));
    }

    private double ratio(double part, double ifSlow, double ifNot) {
      double log = (of - slow) * Math.log(ifNot);
      return slow == 0 ? log : log + slow * Math.log(ifSlow);
    }

    /** What a JVM adds to it, if as many are slow as of the base's. */
    double growth(double part) {
      double noise = noise();
      if (noise == 0) {
        return slow == 0 ? -Math.log1p(-part) : Math.log1p(-SMALLER * part) - Math.log1p(-part);
      }
      double supposed = part + noise - part * noise;
      return (noise - 1) * Math.log1p(-part) + noise * Math.log(noise / supposed);
    }
  }
}
