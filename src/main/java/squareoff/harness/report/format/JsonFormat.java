package squareoff.harness.report.format;

import java.util.List;
import squareoff.harness.result.Doubts;
import squareoff.harness.result.JmhEntry;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the tables show, as data: format 1. */
final class JsonFormat {
  private static final JsonMapper JSON = JsonMapper.shared();

  private JsonFormat() {}

  static String text(List<Input> inputs) {
    ObjectNode root = JSON.createObjectNode().put("format", 1);
    ArrayNode sources = root.putArray("sources");
    for (Input input : inputs) {
      ObjectNode source = sources.addObject().put("name", input.source().name());
      input.source().machineLines().forEach(source.putArray("machine")::add);
      ArrayNode results = source.putArray("results");
      input.source().entries().forEach(entry -> result(results.addObject(), entry));
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static void result(ObjectNode json, JmhEntry entry) {
    json.put("cell", entry.cell().toString()).put("benchmark", entry.cell().benchmark());
    json.put("mode", entry.cell().mode()).put("threads", entry.cell().threads());
    ObjectNode params = json.putObject("params");
    entry.cell().params().forEach(params::put);
    metric(json, Statistic.of(entry.primary()));
    List<String> doubts = Doubts.of(entry);
    if (!doubts.isEmpty()) {
      doubts.forEach(json.putArray("notes")::add);
    }
    ObjectNode metrics = json.putObject("metrics");
    entry
        .secondaries()
        .forEach((name, metric) -> metric(metrics.putObject(name), Statistic.of(metric)));
  }

  private static void metric(ObjectNode json, Statistic statistic) {
    json.put("unit", statistic.metric().unit());
    if (Double.isFinite(statistic.value())) {
      json.put("value", statistic.value());
    } else {
      json.putNull("value");
    }
    statistic
        .interval()
        .filter(i -> Double.isFinite(i.low()) && Double.isFinite(i.high()))
        .ifPresent(i ->
            json.putObject("interval")
                .put("low", i.low())
                .put("high", i.high())
                .put("level", i.level()));
    ArrayNode trials = json.putArray("trials");
    statistic.trials().forEach(trials::add);
  }
}
