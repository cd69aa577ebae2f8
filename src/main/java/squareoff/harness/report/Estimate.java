package squareoff.harness.report;

import java.util.List;
import java.util.Optional;
import squareoff.harness.compare.ComparedCell;
import squareoff.harness.result.Metric;
import squareoff.harness.result.Quantity;
import squareoff.harness.stats.Interval;
import squareoff.harness.stats.Summary;

/**
 * A number with what stands behind its ±.
 *
 * @param centre the number, in JMH's unit
 * @param halfWidth half of the interval's width, in the same unit; NaN where there is none
 * @param kind what kind of interval it is
 */
record Estimate(double centre, double halfWidth, Kind kind) {

  /** Where an interval comes from. */
  enum Kind {
    /** The 95 % t-interval over the trials' means. */
    TRIALS,
    /** JMH's 99.9 % error over iterations, of fewer than three trials. */
    ITERATIONS,
    /** There is none. */
    NONE
  }

  /** The mean over trials where there are three or more; what JMH says otherwise. */
  static Estimate ofScore(Metric metric) {
    Summary summary = Summary.of(metric.forkMeans());
    Optional<Interval> interval = summary.interval();
    if (interval.isPresent()) {
      return new Estimate(summary.mean(), interval.get().halfWidth(), Kind.TRIALS);
    }
    Kind kind = Double.isFinite(metric.error()) ? Kind.ITERATIONS : Kind.NONE;
    return new Estimate(metric.score(), metric.error(), kind);
  }

  /**
   * The geometric mean over trials, with half the width of its interval where there are three or
   * more, and with JMH's error otherwise. Empty where a trial is not above 0, or none is known.
   */
  static Optional<Estimate> geometric(Metric metric) {
    List<Double> trials = metric.forkMeans();
    if (trials.isEmpty() || trials.stream().anyMatch(trial -> !(trial > 0))) {
      return Optional.empty();
    }
    Summary summary = Summary.geometric(trials);
    Optional<Double> half = summary.interval().map(Interval::halfWidth);
    Kind without = Double.isFinite(metric.error()) ? Kind.ITERATIONS : Kind.NONE;
    return Optional.of(
        new Estimate(
            summary.mean(), half.orElse(metric.error()), half.isPresent() ? Kind.TRIALS : without));
  }

  /**
   * A side of a comparison, by the mean that its ratio is of; JMH's score only where there are no
   * trials, and JMH's error where they are fewer than three.
   */
  static Estimate of(ComparedCell cell, Quantity side) {
    Summary summary = cell.summary(side);
    if (summary.interval().isPresent()) {
      return new Estimate(summary.mean(), summary.interval().get().halfWidth(), Kind.TRIALS);
    }
    Kind kind = Double.isFinite(side.error()) ? Kind.ITERATIONS : Kind.NONE;
    double centre = side.trials().isEmpty() ? side.score() : summary.mean();
    return new Estimate(centre, side.error(), kind);
  }

  /**
   * The mean per iteration, over trials; never JMH's score, which is a sum over iterations for a
   * counter of events. Empty where the file holds no raw data.
   */
  static Optional<Estimate> perIteration(Metric metric) {
    Summary summary = Summary.of(metric.forkMeans());
    if (summary.n() == 0) {
      return Optional.empty();
    }
    double half = summary.interval().map(Interval::halfWidth).orElse(Double.NaN);
    return Optional.of(
        new Estimate(summary.mean(), half, Double.isNaN(half) ? Kind.NONE : Kind.TRIALS));
  }
}
