package squareoff.harness.gate;

import java.util.List;
import java.util.regex.Pattern;
import squareoff.harness.result.Cell;

/**
 * What a gate holds against a change, and how sure it must be.
 *
 * @param alpha the most that the probability of even one wrong {@code slower} over all cells may
 *     be, whatever the noise; above 0 and below 1
 * @param beta the most that the probability of a wrong {@code not-slower} may be for a cell that is
 *     slower by just the tolerance, or that has a slow mode; above 0 and below 1
 * @param tolerance the slowdown that does not matter, as a fraction of the base's cost: 0.05 is 5
 *     %; 0 or more
 * @param exemptions tolerances of some cells; the first that matches counts
 * @param rare the part of the candidate's JVMs in which a slow mode must be excluded before a cell
 *     is called {@code not-slower}; above 0; 1 asks for nothing
 * @param proveExcess whether {@code slower} takes evidence against the tolerance itself, and not
 *     only evidence that the candidate is slower at all
 */
public record Policy(
    double alpha,
    double beta,
    double tolerance,
    List<Exemption> exemptions,
    double rare,
    boolean proveExcess) {

  /** What was asked for before slow modes were looked for: nothing. */
  public static final double ANY_MODES = 1;

  /** 1 % over all cells, 5 % a cell, 5 % slower, modes in half of the JVMs. */
  public static final Policy DEFAULT = new Policy(0.01, 0.05, 0.05, List.of());

  /** A policy that is as usual in what is not named. */
  public Policy(double alpha, double beta, double tolerance, List<Exemption> exemptions) {
    this(alpha, beta, tolerance, exemptions, 0.5, false);
  }

  /**
   * A tolerance of its own.
   *
   * @param cells a regular expression; a cell whose written form contains a match is meant
   * @param tolerance a fraction, 0 or more
   */
  public record Exemption(Pattern cells, double tolerance) {}

  /** Keeps a copy that cannot be changed. */
  public Policy {
    exemptions = List.copyOf(exemptions);
  }

  /**
   * The slowdown of a cell that does not matter.
   *
   * @param cell any cell
   * @return a fraction, 0 or more
   */
  public double tolerance(Cell cell) {
    String text = cell.toString();
    return exemptions.stream()
        .filter(exemption -> exemption.cells().matcher(text).find())
        .mapToDouble(Exemption::tolerance)
        .findFirst()
        .orElse(tolerance);
  }
}
