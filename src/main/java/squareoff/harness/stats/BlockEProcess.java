package squareoff.harness.stats;

/**
 * Evidence, block by block, that the candidate is slower than a bound: an e-process, which may be
 * looked at after every block and stopped at will.
 *
 * <p><b>The bet.</b> Let the true ratio be e^δ and take δ off the candidate's logarithms. If the
 * builds do not differ by more than that, the four numbers of a block belong to the builds by lot
 * alone: each of the six ways to call two of them the candidate's was as likely as any other,
 * whatever the noise, its distribution, or its drift from block to block. So for every κ
 *
 * <pre>  W(κ) = exp(κ a / s) / mean over the six ways of exp(κ a' / s)
 *       = 3 exp(κ a / s) / (cosh(κ a / s) + cosh(κ b / s) + cosh(κ c / s))</pre>
 *
 * has mean 1 over the lot, where a is half the sum of the candidate's two minus half that of the
 * base's, b and c are the same for the other two ways to halve the block, and s² is the mean of (a²
 * + b² + c²) / 3 over the blocks so far, this one included: it does not depend on the lot. The
 * e-process is the mean over κ of the products of W(κ); its mean is 1 too, and by J. Ville's
 * inequality (1939) the probability that it <em>ever</em> reaches 1/α is at most α.
 *
 * <p>W(κ) is the likelihood ratio of the lot for normal noise of standard deviation s and an effect
 * of κ s, the most powerful choice there (E. L. Lehmann and C. Stein, "On the theory of some
 * non-parametric hypotheses", 1949); the mixture over κ spares us to know the effect (A. Ramdas, P.
 * Grünwald, V. Vovk and G. Shafer, "Game-theoretic statistics and safe anytime-valid inference",
 * 2023). A block of two pairs has six orders where two pairs apart have four: one block multiplies
 * the evidence by up to 6, two pairs by up to 4.
 *
 * <p>If the candidate is faster than the bound, the mean of W is below 1, so that the test holds
 * for "not slower than" and not only for "equal": to be faster lowers a and leaves b, c and the
 * blocks before as they are, and W grows with a, although s moves along. (Let u = κ/s. Where a is
 * below 0, the derivative of log W has the sign of (b² + c²)(Σ + sinh u|a|) - |a| (b sinh ub + c
 * sinh uc) or more, with Σ the sum of the three cosh; it is not below 0, since sinh(x)/x grows.)
 * The product over several blocks need not grow with the bound everywhere.
 */
public final class BlockEProcess {

  /** Effects as multiples of the noise of a trial, with equal weights. */
  private static final double[] KAPPAS = {1, 2, 4, 8};

  /** Far above what rounding leaves of equal logarithms, far below what a clock can tell. */
  private static final double ROUNDING = 1e-12;

  private static final double LOG_3 = Math.log(3);
  private static final double LOG_2 = Math.log(2);
  private static final double LOG_WEIGHT = -Math.log(KAPPAS.length);

  private final double bound;
  private final double sign;
  private final double[] logProducts = new double[KAPPAS.length];
  private double squares;
  private double logE;
  private double most;
  private int blocks;

  private BlockEProcess(double bound, double sign) {
    this.bound = bound;
    this.sign = sign;
  }

  /**
   * Evidence against "the candidate's cost is at most e^bound times the base's".
   *
   * @param bound the logarithm of a ratio; finite
   * @return the process, before any block
   */
  public static BlockEProcess slowerThan(double bound) {
    return new BlockEProcess(bound, 1);
  }

  /**
   * Evidence against "the candidate's cost is at least e^bound times the base's".
   *
   * @param bound the logarithm of a ratio; finite
   * @return the process, before any block
   */
  public static BlockEProcess fasterThan(double bound) {
    return new BlockEProcess(bound, -1);
  }

  /**
   * Takes the next block into account.
   *
   * @param block four trials
   */
  public void add(TrialBlock block) {
    double base = block.base1() + block.base2();
    double candidate = block.candidate1() + block.candidate2() - 2 * bound;
    double firsts = block.base1() + block.candidate1() - bound;
    double seconds = block.base2() + block.candidate2() - bound;
    double a = sign * (candidate - base) / 2;
    double b = (firsts - seconds) / 2;
    double c = (block.base1() + block.candidate2() - block.base2() - block.candidate1()) / 2;
    squares += (a * a + b * b + c * c) / 3;
    blocks++;
    double s = Math.sqrt(squares / blocks);
    if (s < ROUNDING) {
      // Nothing has varied yet: what is left are the last digits of doubles, not of trials.
      return;
    }
    for (int i = 0; i < KAPPAS.length; i++) {
      double k = KAPPAS[i] / s;
      logProducts[i] += logW(k * a, Math.abs(k * b), Math.abs(k * c));
    }
    logE = logMean();
    most = Math.max(most, logE);
  }

  private static double logW(double a, double b, double c) {
    double most = Math.max(Math.abs(a), Math.max(b, c));
    double cosh =
        Math.exp(a - most)
            + Math.exp(-a - most)
            + Math.exp(b - most)
            + Math.exp(-b - most)
            + Math.exp(c - most)
            + Math.exp(-c - most);
    return LOG_3 + LOG_2 + a - most - Math.log(cosh);
  }

  /**
   * The natural logarithm of the evidence.
   *
   * @return 0 before the first block; the evidence itself is a factor, 100 of which would be wrong
   *     at most once in a hundred times
   */
  public double logE() {
    return logE;
  }

  /**
   * The greatest that the evidence ever was, as a natural logarithm: what it has shown once it has
   * shown for good, since the probability that it ever gets there is what is bounded.
   *
   * @return 0 or more
   */
  public double logMost() {
    return most;
  }

  private double logMean() {
    double most = Double.NEGATIVE_INFINITY;
    for (double log : logProducts) {
      most = Math.max(most, log);
    }
    double sum = 0;
    for (double log : logProducts) {
      sum += Math.exp(log - most);
    }
    return most + Math.log(sum) + LOG_WEIGHT;
  }
}
