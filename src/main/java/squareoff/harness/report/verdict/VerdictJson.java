package squareoff.harness.report.verdict;

import java.util.List;
import squareoff.harness.gate.CellVerdict;
import squareoff.harness.gate.GateResult;
import squareoff.harness.gate.Policy;
import squareoff.harness.gate.Verdict;
import squareoff.harness.result.Cell;
import squareoff.harness.stats.Interval;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A gate's verdicts as data: {@code verdicts.json}, format 2, as {@code docs/verdicts.md} has it.
 */
public final class VerdictJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private VerdictJson() {}

  /**
   * Writes everything that a gate found out.
   *
   * @param result what it found out
   * @return one JSON object, with a line feed at its end; numbers in full, and null for those that
   *     are not finite
   */
  public static String write(GateResult result) {
    ObjectNode root = JSON.createObjectNode().put("format", 2).put("name", result.name());
    summary(root.putObject("summary"), result);
    policy(root.putObject("policy"), result.policy());
    ArrayNode cells = root.putArray("cells");
    result.cells().forEach(cell -> cell(cells.addObject(), cell));
    names(root.putArray("onlyInBase"), result.onlyInBase());
    names(root.putArray("onlyInCandidate"), result.onlyInCandidate());
    ObjectNode jars = root.putObject("jars");
    result
        .jars()
        .forEach((build, jar) ->
            jars.putObject(build).put("path", jar.path()).put("sha256", jar.sha256()));
    root.put("trials", result.trials());
    number(root, "seconds", result.seconds());
    root.put("ended", result.ended());
    root.set("environment", JSON.valueToTree(result.environment()));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static void summary(ObjectNode json, GateResult result) {
    json.put("cells", result.cells().size());
    for (Verdict verdict : Verdict.values()) {
      json.put(verdict.word(), result.count(verdict));
    }
    number(json, "geometricMeanRatio", new SuiteLines(result).geometricMean().orElse(Double.NaN));
  }

  private static void policy(ObjectNode json, Policy policy) {
    json.put("alpha", policy.alpha()).put("beta", policy.beta());
    json.put("tolerance", policy.tolerance());
    json.put("rare", policy.rare()).put("proveExcess", policy.proveExcess());
    ArrayNode exemptions = json.putArray("exemptions");
    policy
        .exemptions()
        .forEach(exemption ->
            exemptions
                .addObject()
                .put("cells", exemption.cells().pattern())
                .put("tolerance", exemption.tolerance()));
  }

  private static void cell(ObjectNode json, CellVerdict cell) {
    json.put("cell", cell.cell().toString()).put("benchmark", cell.cell().benchmark());
    json.put("mode", cell.cell().mode()).put("threads", cell.cell().threads());
    ObjectNode params = json.putObject("params");
    cell.cell().params().forEach(params::put);
    json.put("verdict", cell.verdict().word());
    number(json, "tolerance", cell.tolerance());
    if (cell.estimate().isPresent()) {
      estimate(json.putObject("estimate"), cell.estimate().get());
    } else {
      json.putNull("estimate");
    }
    json.put("pairs", cell.pairs()).put("disturbed", cell.disturbed());
    json.put("reason", cell.reason());
    cell.failures().forEach(json.putArray("failures")::add);
    cell.notes().forEach(json.putArray("notes")::add);
    cell.scores().ifPresent(scores -> scores(json.putObject("scores"), scores));
    if (!cell.machines().isEmpty()) {
      ArrayNode machines = json.putArray("machines");
      cell.machines().forEach(on -> onMachine(machines.addObject(), on));
    }
  }

  private static void scores(ObjectNode json, CellVerdict.Scores scores) {
    number(json, "base", scores.base());
    json.put("baseUnit", scores.baseUnit());
    number(json, "candidate", scores.candidate());
    json.put("candidateUnit", scores.candidateUnit());
  }

  private static void onMachine(ObjectNode json, CellVerdict.OnMachine on) {
    json.put("machine", on.machine()).put("verdict", on.verdict().word());
    json.put("slowerAlone", on.slowerAlone());
    number(json, "ratio", on.ratio());
    interval(json.putObject("interval"), on.interval());
    number(json, "noise", on.noise());
    json.put("pairs", on.pairs());
  }

  private static void interval(ObjectNode json, Interval interval) {
    number(json, "low", interval.low());
    number(json, "high", interval.high());
    number(json, "level", interval.level());
  }

  private static void estimate(ObjectNode json, CellVerdict.Estimate estimate) {
    number(json, "ratio", estimate.ratio());
    interval(json.putObject("interval"), estimate.interval());
    number(json, "excludedSlowdown", estimate.excludedSlowdown());
    number(json, "noise", estimate.noise());
    number(json, "base", estimate.base());
    number(json, "candidate", estimate.candidate());
    json.put("unit", estimate.unit());
    number(json, "evidenceSlower", estimate.evidenceSlower());
    number(json, "evidenceNeeded", estimate.evidenceNeeded());
    number(json, "modesNotExcludedBelow", estimate.rarestMode().orElse(Double.NaN));
  }

  /**
   * Null rather than JMH's strings: what reads numbers reads a missing one without a special case.
   */
  private static void number(ObjectNode json, String name, double value) {
    if (Double.isFinite(value)) {
      json.put(name, value);
    } else {
      json.putNull(name);
    }
  }

  private static void names(ArrayNode json, List<Cell> cells) {
    cells.forEach(cell -> json.add(cell.toString()));
  }
}
