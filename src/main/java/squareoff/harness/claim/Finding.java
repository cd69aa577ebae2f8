package squareoff.harness.claim;

import java.util.Optional;
import squareoff.harness.stats.Interval;

/**
 * What some results say of a claim.
 *
 * @param claim the sentence
 * @param verdict what became of it
 * @param measured the comparison that decided; empty where nothing was measured
 * @param reason why the verdict is that, in a sentence without a full stop
 */
public record Finding(Claim claim, Verdict verdict, Optional<Measured> measured, String reason) {

  /**
   * One number that was held against the bound.
   *
   * @param value the ratio of costs, without a unit, or the mean of a metric in its unit
   * @param interval its 95 % interval; empty with fewer than three trials a side
   * @param trials the number of trials on the side with fewer
   * @param cells the cells behind it, shortly
   */
  public record Measured(double value, Optional<Interval> interval, int trials, String cells) {}
}
