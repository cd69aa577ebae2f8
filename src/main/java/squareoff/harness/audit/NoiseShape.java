package squareoff.harness.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How the costs of trials scatter: each with mean 0 and a standard deviation that can be set. */
public enum NoiseShape {
  /** The normal distribution. */
  NORMAL("normal", "the normal distribution") {
    @Override
    NoiseSource source(RandomGenerator random, double deviation, int trials) {
      return candidate -> deviation * random.nextGaussian();
    }
  },
  /** Rare trials that are far off. */
  T3("t3", "Student's t with 3 degrees of freedom: rare trials that are far off") {
    @Override
    NoiseSource source(RandomGenerator random, double deviation, int trials) {
      // The variance of t with 3 degrees of freedom is 3.
      return candidate -> {
        double squares = 0;
        for (int i = 0; i < 3; i++) {
          squares += Math.pow(random.nextGaussian(), 2);
        }
        return deviation * random.nextGaussian() / Math.sqrt(squares);
      };
    }
  },
  /** A JVM that compiles in one of two ways. */
  BIMODAL("bimodal", "two modes, 30 % and 70 %, as of a JVM that compiles in one of two ways") {
    @Override
    NoiseSource source(RandomGenerator random, double deviation, int trials) {
      double within = 0.25;
      double apart = Math.sqrt((1 - within * within) / (0.3 * 0.7));
      return candidate -> {
        double mode = random.nextDouble() < 0.3 ? 0.7 * apart : -0.3 * apart;
        return deviation * (mode + within * random.nextGaussian());
      };
    }
  },
  /** A long tail on the slow side. */
  LOGNORMAL("lognormal", "the log-normal distribution with σ = 1: a long tail on the slow side") {
    @Override
    NoiseSource source(RandomGenerator random, double deviation, int trials) {
      double mean = Math.exp(0.5);
      double own = Math.sqrt(Math.E * (Math.E - 1));
      return candidate -> deviation * (Math.exp(random.nextGaussian()) - mean) / own;
    }
  },
  /** Each trial much like the one before. */
  AR1("ar1", "normal, each trial like the one before (autoregressive, φ = 0.9)") {
    @Override
    NoiseSource source(RandomGenerator random, double deviation, int trials) {
      double[] last = {random.nextGaussian()};
      return candidate -> {
        double now = last[0];
        last[0] = 0.9 * now + Math.sqrt(1 - 0.9 * 0.9) * random.nextGaussian();
        return deviation * now;
      };
    }
  },
  /** A machine that becomes slower while the gate runs. */
  TREND("trend", "normal, on a machine that becomes slower by 5 standard deviations meanwhile") {
    @Override
    NoiseSource source(RandomGenerator random, double deviation, int trials) {
      int[] trial = {0};
      return candidate -> {
        double drift = 5.0 * trial[0]++ / trials - 2.5;
        return deviation * (drift + random.nextGaussian());
      };
    }
  },
  /** Builds that differ in their noise: what the lot does not cover. */
  NOISIER(
      "noisier",
      "normal, the candidate's standard deviation twice the base's: not covered by the lot, which is"
          + " fair where the builds do not differ at all") {
    @Override
    NoiseSource source(RandomGenerator random, double deviation, int trials) {
      return noisier(2, random, deviation);
    }
  },
  /** A candidate that is far noisier. */
  NOISIER_5(
      "noisier5", "normal, the candidate's standard deviation 5 times the base's: not covered") {
    @Override
    NoiseSource source(RandomGenerator random, double deviation, int trials) {
      return noisier(5, random, deviation);
    }
  },
  /** A candidate that is noisier by more than an order of magnitude. */
  NOISIER_20(
      "noisier20", "normal, the candidate's standard deviation 20 times the base's: not covered") {
    @Override
    NoiseSource source(RandomGenerator random, double deviation, int trials) {
      return noisier(20, random, deviation);
    }
  },
  /** Equal means of different shape: most of the candidate's JVMs are slower, few much faster. */
  UNEVEN(
      "uneven",
      "normal; of the candidate's JVMs 90 % take 5 % longer and 10 % so much less that the means of"
          + " logarithms are equal: not covered") {
    @Override
    NoiseSource source(RandomGenerator random, double deviation, int trials) {
      return candidate ->
          deviation * random.nextGaussian()
              + (candidate ? Math.log(1.05) * (random.nextDouble() < 0.1 ? -9 : 1) : 0);
    }
  };

  private static NoiseSource noisier(int times, RandomGenerator random, double deviation) {
    return candidate -> (candidate ? times : 1) * deviation * random.nextGaussian();
  }

  private final String label;
  private final String says;

  NoiseShape(String label, String says) {
    this.label = label;
    this.says = says;
  }

  /**
   * The noise of one cell.
   *
   * @param random where it comes from
   * @param deviation its standard deviation, of the logarithm of the cost
   * @param trials how many trials the cell has at most
   */
  abstract NoiseSource source(RandomGenerator random, double deviation, int trials);

  /** Its name on the command line. */
  public String label() {
    return label;
  }

  /** What it is, in half a sentence. */
  public String says() {
    return says;
  }

  /**
   * Finds a shape by its name.
   *
   * @param label as on the command line
   * @return empty where there is none
   */
  public static Optional<NoiseShape> labelled(String label) {
    return Arrays.stream(values()).filter(shape -> shape.label.equals(label)).findFirst();
  }

  /** The names of all. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(NoiseShape::label).toList();
  }
}
