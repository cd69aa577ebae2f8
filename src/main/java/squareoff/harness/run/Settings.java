package squareoff.harness.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a gate that goes on is allowed from now on, in place of what its plan says, as a line of its
 * journal of the type {@code settings} keeps it. The evidence of a gate holds however long it goes
 * on, and whoever decides so may have seen what it says.
 *
 * @param rounds the most pairs of trials of a cell in all, at least what was allowed before; empty:
 *     as before
 * @param budgetSeconds how long the trials of the journal, those before this line too, may take
 *     together, above 0; empty: as before
 */
public record Settings(OptionalInt rounds, OptionalDouble budgetSeconds) {

  /** Nothing but what was allowed before. */
  public static final Settings AS_BEFORE =
      new Settings(OptionalInt.empty(), OptionalDouble.empty());

  static final String TYPE = "settings";
  private static final String ROUNDS = "rounds";

  /** The key of a gate's terms, and of this line. */
  private static final String BUDGET = "budgetSeconds";

  boolean changes(Plan plan) {
    return budgetSeconds.isPresent() || rounds.orElse(plan.rounds()) != plan.rounds();
  }

  /** The same after trials that have taken so many seconds: the budget counts from the first. */
  Settings after(double seconds) {
    return budgetSeconds.isEmpty()
        ? this
        : new Settings(rounds, OptionalDouble.of(seconds + budgetSeconds.getAsDouble()));
  }

  /**
   * A plan as it is gone on with.
   *
   * @param plan of a gate, with the settings before these
   * @throws UnusableInputException if these are not of a gate, or allow fewer rounds
   */
  Plan of(Plan plan) {
    if (!plan.isGate()) {
      throw new UnusableInputException("settings of a gate, but the plan is that of a run");
    }
    int most = rounds.orElse(plan.rounds());
    if (most < plan.rounds()) {
      throw new UnusableInputException(
          ("--rounds %d: the gate may take %d pairs of each cell already; give as many or more,"
                  + " counted from its beginning")
              .formatted(most, plan.rounds()));
    }
    Map<String, Object> gate = new LinkedHashMap<>(plan.gate());
    budgetSeconds.ifPresent(seconds -> gate.put(BUDGET, seconds));
    return plan.withRounds(most).withGate(gate);
  }

  ObjectNode toJson() {
    ObjectNode json = JsonMapper.shared().createObjectNode().put("type", TYPE);
    rounds.ifPresent(most -> json.put(ROUNDS, most));
    budgetSeconds.ifPresent(seconds -> json.put(BUDGET, seconds));
    return json;
  }

  /**
   * Reads a line.
   *
   * @throws UnusableInputException if its numbers are none that a gate wrote
   */
  static Settings fromJson(JsonNode json) {
    JsonNode most = json.path(ROUNDS);
    JsonNode budget = json.path(BUDGET);
    boolean roundsFit = most.isMissingNode() || most.isInt() && most.asInt() > 0;
    boolean budgetFits =
        budget.isMissingNode()
            || budget.isNumber() && budget.asDouble() > 0 && Double.isFinite(budget.asDouble());
    if (!roundsFit || !budgetFits) {
      throw new UnusableInputException("settings that no gate has (%s)".formatted(json));
    }
    return new Settings(
        most.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(most.asInt()),
        budget.isMissingNode() ? OptionalDouble.empty() : OptionalDouble.of(budget.asDouble()));
  }
}
