package squareoff.harness.claim;

import java.util.Map;
import java.util.TreeMap;
import squareoff.harness.result.JmhEntry;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Entries of invented numbers: one iteration a trial. */
final class Results {
  private static final JsonMapper JSON = new JsonMapper();

  private Results() {}

  static JmhEntry of(String benchmark, Map<String, String> params, String unit, double... trials) {
    return of(benchmark, params, unit, Map.of(), trials);
  }

  static JmhEntry of(
      String benchmark,
      Map<String, String> params,
      String unit,
      Map<String, double[]> metrics,
      double... trials) {
    ObjectNode json = JSON.createObjectNode();
    json.put("benchmark", benchmark).put("mode", unit.startsWith("ops/") ? "thrpt" : "avgt");
    json.put("threads", 1).put("forks", trials.length);
    new TreeMap<>(params).forEach((k, v) -> json.withObject("/params").put(k, v));
    fill(json.putObject("primaryMetric"), unit, trials);
    ObjectNode secondary = json.putObject("secondaryMetrics");
    metrics.forEach((name, values) -> fill(secondary.putObject(name), "#", values));
    return JmhEntry.of(json, "invented");
  }

  private static void fill(ObjectNode metric, String unit, double... trials) {
    metric.put("score", trials.length == 0 ? 1 : trials[0]).put("scoreUnit", unit);
    ArrayNode raw = metric.putArray("rawData");
    for (double trial : trials) {
      raw.addArray().add(trial);
    }
  }
}
