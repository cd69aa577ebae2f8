package squareoff.harness.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the parts of one entry, or says which part is not as JMH writes it. */
final class EntryReader {
  /** What stood between a label and a name before JMH 1.37: of profilers, an empty label. */
  private static final String OLD_SEPARATOR = "·";

  private static final String PRIMARY = "primaryMetric";

  /** The keys of percentiles, such as 99.99. */
  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}(\\.\\d{1,9})?");

  private final ObjectNode json;
  private final String where;
  private final List<String> contradictions = new ArrayList<>();

  EntryReader(ObjectNode json, String where) {
    this.json = json;
    this.where = where;
  }

  /** The identity; a mode that the file does not tell is the one that its unit belongs to. */
  Cell cell(String unit) {
    SortedMap<String, String> params = new TreeMap<>();
    for (Map.Entry<String, JsonNode> param : json.path("params").properties()) {
      params.put(param.getKey(), param.getValue().asStringOpt().orElse("" + param.getValue()));
    }
    String mode = mode(json.path("mode").stringValue(""), unit);
    return new Cell(benchmark(), mode, threads(), params);
  }

  /** A whole number that fits: for anything else the cell would get the name of another. */
  private int threads() {
    JsonNode threads = json.path("threads");
    if (threads.isMissingNode() || threads.isNull()) {
      return 1;
    }
    // Not all that is a number for the library is a whole one that fits.
    boolean whole = threads.isIntegralNumber() && threads.canConvertToInt();
    if (!whole) {
      throw new UnreadableResultException(
          "%s: benchmark %s: \"threads\" is %s, which is no number of threads."
              .formatted(where, benchmark(), abbreviated(threads)));
    }
    return threads.intValue();
  }

  /** The mode that a file states or, where it does not, the one that the unit belongs to. */
  static String mode(String stated, String unit) {
    String likely = unit.startsWith("ops/") ? "thrpt" : "avgt";
    return stated.isEmpty() ? likely : stated;
  }

  private String benchmark() {
    String name = json.path("benchmark").stringValue("");
    if (name.isEmpty()) {
      throw new UnreadableResultException(
          where + ": an entry without \"benchmark\", the name of what was measured: not JMH's.");
    }
    return name;
  }

  Metric primary() {
    return metric(json.path(PRIMARY), PRIMARY, method());
  }

  private String method() {
    return benchmark().substring(benchmark().lastIndexOf('.') + 1);
  }

  SortedMap<String, Metric> secondaries() {
    SortedMap<String, Metric> metrics = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : json.path("secondaryMetrics").properties()) {
      String name = freeName(entry.getKey(), method(), metrics.keySet());
      metrics.put(name, metric(entry.getValue(), entry.getKey(), name));
    }
    return metrics;
  }

  /**
   * The name that today's JMH gives a secondary metric. Before 1.37 those of profilers began with a
   * dot in the middle of the line, and percentiles with the method ({@code run·p0.99}) or, in a
   * group, with one of its methods, as today's do with a colon.
   *
   * @param key the name in a file
   * @param method the benchmark's
   */
  static String lookupName(String key, String method) {
    if (key.startsWith(OLD_SEPARATOR)) {
      return key.substring(OLD_SEPARATOR.length());
    }
    if (key.startsWith(method + OLD_SEPARATOR)) {
      return key.substring(method.length() + OLD_SEPARATOR.length());
    }
    int last = key.lastIndexOf(OLD_SEPARATOR);
    return last > 0 && Percentile.isOne(key.substring(last + 1))
        ? key.substring(0, last) + ":" + key.substring(last + 1)
        : key;
  }

  /** Of two that would have the same name, the second keeps that of the file: none is lost. */
  static String freeName(String key, String method, Set<String> taken) {
    String name = lookupName(key, method);
    return taken.contains(name) ? key : name;
  }

  private Metric metric(JsonNode node, String key, String name) {
    OptionalDouble score = JsonNumbers.read(node.path("score"));
    if (score.isEmpty()) {
      String found = node.path("score").isMissingNode() ? "nothing" : node.path("score").toString();
      throw new UnreadableResultException(
          "%s: benchmark %s has no number as score of \"%s\", but %s."
              .formatted(where, benchmark(), key, found));
    }
    double error = JsonNumbers.read(node.path("scoreError")).orElse(Double.NaN);
    String unit = node.path("scoreUnit").stringValue("");
    JsonNode ends = node.path("scoreConfidence");
    double low = JsonNumbers.read(ends.path(0)).orElse(Double.NaN);
    double high = JsonNumbers.read(ends.path(1)).orElse(Double.NaN);
    String its = key.equals(PRIMARY) ? "its" : "of " + name + " the";
    contradictions(its, score.getAsDouble(), low, high, node.path("scorePercentiles"));
    Metric.Origin origin = origin(node.has("rawDataHistogram"), low == high, error);
    return new Metric(name, unit, score.getAsDouble(), error, raw(node, key), origin);
  }

  /** Notes what of a metric is in no table, but shows that its file was not written by JMH. */
  private void contradictions(
      String its, double score, double low, double high, JsonNode percentiles) {
    if (low > high) {
      contradictions.add(
          "%s interval ends before it begins: from %s to %s".formatted(its, low, high));
    } else if (isOutside(score, low, high)) {
      contradictions.add(
          "%s interval from %s to %s is without the score".formatted(its, low, high));
    }
    SortedMap<Double, Double> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> percentile : percentiles.properties()) {
      OptionalDouble value = JsonNumbers.read(percentile.getValue());
      if (NUMBER.matcher(percentile.getKey()).matches() && value.isPresent()) {
        values.put(Double.valueOf(percentile.getKey()), value.getAsDouble());
      }
    }
    Percentile.falling(values)
        .ifPresent(words -> contradictions.add("%s percentiles fall: %s".formatted(its, words)));
  }

  /** Whether a score lies beside its interval by more than what other tools round. */
  static boolean isOutside(double score, double low, double high) {
    double room = Doubts.ROUNDED * Math.max(Math.abs(low), Math.abs(high));
    return score < low - room || score > high + room;
  }

  /**
   * What contradicts itself in the metrics read so far.
   *
   * @return sentences without a full stop
   */
  List<String> contradictions() {
    return contradictions;
  }

  /**
   * What a score was made of.
   *
   * @param observations whether the values are means of single observations
   * @param point whether the interval's ends are one number, as JMH writes of all but means
   * @param error the score's
   */
  static Metric.Origin origin(boolean observations, boolean point, double error) {
    if (observations) {
      return Metric.Origin.OBSERVATIONS;
    }
    return point && Double.isNaN(error) ? Metric.Origin.NO_MEAN : Metric.Origin.MEAN;
  }

  private List<List<Double>> raw(JsonNode node, String key) {
    boolean histograms = node.has("rawDataHistogram");
    JsonNode forks = node.path(histograms ? "rawDataHistogram" : "rawData");
    List<List<Double>> raw = new ArrayList<>();
    for (JsonNode fork : forks.values()) {
      List<Double> iterations = new ArrayList<>();
      for (JsonNode iteration : fork.values()) {
        iterations.add(histograms ? histogramMean(iteration, key) : number(iteration, key));
      }
      raw.add(iterations);
    }
    return raw;
  }

  private double number(JsonNode node, String key) {
    return JsonNumbers.read(node)
        .orElseThrow(() ->
            new UnreadableResultException(
                "%s: benchmark %s: the raw data of \"%s\" hold %s, which is no number."
                    .formatted(where, benchmark(), key, abbreviated(node))));
  }

  /** The mean of the pairs [value, count] of one iteration. */
  private double histogramMean(JsonNode iteration, String key) {
    double sum = 0;
    double count = 0;
    for (JsonNode pair : iteration.values()) {
      double times = number(pair.path(1), key);
      sum += number(pair.path(0), key) * times;
      count += times;
    }
    return sum / count;
  }

  private static String abbreviated(JsonNode node) {
    String text = node.isMissingNode() ? "nothing" : node.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
