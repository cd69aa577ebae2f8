package squareoff.harness.report.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import squareoff.harness.compare.ComparedCell;
import squareoff.harness.compare.Comparison;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Quantity;
import squareoff.harness.stats.Interval;
import squareoff.harness.stats.Ratio;
import squareoff.harness.stats.Summary;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A comparison as data: format 1. What cannot be a number is null. */
final class ComparisonJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private ComparisonJson() {}

  static String text(Comparison comparison) {
    ObjectNode root = JSON.createObjectNode().put("format", 1);
    root.put("base", comparison.base()).put("candidate", comparison.candidate());
    root.put("metric", comparison.question().subject());
    root.put("alpha", comparison.question().alpha());
    root.put("tolerance", comparison.question().tolerance());
    root.put("tests", comparison.tests());
    root.put("trialsNeeded", comparison.testing().trialsNeeded());
    comparison.testing().noise().ifPresent(noise -> root.put("leastNoise", noise));
    comparison
        .geometricMean()
        .ifPresent(mean -> {
          ObjectNode json = root.putObject("geometricMean").put("cells", mean.cells());
          ratio(json, Optional.of(mean.ratio()));
        });
    ArrayNode cells = root.putArray("cells");
    comparison.cells().forEach(cell -> cell(cells.addObject(), cell));
    missing(root.putArray("onlyBase"), comparison.onlyBase());
    missing(root.putArray("onlyCandidate"), comparison.onlyCandidate());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static void cell(ObjectNode json, ComparedCell cell) {
    Cell identity = cell.cell();
    json.put("cell", identity.toString()).put("benchmark", identity.benchmark());
    json.put("mode", identity.mode()).put("threads", identity.threads());
    ObjectNode params = json.putObject("params");
    identity.params().forEach(params::put);
    json.put("verdict", ComparisonFormat.verdict(cell));
    json.put("direction", ComparisonCsv.direction(cell));
    ratio(json, cell.ratio());
    cell.test()
        .ifPresentOrElse(
            test ->
                json.put("p", test.p())
                    .put("pHolm", test.adjusted())
                    .put("test", test.method().label())
                    .put("exact", test.method() == ComparedCell.Method.EXACT_PERMUTATIONS),
            () -> json.putNull("p").putNull("pHolm"));
    json.put("means", cell.isGeometric() ? "geometric" : "arithmetic");
    side(json.putObject("base"), cell.base(), cell);
    side(json.putObject("candidate"), cell.candidate(), cell);
    ArrayNode notes = json.putArray("notes");
    cell.notes().forEach(notes::add);
  }

  private static void ratio(ObjectNode json, Optional<Ratio> ratio) {
    number(json, "ratio", ratio.map(Ratio::value).orElse(Double.NaN));
    ratio.flatMap(Ratio::interval).ifPresent(interval -> interval(json, interval));
  }

  private static void side(ObjectNode json, Quantity side, ComparedCell cell) {
    Summary summary = cell.summary(side);
    number(json.put("unit", side.unit()), "value", summary.n() > 0 ? summary.mean() : side.score());
    summary.interval().ifPresent(interval -> interval(json, interval));
    ArrayNode trials = json.putArray("trials");
    side.trials().forEach(trials::add);
  }

  private static void interval(ObjectNode json, Interval interval) {
    ObjectNode ends = json.putObject("interval");
    number(ends, "low", interval.low());
    number(ends, "high", interval.high());
    ends.put("level", interval.level());
  }

  private static void number(ObjectNode json, String key, double value) {
    if (Double.isFinite(value)) {
      json.put(key, value);
    } else {
      json.putNull(key);
    }
  }

  private static void missing(ArrayNode json, Map<Cell, List<String>> cells) {
    cells.forEach((cell, why) -> {
      ArrayNode reasons = json.addObject().put("cell", cell.toString()).putArray("notes");
      why.forEach(reasons::add);
    });
  }
}
