package squareoff.harness.gate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Conditions.Differences;
import squareoff.harness.run.Journal;
import squareoff.harness.run.MeasuredJvms;
import squareoff.harness.run.Plan;
import squareoff.harness.run.PlannedCell;
import squareoff.harness.run.TrialRecord;
import squareoff.harness.stats.Interval;
import squareoff.harness.stats.TrialBlock;

/**
 * The trials of several gates of the same jars by machine: those of one machine are evidence
 * together, and how much they scatter is its own affair. In which order the gates are given does
 * not matter, to the last bit.
 */
final class Machines {

  private final List<Journal.Contents> gates;
  private final Terms terms;

  /** All trials, for what is no evidence: scores, failures, the estimate. */
  private final Standing all;

  /** By the machine's name. */
  private final Map<String, Standing> machines = new TreeMap<>();

  private final MachinesReferee referee;

  /** A machine that measured a cell, by name, and the number that the cell has there. */
  private record Place(String machine, Standing standing, int cell) {
    Evidence evidence() {
      return standing.referee().evidence(cell);
    }
  }

  private final List<List<Place>> places = new ArrayList<>();

  private Machines(List<Journal.Contents> gates, Terms terms) {
    this.gates = gates;
    this.terms = terms.with(incomparable(gates));
    List<PlannedCell> cells = cells(gates);
    this.all = new Standing(cells, terms.policy());
    Map<String, List<Journal.Contents>> byMachine = byMachine(gates);
    byMachine.forEach((machine, own) -> machines.put(machine, standing(own)));
    for (int gate = 0; gate < gates.size(); gate++) {
      for (TrialRecord trial : gates.get(gate).trials()) {
        all.collect(trial, gate);
      }
    }
    this.terms
        .incomparable()
        .forEach((cell, differences) ->
            all.find(cell.toString()).ifPresent(number -> all.exclude(number, differences)));
    for (PlannedCell cell : cells) {
      String name = cell.cell().toString();
      List<Place> at = new ArrayList<>();
      machines.forEach((machine, standing) ->
          standing.find(name).ifPresent(number -> at.add(new Place(machine, standing, number))));
      places.add(at);
    }
    this.referee =
        new MachinesReferee(
            terms.policy(), IntStream.range(0, places.size()).mapToObj(this::evidence).toList());
  }

  /** The cells that get no trial in one gate at least. */
  private static SortedMap<Cell, Differences> incomparable(List<Journal.Contents> gates) {
    SortedMap<Cell, Differences> incomparable = new TreeMap<>();
    gates.forEach(gate ->
        Terms.of(gate.plan())
            .incomparable()
            .forEach((cell, found) -> incomparable.merge(cell, found, Differences::and)));
    return incomparable;
  }

  /** That of each machine; none of a cell that cannot be compared. */
  private SortedMap<String, Evidence> evidence(int cell) {
    SortedMap<String, Evidence> evidence = new TreeMap<>();
    if (!all.isIncomparable(cell)) {
      places.get(cell).forEach(place -> evidence.put(place.machine(), place.evidence()));
    }
    return evidence;
  }

  /**
   * Decides, once.
   *
   * @param gates what each journal holds, of the same jars, none of them twice
   * @param terms what is held against the candidate
   */
  static GateResult judge(List<Journal.Contents> gates, Terms terms) {
    return new Machines(inOrder(gates), terms).result();
  }

  /** By machine, then by the names of the runs, which begin with the time. */
  static List<Journal.Contents> inOrder(List<Journal.Contents> gates) {
    return gates.stream()
        .sorted(
            Comparator.comparing((Journal.Contents gate) -> identity(gate.plan()))
                .thenComparing(gate -> gate.plan().run())
                .thenComparing(gate -> gate.plan().hash()))
        .toList();
  }

  /** What tells machines apart: the host's name first, and what a name may be shared by. */
  private static String identity(Plan plan) {
    return "%s, %s, %s"
        .formatted(
            host(plan), plan.environment().get("cpu"), memory(plan.environment().get("memory")));
  }

  private static Object memory(Object facts) {
    return facts instanceof Map<?, ?> map ? map.get("totalBytes") : null;
  }

  private static String host(Plan plan) {
    return String.valueOf(plan.environment().getOrDefault("host", "unknown"));
  }

  /** The gates of each machine under its name, with a number where several have the same. */
  private static Map<String, List<Journal.Contents>> byMachine(List<Journal.Contents> gates) {
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, List<Journal.Contents>> byMachine = new LinkedHashMap<>();
    for (Journal.Contents gate : gates) {
      String host = host(gate.plan());
      String name =
          names.computeIfAbsent(
              identity(gate.plan()),
              identity -> {
                int number = 1;
                while (names.containsValue(numbered(host, number))) {
                  number++;
                }
                return numbered(host, number);
              });
      byMachine.computeIfAbsent(name, key -> new ArrayList<>()).add(gate);
    }
    return byMachine;
  }

  private static String numbered(String host, int number) {
    return number == 1 ? host : "%s (%d)".formatted(host, number);
  }

