package squareoff.harness.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.result.TrialMerge;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Results of the shape that the suite gives, with invented numbers. */
final class Synthetic {
  /** What the suite declares, and that workers of a benchmark of these tests share their work. */
  static final Options SUITE =
      Options.DEFAULT.withDeclarations(
          Declarations.ofThisJar()
              .with(
                  Declarations.parse(
                      """
                      {"benchmarks": [
                        {"benchmark": "a.B.run", "sharedWork": "workers"},
                        {"benchmark": "a.B.c", "ideal": "ratioToLimit", "work": "squares",
                         "sharedWork": "workers", "reference": "strategy=sequential"}]}
                      """,
                      "test")));

  private static final JsonMapper JSON = new JsonMapper();

  private Synthetic() {}

  /** A cell of invented trials whose means differ by about one per cent. */
  static JmhEntry entry(
      String benchmark, String mode, double score, int trials, Map<String, String> params) {
    return entry(benchmark, mode, score, trials, params, Map.of());
  }

  /** The same with counters of events: for each the value of an iteration. */
  static JmhEntry entry(
      String benchmark,
      String mode,
      double score,
      int trials,
      Map<String, String> params,
      Map<String, Double> events) {
    Random random = new Random(benchmark.hashCode() * 31L + params.hashCode());
    List<JmhEntry> parts =
        IntStream.range(0, trials)
            .mapToObj(i -> trial(benchmark, mode, score, params, events, random))
            .toList();
    // One trial goes through the merge with itself, so that its numbers are computed like the rest.
    JmhEntry merged = TrialMerge.merge(parts);
    return trials > 1 ? merged : parts.getFirst();
  }

  private static JmhEntry trial(
      String benchmark,
      String mode,
      double score,
      Map<String, String> params,
      Map<String, Double> events,
      Random random) {
    double mean = score * (1 + 0.01 * random.nextGaussian());
    double[] iterations = new double[3];
    Arrays.setAll(iterations, i -> mean * (1 + 0.002 * random.nextGaussian()));
    ObjectNode json = JSON.createObjectNode();
    json.put("jmhVersion", "1.37").put("benchmark", benchmark).put("mode", mode);
    json.put("threads", 1).put("forks", 1).put("jdkVersion", "25.0.3");
    json.put("vmName", "OpenJDK 64-Bit Server VM").put("vmVersion", "25.0.3+9-LTS");
    new TreeMap<>(params).forEach((k, v) -> json.withObject("/params").put(k, v));
    ObjectNode primary = json.putObject("primaryMetric");
    primary.put("score", Arrays.stream(iterations).average().orElseThrow());
    primary
        .put("scoreError", score * 0.004)
        .put("scoreUnit", mode.equals("thrpt") ? "ops/s" : "s/op");
    ArrayNode raw = primary.putArray("rawData").addArray();
    Arrays.stream(iterations).forEach(raw::add);
    ObjectNode secondary = json.putObject("secondaryMetrics");
    events.forEach((name, usual) -> {
      ObjectNode metric = secondary.putObject(name);
      double value = usual * (1 + 0.001 * random.nextGaussian());
      metric.put("score", 3 * value).put("scoreError", "NaN").put("scoreUnit", "#");
      metric.putArray("scoreConfidence").add(3 * value).add(3 * value);
      metric.putArray("rawData").addArray().add(value).add(value).add(value);
    });
    return JmhEntry.of(json, "synthetic");
  }
}
