package squareoff.harness.gate;

/** What a gate says of a cell, worst first. */
public enum Verdict {
  /** Shown to be slower at the family-wise level, and by more than the tolerance as estimated. */
  SLOWER,
  /** Shown to be slower on one machine, and not to be slower by the tolerance on another. */
  MIXED,
  /** A trial failed, so that the cell cannot be judged. */
  FAILED,
  /** Measured in ways that give the scores of the two builds different meanings. */
  INCOMPARABLE,
  /** The budget ended before any of the others was shown. */
  UNDECIDED,
  /** Shown not to be slower by the tolerance or more. */
  NOT_SLOWER,
  /** Shown to be faster at the family-wise level, and by more than the tolerance as estimated. */
  FASTER;

  /** The word in tables and files, such as {@code not-slower}. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
