package squareoff.harness.run;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import squareoff.harness.result.EntryLine;
import squareoff.harness.run.TrialRecord.Failed;
import squareoff.harness.run.TrialRecord.Measured;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The lines of a journal that record trials, written and read. */
final class JournalLines {

  private JournalLines() {}

  static ObjectNode write(TrialRecord trial) {
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("type", trial.outcome() instanceof Measured ? "trial" : "failure")
        .put("cell", trial.cell())
        .put("build", trial.build())
        .put("round", trial.round())
        .put("order", trial.order())
        .put("startedAt", trial.startedAt())
        .put("seconds", Math.round(trial.seconds() * 1000) / 1000.0);
    ObjectNode machine = json.putObject("machine");
    trial.machine().forEach(machine::put);
    if (!trial.facts().isEmpty()) {
      ObjectNode facts = json.putObject("facts");
      trial.facts().forEach(facts::put);
    }
    switch (trial.outcome()) {
      case Measured measured -> json.set("result", measured.entry().json());
      case Failed failed ->
          json.put("reason", failed.reason()).put("exit", failed.exit()).put("log", failed.log());
    }
    return json;
  }

  /**
   * Reads a line.
   *
   * @return the trial, or empty for a line of a type that is not known here
   * @throws squareoff.harness.result.UnreadableResultException if a trial's result is not JMH's
   * @throws UnusableInputException if a trial lacks what identifies it
   */
  static Optional<TrialRecord> read(EntryLine line, String where) {
    JsonNode json = line.rest();
    TrialRecord.Outcome outcome;
    switch (json.path("type").asString("")) {
      case "trial" -> {
        outcome =
            new Measured(
                line.entry()
                    .orElseThrow(
                        () -> new UnusableInputException(where + ": a trial without a result")));
      }
      case "failure" ->
          outcome =
              new Failed(
                  json.path("reason").asString(""),
                  json.path("exit").asInt(-1),
                  json.path("log").asString(""));
      default -> {
        return Optional.empty();
      }
    }
    if (!json.path("cell").isString() || !json.path("round").isInt()) {
      throw new UnusableInputException(where + ": a trial without its cell or round");
    }
    Map<String, Double> machine = new TreeMap<>();
    json.path("machine")
        .properties()
        .forEach(e -> machine.put(e.getKey(), e.getValue().asDouble()));
    Map<String, String> facts = new TreeMap<>();
    json.path("facts").properties().forEach(e -> facts.put(e.getKey(), e.getValue().asString("")));
    return Optional.of(
        new TrialRecord(
            json.path("cell").asString(),
            json.path("build").asString(Plan.CANDIDATE),
            json.path("round").asInt(),
            json.path("order").asInt(-1),
            json.path("startedAt").asString(""),
            json.path("seconds").asDouble(0),
            machine,
            outcome,
            facts));
  }
}
