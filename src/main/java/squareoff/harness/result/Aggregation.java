package squareoff.harness.result;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import squareoff.harness.stats.Interval;
import squareoff.harness.stats.Sample;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How JMH makes the score of a metric from its values. Its files do not say which one was used. */
enum Aggregation {
  MEAN(Sample::mean),
  SUM(Sample::sum),
  MAX(Sample::max),
  MIN(Sample::min);

  /** The level of the intervals in JMH's files. */
  private static final double LEVEL = 0.999;

  private static final double[] PERCENTILES = {
    0, 50, 90, 95, 99, 99.9, 99.99, 99.999, 99.9999, 100
  };
  // JMH's own profilers that report a state at the end and not an amount per iteration.
  private static final Pattern STATES =
      Pattern.compile("compiler\\.time\\.total|mempool\\..*|.*\\.p1\\.00");
  private static final Pattern LEASTS = Pattern.compile(".*\\.p0\\.00");

  private final ToDoubleFunction<Sample> score;

  Aggregation(ToDoubleFunction<Sample> score) {
    this.score = score;
  }

  /**
   * Finds the way that gives the score which JMH gave, in every trial. JMH writes an interval of no
   * width and no error for all but the mean; among the others, where the values do not tell (as
   * when there is one iteration only), JMH's own metrics are known by their names, and the rest is
   * a sum, as counters are.
   *
   * @param name the name of the metric
   * @param metrics the metric of each trial that has it
   * @param values what JMH aggregated of each of these
   */
  static Aggregation infer(String name, List<Metric> metrics, Function<Metric, Sample> values) {
    if (metrics.stream().noneMatch(metric -> metric.origin() == Metric.Origin.NO_MEAN)) {
      return MEAN;
    }
    List<Aggregation> fitting =
        Arrays.stream(values())
            .filter(way -> way != MEAN && metrics.stream().allMatch(m -> way.makes(m, values)))
            .toList();
    Aggregation usual =
        STATES.matcher(name).matches() ? MAX : LEASTS.matcher(name).matches() ? MIN : SUM;
    return fitting.isEmpty() || fitting.contains(usual) ? usual : fitting.getFirst();
  }

  /** Whether this is how the score of a metric may have been made of its values. */
  private boolean makes(Metric metric, Function<Metric, Sample> values) {
    Sample sample = values.apply(metric);
    double ours = score(sample);
    return sample.n() == 0 || !(Math.abs(ours - metric.score()) > 1e-9 * Math.abs(metric.score()));
  }

  /** The score that JMH would make of a sample. */
  double score(Sample sample) {
    return score.applyAsDouble(sample);
  }

  /** The interval that JMH would give a sample: of no width where the score is no mean. */
  private Interval interval(Sample sample) {
    double end = this == MEAN ? Double.NaN : score(sample);
    Interval none = new Interval(end, end, LEVEL);
    return this == MEAN ? sample.meanInterval(LEVEL).orElse(none) : none;
  }

  /** The error that JMH would give a sample; NaN where it gives none. */
  double error(Sample sample) {
    return this == MEAN ? interval(sample).halfWidth() : Double.NaN;
  }

  /** Puts a sample's score, error, interval and percentiles into a metric, as JMH writes them. */
  void write(Sample sample, ObjectNode metric) {
    Interval interval = interval(sample);
    metric.set("score", JsonNumbers.write(score(sample)));
    metric.set("scoreError", JsonNumbers.write(error(sample)));
    ArrayNode ends = metric.arrayNode();
    ends.add(JsonNumbers.write(interval.low())).add(JsonNumbers.write(interval.high()));
    metric.set("scoreConfidence", ends);
    ObjectNode percentiles = metric.objectNode();
    for (double rank : PERCENTILES) {
      percentiles.set("" + rank, JsonNumbers.write(sample.percentile(rank)));
    }
    metric.set("scorePercentiles", percentiles);
  }
}
