package squareoff.harness.compare;

import java.util.List;
import java.util.Optional;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Direction;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.result.Quantity;
import squareoff.harness.stats.Ratio;
import squareoff.harness.stats.Summary;

/**
 * One cell that both sides have.
 *
 * @param baseEntry a result of the base, for what it says beside its numbers
 * @param base the base's numbers
 * @param candidate the candidate's numbers, in the same unit but where there is no ratio
 * @param isGeometric whether ratio and means are geometric: where every trial of both sides is
 *     above 0
 * @param ratio what the candidate costs as a multiple of what the base costs, so that above 1 is
 *     worse; of a quantity of unknown direction, the multiple itself; its value is infinite where
 *     the base is 0; empty where the numbers do not allow one
 * @param test what the trials' test says; empty where a side has no trials
 * @param verdict what is to be believed of the cell
 * @param notes what a reader should know, as plain text
 */
public record ComparedCell(
    JmhEntry baseEntry,
    Quantity base,
    Quantity candidate,
    boolean isGeometric,
    Optional<Ratio> ratio,
    Optional<Tested> test,
    Verdict verdict,
    List<String> notes) {

  /**
   * The test of one cell among all.
   *
   * @param p two-sided, of this cell alone
   * @param adjusted the same by Holm over all cells
   * @param method which test it was
   */
  public record Tested(double p, double adjusted, Method method) {}

  /** The tests that judge. */
  public enum Method {
    /** A permutation test that counted every division of the trials. */
    EXACT_PERMUTATIONS("exact permutation test"),
    /** A permutation test by random divisions, since all are too many. */
    RANDOM_PERMUTATIONS("permutation test"),
    /** A t-test of logarithms whose variance was moderated over the cells. */
    MODERATED_T("moderated t-test");

    private final String label;

    Method(String label) {
      this.label = label;
    }

    /** What it is called in tables and files. */
    public String label() {
      return label;
    }
  }

  /** Copies the notes. */
  public ComparedCell {
    notes = List.copyOf(notes);
  }

  /** What was measured. */
  public Cell cell() {
    return baseEntry.cell();
  }

  /**
   * The verdict in a word or two.
   *
   * @return such as {@code slower}, {@code worse}, {@code more}, {@code ~} or {@code not judged}
   */
  public String word() {
    boolean speed = base.isTimeOrRate();
    return switch (verdict) {
      case WORSE -> speed ? "slower" : "worse";
      case BETTER -> speed ? "faster" : "better";
      case MORE -> "more";
      case LESS -> "less";
      case WITHIN_TOLERANCE -> "within tolerance";
      case NOT_SHOWN -> "~";
      case UNDECIDED -> "not judged";
      case INCOMPARABLE -> "incomparable";
    };
  }

  /**
   * The trials of a side, by the mean that the ratio is of, so that the two stand in one row.
   *
   * @param side {@link #base} or {@link #candidate}
   * @return the geometric mean where every trial of both sides is above 0, the arithmetic otherwise
   */
  public Summary summary(Quantity side) {
    return isGeometric ? Summary.geometric(side.trials()) : Summary.of(side.trials());
  }

  /** Whether it is known which way the quantity gets better. */
  public boolean hasDirection() {
    return base.direction() != Direction.UNKNOWN;
  }
}
