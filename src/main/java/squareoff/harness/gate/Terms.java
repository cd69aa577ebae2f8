package squareoff.harness.gate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Conditions.Differences;
import squareoff.harness.run.Plan;

/**
 * What a gate was told, as the first line of its journal keeps it: who decides again from the
 * journal decides by the same terms.
 *
 * @param policy what is held against the candidate
 * @param budget how long trials may go on, in seconds; infinite where only rounds end them
 * @param everyRound whether trials go on to the last round also for what is decided
 * @param tuned whether the length of trials is worked out from the first ones
 * @param onlyInBase cells that the candidate's jar does not have
 * @param onlyInCandidate cells that the base's jar does not have
 * @param incomparable cells that get no trial, since the builds would be measured differently
 */
public record Terms(
    Policy policy,
    double budget,
    boolean everyRound,
    boolean tuned,
    List<Cell> onlyInBase,
    List<Cell> onlyInCandidate,
    SortedMap<Cell, Differences> incomparable) {

  private static final String MEANING = "meaning";
  private static final String CIRCUMSTANCES = "circumstances";

  /** Terms of builds all of whose common cells can be compared. */
  public Terms(
      Policy policy,
      double budget,
      boolean everyRound,
      boolean tuned,
      List<Cell> onlyInBase,
      List<Cell> onlyInCandidate) {
    this(
        policy,
        budget,
        everyRound,
        tuned,
        onlyInBase,
        onlyInCandidate,
        Collections.emptySortedMap());
  }

  /** Keeps copies that cannot be changed. */
  public Terms {
    onlyInBase = List.copyOf(onlyInBase);
    onlyInCandidate = List.copyOf(onlyInCandidate);
    incomparable = Collections.unmodifiableSortedMap(new TreeMap<>(incomparable));
  }

  /** These terms with another policy. */
  public Terms with(Policy other) {
    return new Terms(other, budget, everyRound, tuned, onlyInBase, onlyInCandidate, incomparable);
  }

  /** These terms with other cells that get no trial. */
  Terms with(SortedMap<Cell, Differences> others) {
    return new Terms(policy, budget, everyRound, tuned, onlyInBase, onlyInCandidate, others);
  }

  /** What is said of the cells that get no trial. */
  List<CellVerdict> untried() {
    return incomparable.entrySet().stream()
        .map(e -> CellVerdict.untried(e.getKey(), e.getValue(), policy.tolerance(e.getKey())))
        .toList();
  }

  /** As a plan keeps them. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("alpha", policy.alpha());
    map.put("beta", policy.beta());
    map.put("tolerance", policy.tolerance());
    List<Object> exemptions = new ArrayList<>();
    policy
        .exemptions()
        .forEach(exemption ->
            exemptions.add(
                Map.of("cells", exemption.cells().pattern(), "tolerance", exemption.tolerance())));
    map.put("tolerances", exemptions);
    map.put("rare", policy.rare());
    map.put("proveExcess", policy.proveExcess());
    if (Double.isFinite(budget)) {
      map.put("budgetSeconds", budget);
    }
    map.put("everyRound", everyRound);
    map.put("tuned", tuned);
    map.put("onlyInBase", onlyInBase.stream().map(Cell::toString).toList());
    map.put("onlyInCandidate", onlyInCandidate.stream().map(Cell::toString).toList());
    Map<String, Object> different = new LinkedHashMap<>();
    incomparable.forEach((cell, differences) ->
        different.put(
            cell.toString(),
            new TreeMap<>(
                Map.of(
                    MEANING, differences.meaning(), CIRCUMSTANCES, differences.circumstances()))));
    if (!different.isEmpty()) {
      map.put("incomparable", different);
    }
    return map;
  }

  /**
   * The terms of a gate.
   *
   * @param plan a gate's plan
   * @return what it was told
   */
  public static Terms of(Plan plan) {
    Map<String, Object> map = plan.gate();
    List<Policy.Exemption> exemptions = new ArrayList<>();
    for (Object exemption : list(map, "tolerances")) {
      Map<?, ?> pair = (Map<?, ?>) exemption;
      exemptions.add(
          new Policy.Exemption(
              Pattern.compile((String) pair.get("cells")),
              ((Number) pair.get("tolerance")).doubleValue()));
    }
    return new Terms(
        new Policy(
            number(map, "alpha", Policy.DEFAULT.alpha()),
            number(map, "beta", Policy.DEFAULT.beta()),
            number(map, "tolerance", Policy.DEFAULT.tolerance()),
            exemptions,
            number(map, "rare", Policy.ANY_MODES),
            Boolean.TRUE.equals(map.get("proveExcess"))),
        number(map, "budgetSeconds", Double.POSITIVE_INFINITY),
        Boolean.TRUE.equals(map.get("everyRound")),
        Boolean.TRUE.equals(map.get("tuned")),
        cells(map, "onlyInBase"),
        cells(map, "onlyInCandidate"),
        incomparable(map));
  }

  private static SortedMap<Cell, Differences> incomparable(Map<String, Object> map) {
    SortedMap<Cell, Differences> incomparable = new TreeMap<>();
    if (map.get("incomparable") instanceof Map<?, ?> cells) {
      cells.forEach((cell, differences) ->
          incomparable.put(
              Cell.parse((String) cell),
              new Differences(
                  texts((Map<?, ?>) differences, MEANING),
                  texts((Map<?, ?>) differences, CIRCUMSTANCES))));
    }
    return incomparable;
  }

  private static List<String> texts(Map<?, ?> map, String name) {
    return list(map, name).stream().map(String.class::cast).toList();
  }

  private static double number(Map<String, Object> map, String name, double otherwise) {
    return map.get(name) instanceof Number number ? number.doubleValue() : otherwise;
  }

  private static List<?> list(Map<?, ?> map, String name) {
    return map.get(name) instanceof List<?> list ? list : List.of();
  }

  private static List<Cell> cells(Map<String, Object> map, String name) {
    return list(map, name).stream().map(cell -> Cell.parse((String) cell)).toList();
  }
}
