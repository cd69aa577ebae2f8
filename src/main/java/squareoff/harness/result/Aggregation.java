package squareoff.harness.result;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import squareoff.harness.stats.Interval;
import squareoff.harness.stats.Sample;
import tools.jackson.databind.JsonNode;
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
   * @param metrics the metric of each trial
   * @param values the values of each trial that JMH aggregated
   */
  static Aggregation infer(String name, List<JsonNode> metrics, List<Sample> values) {
    if (metrics.stream().filter(JsonNode::isObject).noneMatch(Aggregation::hasNoInterval)) {
      return MEAN;
    }
    List<Aggregation> fitting =
        Arrays.stream(values())
            .filter(way -> way != MEAN && way.reproduces(metrics, values))
            .toList();
    Aggregation usual =
        STATES.matcher(name).matches() ? MAX : LEASTS.matcher(name).matches() ? MIN : SUM;
    return fitting.isEmpty() || fitting.contains(usual) ? usual : fitting.getFirst();
  }

  private static boolean hasNoInterval(JsonNode metric) {
    JsonNode ends = metric.path("scoreConfidence");
    double low = JsonNumbers.read(ends.path(0)).orElse(Double.NaN);
    double high = JsonNumbers.read(ends.path(1)).orElse(Double.NaN);
    double error = JsonNumbers.read(metric.path("scoreError")).orElse(Double.NaN);
    return low == high && Double.isNaN(error);
  }

  private boolean reproduces(List<JsonNode> metrics, List<Sample> values) {
    for (int i = 0; i < metrics.size(); i++) {
      double stated = JsonNumbers.read(metrics.get(i).path("score")).orElse(Double.NaN);
      double ours = score.applyAsDouble(values.get(i));
      if (values.get(i).n() > 0 && Math.abs(ours - stated) > 1e-9 * Math.abs(stated)) {
        return false;
      }
    }
    return true;
  }

  /** Puts a sample's score, error, interval and percentiles into a metric, as JMH writes them. */
  void write(Sample sample, ObjectNode metric) {
    double value = score.applyAsDouble(sample);
    Interval none =
        this == MEAN
            ? new Interval(Double.NaN, Double.NaN, LEVEL)
            : new Interval(value, value, LEVEL);
    Interval interval = this == MEAN ? sample.meanInterval(LEVEL).orElse(none) : none;
    double error = this == MEAN ? interval.halfWidth() : Double.NaN;
    metric.set("score", JsonNumbers.write(value));
    metric.set("scoreError", JsonNumbers.write(error));
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