  private static List<PlannedCell> cells(List<Journal.Contents> gates) {
    Map<String, PlannedCell> cells = new LinkedHashMap<>();
    gates.forEach(gate ->
        gate.plan().cells().forEach(cell -> cells.putIfAbsent(cell.cell().toString(), cell)));
    return List.copyOf(cells.values());
  }

  private Standing standing(List<Journal.Contents> own) {
    Standing standing = new Standing(cells(own), terms.policy());
    for (int gate = 0; gate < own.size(); gate++) {
      for (TrialRecord trial : own.get(gate).trials()) {
        standing.collect(trial, gate);
      }
    }
    return standing;
  }

  private GateResult result() {
    Plan first = gates.getFirst().plan();
    String ended =
        machines.size() == 1
            ? "%d gates put together".formatted(gates.size())
            : "%d gates of %d machines put together".formatted(gates.size(), machines.size());
    List<CellVerdict> verdicts = new ArrayList<>(terms.untried());
    verdicts.removeIf(verdict -> all.find(verdict.cell().toString()).isPresent());
    IntStream.range(0, places.size()).forEach(cell -> verdicts.add(verdict(cell, ended)));
    return new GateResult(
        String.join(", ", gates.stream().map(gate -> gate.plan().run()).toList()),
        terms.policy(),
        verdicts,
        onlyIn(Terms::onlyInBase),
        onlyIn(Terms::onlyInCandidate),
        Jars.of(first),
        MeasuredJvms.environment(gates),
        gates.stream().mapToInt(gate -> gate.trials().size()).sum(),
        gates.stream().flatMap(g -> g.trials().stream()).mapToDouble(TrialRecord::seconds).sum(),
        ended);
  }

  /** A shard lacks what another one has: only what no gate has compared is missing. */
  private List<Cell> onlyIn(Function<Terms, Collection<Cell>> which) {
    TreeSet<Cell> cells = new TreeSet<>();
    gates.forEach(gate -> cells.addAll(which.apply(Terms.of(gate.plan()))));
    cells(gates).forEach(cell -> cells.remove(cell.cell()));
    cells.removeAll(terms.incomparable().keySet());
    return List.copyOf(cells);
  }

  private CellVerdict verdict(int cell, String ended) {
    CellVerdict pooled = all.verdict(cell, "");
    Verdict verdict = all.isOut(cell) ? pooled.verdict() : referee.verdict(cell);
    String reason =
        switch (verdict) {
          case FAILED, INCOMPARABLE -> pooled.reason();
          case UNDECIDED -> "not shown by the trials of " + ended;
          default -> "";
        };
    return new CellVerdict(
        pooled.cell(),
        verdict,
        pooled.tolerance(),
        pooled.estimate().map(estimate -> joint(cell, estimate)),
        pooled.pairs(),
        reason,
        pooled.failures(),
        pooled.disturbed(),
        machines.size() == 1 || verdict == Verdict.INCOMPARABLE ? List.of() : onMachines(cell),
        notes(cell),
        pooled.scores());
  }

  /** That trials of one machine fall into two groups says something, and of several nothing. */
  private List<String> notes(int cell) {
    List<String> notes = new ArrayList<>(all.trials(cell).differences().circumstances());
    for (Place place : places.get(cell)) {
      String where = machines.size() == 1 ? "" : "on %s: ".formatted(place.machine());
      place.standing().trials(place.cell()).groups().forEach(group -> notes.add(where + group));
    }
    return notes;
  }

  private CellVerdict.Estimate joint(int cell, CellVerdict.Estimate pooled) {
    Interval interval = referee.interval(cell);
    return new CellVerdict.Estimate(
        Math.max(interval.low(), Math.min(interval.high(), Math.exp(referee.estimate(cell)))),
        interval,
        pooled.noise(),
        pooled.base(),
        pooled.candidate(),
        pooled.unit(),
        Math.exp(referee.logSlower(cell)),
        Math.exp(referee.logSlowerFrom(cell)),
        rarestMode(cell));
  }

  /** That of the machine that excludes least. */
  private OptionalDouble rarestMode(int cell) {
    double rarest = 0;
    for (Place place : places.get(cell)) {
      OptionalDouble its = place.evidence().modes().rarestExcluded(terms.policy().beta());
      rarest = its.isEmpty() ? Double.POSITIVE_INFINITY : Math.max(rarest, its.getAsDouble());
    }
    return Double.isFinite(rarest) ? OptionalDouble.of(rarest) : OptionalDouble.empty();
  }

  private List<CellVerdict.OnMachine> onMachines(int cell) {
    List<Place> at = places.get(cell);
    return IntStream.range(0, at.size())
        .mapToObj(i -> {
          Evidence of = at.get(i).evidence();
          return new CellVerdict.OnMachine(
              at.get(i).machine(),
              referee.alone(cell, i),
              referee.isSlowerAlone(cell, i),
              Math.exp(of.estimate()),
              of.interval(terms.policy().beta()),
              of.noise(),
              TrialBlock.PAIRS * of.blocks());
        })
        .toList();
  }
}
