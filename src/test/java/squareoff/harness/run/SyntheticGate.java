package squareoff.harness.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import squareoff.harness.result.Cell;
import squareoff.harness.result.JmhEntry;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Plans of gates, trials and journals with invented numbers: nothing is run. */
public final class SyntheticGate {

  private SyntheticGate() {}

  /** A cell in average time whose trials are 5 iterations of 200 ms after as many to warm up. */
  public static PlannedCell cell(String name) {
    return cell(name, "-wi", "5", "-w", "200ms", "-i", "5", "-r", "200ms");
  }

  /** A cell in average time with other arguments, of which 2 seconds are asked for. */
  public static PlannedCell cell(String name, String... args) {
    return new PlannedCell(Cell.parse(name), List.of(args), 2, 60);
  }

  /** A gate of two jars; without what it holds against the candidate. */
  public static Plan plan(long seed, int rounds, List<PlannedCell> cells) {
    Map<String, Plan.Build> builds = new LinkedHashMap<>();
    builds.put(Plan.BASE, new Plan.Build("/base.jar", "aa"));
    builds.put(Plan.CANDIDATE, new Plan.Build("/candidate.jar", "bb"));
    return plan("gate-" + seed, seed, rounds, cells, builds);
  }

  /** A run of other jars. */
  public static Plan plan(
      String run, long seed, int rounds, List<PlannedCell> cells, Map<String, Plan.Build> builds) {
    return new Plan(
        run,
        seed,
        builds,
        cells,
        rounds,
        "java",
        "25",
        List.of(),
        Map.of(),
        Map.of("host", "here"));
  }

  /** The same plan, made on another host. */
  public static Plan on(String host, Plan plan) {
    return new Plan(
        plan.run(),
        plan.seed(),
        plan.builds(),
        plan.cells(),
        plan.rounds(),
        plan.java(),
        plan.javaVersion(),
        plan.hostArgs(),
        plan.gate(),
        Map.of("host", host));
  }

  /** A trial that measured, in ns/op unless its cell is a throughput. */
  public static TrialRecord measured(Trial trial, int order, double seconds, double... iterations) {
    String unit = trial.cell().cell().mode().equals("thrpt") ? "ops/ns" : "ns/op";
    return measuredIn(unit, trial, order, seconds, iterations);
  }

  /** A trial that measured. */
  public static TrialRecord measuredIn(
      String unit, Trial trial, int order, double seconds, double... iterations) {
    Cell cell = trial.cell().cell();
    String params =
        cell.params().entrySet().stream()
            .map(e -> "\"%s\":\"%s\"".formatted(e.getKey(), e.getValue()))
            .collect(Collectors.joining(","));
    String raw =
        DoubleStream.of(iterations)
            .mapToObj(value -> Double.isFinite(value) ? "" + value : "\"" + value + "\"")
            .collect(Collectors.joining(","));
    double score = DoubleStream.of(iterations).average().orElse(Double.NaN);
    ObjectNode json =
        (ObjectNode)
            JsonMapper.shared()
                .readTree(
                    """
                    {"benchmark":"%s","mode":"%s","threads":%d,"forks":1,"params":{%s},
                     "primaryMetric":{"score":%s,"scoreError":"NaN","scoreUnit":"%s",
                       "rawData":[[%s]]},"secondaryMetrics":{}}
                    """
                        .formatted(
                            cell.benchmark(),
                            cell.mode(),
                            cell.threads(),
                            params,
                            Double.isFinite(score) ? "" + score : "\"NaN\"",
                            unit,
                            raw));
    return record(trial, order, seconds, new TrialRecord.Measured(JmhEntry.of(json, "synthetic")));
  }

  /** The same trial, whose JMH says something more, or something else. */
  public static TrialRecord saying(TrialRecord trial, String key, Object value) {
    ObjectNode json = trial.measured().orElseThrow().json().deepCopy();
    json.set(key, JsonMapper.shared().valueToTree(value));
    return with(trial, new TrialRecord.Measured(JmhEntry.of(json, "synthetic")), trial.facts());
  }

  /** The same trial, of which the journal says something that JMH does not. */
  public static TrialRecord knowing(TrialRecord trial, String fact, String value) {
    return with(trial, trial.outcome(), Map.of(fact, value));
  }

  private static TrialRecord with(
      TrialRecord trial, TrialRecord.Outcome outcome, Map<String, String> facts) {
    return new TrialRecord(
        trial.cell(),
        trial.build(),
        trial.round(),
        trial.order(),
        trial.startedAt(),
        trial.seconds(),
        trial.machine(),
        outcome,
        facts);
  }

  /** A trial whose JMH ended with exit code 1. */
  public static TrialRecord failed(Trial trial, int order, double seconds) {
    return record(trial, order, seconds, new TrialRecord.Failed("exit", 1, "last words"));
  }

  private static TrialRecord record(
      Trial trial, int order, double seconds, TrialRecord.Outcome outcome) {
    return new TrialRecord(
        trial.cell().cell().toString(),
        trial.build(),
        trial.round(),
        order,
        "2026-01-01T00:00:00Z",
        seconds,
        Map.of(),
        outcome);
  }

  /** A journal on the disk. */
  public static Path write(Path file, Plan plan, List<TrialRecord> trials) {
    try (Journal journal = Journal.create(file, plan)) {
      for (TrialRecord trial : trials) {
        journal.append(trial);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A plan as its journal gives it back. */
  public static Plan written(Plan plan) {
    return Plan.fromJson(JsonMapper.shared().readTree(plan.toJson().toString()), "synthetic");
  }
}
