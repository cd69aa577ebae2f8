package squareoff.harness.claim;

import java.util.Arrays;
import java.util.Optional;

/** What results say of a claim. */
public enum Verdict {
  /** The whole 95 % interval is within the bound. */
  HOLDS("holds"),
  /** The whole 95 % interval is outside the bound. */
  REFUTED("refuted"),
  /** The interval straddles the bound, or there are too few trials for one. */
  UNDECIDED("undecided"),
  /** The results hold no cells that it is about. */
  NOT_MEASURED("not measured");

  private final String label;

  Verdict(String label) {
    this.label = label;
  }

  /**
   * What reports and claim files call it.
   *
   * @return a word or two, in lower case
   */
  public String label() {
    return label;
  }

  static Optional<Verdict> labelled(String label) {
    return Arrays.stream(values()).filter(verdict -> verdict.label.equals(label)).findFirst();
  }
}
