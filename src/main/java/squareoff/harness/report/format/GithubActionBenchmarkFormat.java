package squareoff.harness.report.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import squareoff.harness.result.JmhEntry;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The lists that github-action-benchmark takes for {@code tool: customSmallerIsBetter} and {@code
 * customBiggerIsBetter}. Its own JMH reader takes every score for one of which less is better.
 */
final class GithubActionBenchmarkFormat {
  private static final JsonMapper JSON = JsonMapper.shared();

  private GithubActionBenchmarkFormat() {}

  static Map<String, String> texts(List<Input> inputs) {
    ArrayNode smaller = JSON.createArrayNode();
    ArrayNode bigger = JSON.createArrayNode();
    for (Input input : inputs) {
      for (JmhEntry entry : input.source().entries()) {
        Statistic statistic = Statistic.of(entry.primary());
        if (Double.isFinite(statistic.value())) {
          boolean rate =
              entry.cell().mode().equals("thrpt") || entry.primary().unit().startsWith("ops/");
          add(rate ? bigger : smaller, input, entry, statistic, inputs.size() > 1);
        }
      }
    }
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("-smaller-is-better", text(smaller));
    texts.put("-bigger-is-better", text(bigger));
    return texts;
  }

  private static void add(
      ArrayNode list, Input input, JmhEntry entry, Statistic statistic, boolean several) {
    String source = several ? input.source().name() + " " : "";
    ObjectNode json = list.addObject();
    json.put("name", source + entry.cell()).put("unit", statistic.metric().unit());
    json.put("value", statistic.value());
    statistic
        .interval()
        .filter(i -> Double.isFinite(i.halfWidth()))
        .ifPresent(i -> json.put("range", "± " + i.halfWidth()));
    json.put("extra", "trials: " + statistic.trials().size());
  }

  private static String text(ArrayNode list) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(list) + "\n";
  }
}
