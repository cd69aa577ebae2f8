package squareoff.harness.compare;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import squareoff.harness.result.JmhEntry;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Results of invented numbers, each trial two iterations of its number. */
public final class Invented {
  private static final JsonMapper JSON = new JsonMapper();

  private final ObjectNode json = JSON.createObjectNode();

  private Invented() {}

  /** A benchmark's score. */
  public static Invented score(String benchmark, String mode, String unit, double... trials) {
    Invented result = new Invented();
    result.json.put("jmhVersion", "1.37").put("benchmark", benchmark).put("mode", mode);
    result.json.put("threads", 1).put("forks", trials.length);
    result.json.put("warmupIterations", 3);
    fill(result.json.putObject("primaryMetric"), unit, trials);
    result.json.putObject("secondaryMetrics");
    return result;
  }

  /** An average time in ns/op. */
  public static Invented time(String benchmark, double... trials) {
    return score(benchmark, "avgt", "ns/op", trials);
  }

  /** So many trials about a centre, the first least, all different. */
  public static double[] about(double centre, int trials) {
    return DoubleStream.iterate(0, i -> i + 1)
        .limit(trials)
        .map(i -> centre * (1 + 0.001 * (i - (trials - 1) / 2.0)))
        .toArray();
  }

  /** Adds a secondary metric. */
  public Invented with(String metric, String unit, double... trials) {
    fill(json.withObject("/secondaryMetrics").putObject(metric), unit, trials);
    return this;
  }

  /** Adds a parameter, or another key of an entry. */
  public Invented with(String key, Object value) {
    if (key.equals("forks") || key.equals("warmupIterations")) {
      json.put(key, (Integer) value);
    } else {
      json.withObject("/params").put(key, value.toString());
    }
    return this;
  }

  /** Adds the arguments of the JVM. */
  public Invented withJvmArgs(String... args) {
    ArrayNode list = json.putArray("jvmArgs");
    Arrays.stream(args).forEach(list::add);
    return this;
  }

  /** Sets what JMH says of how it measured. */
  public Invented withSetting(String key, Object value) {
    if (value instanceof Integer number) {
      json.put(key, number);
    } else {
      json.put(key, value.toString());
    }
    return this;
  }

  /** Leaves the raw data out, as JMH does on demand. */
  public Invented withoutRawData() {
    ((ObjectNode) json.get("primaryMetric")).putArray("rawData");
    return this;
  }

  /** The result. */
  public JmhEntry entry() {
    return JmhEntry.of(json, "invented");
  }

  private static void fill(ObjectNode metric, String unit, double... trials) {
    metric.put("score", Arrays.stream(trials).average().orElse(1)).put("scoreUnit", unit);
    metric.put("scoreError", "NaN");
    ArrayNode raw = metric.putArray("rawData");
    for (double trial : trials) {
      if (Double.isNaN(trial)) {
        raw.addArray().add("NaN").add("NaN");
      } else {
        raw.addArray().add(trial).add(trial);
      }
    }
    if (Arrays.stream(trials).anyMatch(Double::isNaN)) {
      metric.put("score", "NaN");
    }
  }
}
