package squareoff.harness.report.format;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import squareoff.harness.result.Cell;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.result.Metric;
import squareoff.harness.stats.Interval;
import squareoff.harness.text.SafeText;

/** OpenMetrics 1.0: three gauges, whose labels say what was measured. */
final class OpenMetricsFormat {
  private final Map<String, StringBuilder> families = new LinkedHashMap<>();
  private final Map<String, Integer> seen = new HashMap<>();

  private OpenMetricsFormat() {
    families.put("jmh_score", new StringBuilder());
    families.put("jmh_score_low95", new StringBuilder());
    families.put("jmh_score_high95", new StringBuilder());
  }

  static String text(List<Input> inputs) {
    OpenMetricsFormat format = new OpenMetricsFormat();
    for (Input input : inputs) {
      for (JmhEntry entry : input.source().entries()) {
        format.add(input, entry.cell(), "", entry.primary());
        entry.secondaries().forEach((name, m) -> format.add(input, entry.cell(), name, m));
      }
    }
    StringBuilder out = new StringBuilder();
    format.families.forEach(
        (name, lines) -> out.append("# TYPE ").append(name).append(" gauge\n").append(lines));
    return out.append("# EOF\n").toString();
  }

  private void add(Input input, Cell cell, String name, Metric metric) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("source", input.source().name());
    labels.put("benchmark", cell.benchmark());
    labels.put("mode", cell.mode());
    labels.put("threads", Integer.toString(cell.threads()));
    labels.put("metric", name);
    labels.put("unit", metric.unit());
    cell.params().forEach((param, value) -> labels.put(label(param, labels), value));
    // The same set of labels twice would be refused.
    int times = seen.merge(labels.toString(), 1, Integer::sum);
    if (times > 1) {
      labels.put("occurrence", Integer.toString(times));
    }
    Statistic statistic = Statistic.of(metric);
    sample("jmh_score", labels, statistic.value());
    statistic.interval().map(Interval::low).ifPresent(v -> sample("jmh_score_low95", labels, v));
    statistic.interval().map(Interval::high).ifPresent(v -> sample("jmh_score_high95", labels, v));
  }

  private static String label(String param, Map<String, String> taken) {
    String name = "param_" + param.replaceAll("[^a-zA-Z0-9_]", "_");
    while (taken.containsKey(name)) {
      name += "_";
    }
    return name;
  }

  private void sample(String family, Map<String, String> labels, double value) {
    if (Double.isFinite(value)) {
      families.get(family).append(family).append('{');
      families
          .get(family)
          .append(
              labels.entrySet().stream()
                  .map(e -> e.getKey() + "=\"" + escaped(e.getValue()) + '"')
                  .collect(Collectors.joining(",")))
          .append("} ")
          .append(value)
          .append('\n');
    }
  }

  private static String escaped(String value) {
    return SafeText.block(value).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
