package squareoff.harness.report.format;

import java.util.List;
import java.util.Optional;
import squareoff.harness.result.Metric;
import squareoff.harness.stats.Interval;
import squareoff.harness.stats.Summary;

/**
 * A metric as other tools want it: one number and its interval.
 *
 * @param metric where it comes from
 * @param value the mean over trials, or what JMH says where the file holds no raw data
 * @param interval the 95 % t-interval over trials; empty with fewer than three
 * @param trials the means of the trials
 */
record Statistic(Metric metric, double value, Optional<Interval> interval, List<Double> trials) {

  static Statistic of(Metric metric) {
    List<Double> trials = metric.forkMeans();
    Summary summary = Summary.of(trials);
    double value = trials.isEmpty() ? metric.score() : summary.mean();
    return new Statistic(metric, value, summary.interval(), trials);
  }
}
