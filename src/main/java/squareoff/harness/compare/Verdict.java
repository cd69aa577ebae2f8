package squareoff.harness.compare;

/**
 * What two sets of results say of a cell. There is no "same": a test that shows nothing proves
 * nothing.
 */
public enum Verdict {
  /** Shown to be worse: slower, where it is a time or a rate. */
  WORSE,
  /** Shown to be better: faster, where it is a time or a rate. */
  BETTER,
  /** Shown to be more of something of which nobody knows whether that is good. */
  MORE,
  /** Shown to be less of something of which nobody knows whether that is good. */
  LESS,
  /** Shown to differ, but as estimated by no more than what does not matter. */
  WITHIN_TOLERANCE,
  /** Not shown to differ, though there were trials enough to show it. */
  NOT_SHOWN,
  /** Nothing could have been shown, whatever the trials had been: too few, or no raw data. */
  UNDECIDED,
  /** Measured in ways that give the scores different meanings. */
  INCOMPARABLE;

  /** Whether a difference that matters was shown. */
  public boolean isShown() {
    return ordinal() <= LESS.ordinal();
  }
}
