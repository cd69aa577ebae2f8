package squareoff.harness.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import squareoff.harness.machine.Environment;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Conditions;
import squareoff.harness.result.Conditions.Differences;
import squareoff.harness.result.Counterparts;

/** Makes the plan of a run that compares two jars: the cells that both have. */
public final class PairPlanMaker {

  /**
   * What trials get where neither the command line nor a profile says. JMH's own ten seconds an
   * iteration buy less than another JVM does.
   */
  private static final JmhOptions USUAL =
      JmhOptions.parse(List.of("-wi", "5", "-w", "200ms", "-i", "5", "-r", "200ms"), "usual");

  private final BenchmarkJar base;
  private final BenchmarkJar candidate;
  private final Selection selection;
  private final Map<String, String> environment;

  /**
   * A plan, and what could not come into it.
   *
   * @param plan of the cells that both jars have, without what the gate holds against them
   * @param onlyInBase cells that the candidate's jar does not have
   * @param onlyInCandidate cells that the base's jar does not have
   * @param incomparable cells, of the base, that both jars have and whose scores would not mean the
   *     same, each with why: a trial could tell no more
   */
  public record Pair(
      Plan plan,
      List<Cell> onlyInBase,
      List<Cell> onlyInCandidate,
      SortedMap<Cell, Differences> incomparable) {}

  /**
   * Plans for two jars.
   *
   * @param base what the candidate is held against
   * @param candidate the jar whose change is judged; its profiles are used
   * @param selection which cells, and how
   */
  public PairPlanMaker(BenchmarkJar base, BenchmarkJar candidate, Selection selection) {
    this(base, candidate, selection, System.getenv());
  }

  PairPlanMaker(
      BenchmarkJar base,
      BenchmarkJar candidate,
      Selection selection,
      Map<String, String> environment) {
    this.base = base;
    this.candidate = candidate;
    this.selection = selection;
    this.environment = environment;
  }

  /**
   * Makes the plan.
   *
   * @param seed of the order of trials
   * @param rounds how many pairs of trials each cell gets at the most
   * @param jvm the java to measure with, or empty for the one that was typed
   * @param typed that one, and its arguments
   * @return the plan; without any cell where none can be compared
   * @throws UnusableInputException if nothing matches, the jars have no cell in common, or a cell
   *     cannot be run
   */
  public Pair plan(long seed, int rounds, Optional<String> jvm, TypedJava typed) {
    int cores = Runtime.getRuntime().availableProcessors();
    Planner.Cells theirs = new Planner(candidate, selection, cores, candidate, USUAL).plan();
    Planner.Cells ours = new Planner(base, selection, cores, candidate, USUAL).plan();
    Map<Cell, PlannedCell> inBase = byCell(ours);
    Map<Cell, PlannedCell> inCandidate = byCell(theirs);
    Map<Cell, Cell> pairs = new LinkedHashMap<>();
    inCandidate.keySet().stream()
        .filter(inBase::containsKey)
        .forEach(cell -> pairs.put(cell, cell));
    List<Cell> onlyInBase = missing(inBase.keySet(), inCandidate.keySet());
    List<Cell> onlyInCandidate = missing(inCandidate.keySet(), inBase.keySet());
    pairs.putAll(Counterparts.of(onlyInBase, onlyInCandidate));
    if (pairs.isEmpty()) {
      throw new UnusableInputException(
          ("--base %s and --candidate %s have no cell in common. The candidate's first is %s, the"
                  + " base's is %s; build both from the same benchmarks")
              .formatted(
                  base.path(),
                  candidate.path(),
                  theirs.cells().getFirst().cell(),
                  ours.cells().stream().findFirst().map(c -> c.cell().toString()).orElse("none")));
    }
    HostJvm host = HostJvm.of(jvm, typed);
    PlannedConditions ofBase = new PlannedConditions(base, host, typed.args(), environment);
    PlannedConditions ofCandidate =
        new PlannedConditions(candidate, host, typed.args(), environment);
    List<PlannedCell> both = new ArrayList<>();
    SortedMap<Cell, Differences> incomparable = new TreeMap<>();
    pairs.forEach((one, other) -> {
      Differences differences =
          Conditions.between(
              List.of(ofBase.of(inBase.get(one))), List.of(ofCandidate.of(inCandidate.get(other))));
      if (differences.isIncomparable()) {
        incomparable.put(one, differences);
      } else {
        both.add(saying(inCandidate.get(other), inBase.get(one)));
      }
    });
    host.refuseNewer(base, "--base", both);
    host.refuseNewer(candidate, "--candidate", both);
    return new Pair(
        plan(seed, rounds, both, host, typed.args(), PlanMaker.environment(host, jvm)),
        onlyInBase.stream().filter(cell -> !pairs.containsKey(cell)).toList(),
        onlyInCandidate.stream().filter(cell -> !pairs.containsValue(cell)).toList(),
        incomparable);
  }

  private static Map<Cell, PlannedCell> byCell(Planner.Cells cells) {
    Map<Cell, PlannedCell> byCell = new LinkedHashMap<>();
    cells.cells().forEach(cell -> byCell.put(cell.cell(), cell));
    return byCell;
  }

  /** What is the only default of one jar may be one of several of the other: then it is said. */
  private static PlannedCell saying(PlannedCell one, PlannedCell other) {
    List<String> args = new ArrayList<>(one.args());
    List<String> said = other.args();
    for (int i = 0; i + 1 < said.size(); i += 2) {
      if (said.get(i).equals("-p") && !args.contains(said.get(i + 1))) {
        args.addAll(said.subList(i, i + 2));
      }
    }
    return new PlannedCell(one.cell(), args, one.seconds(), one.timeout());
  }

  private List<Cell> missing(Set<Cell> here, Set<Cell> there) {
    return here.stream().filter(cell -> !there.contains(cell)).sorted().toList();
  }

  private Plan plan(
      long seed,
      int rounds,
      List<PlannedCell> cells,
      HostJvm host,
      List<String> args,
      Environment environment) {
    Map<String, Plan.Build> builds = new LinkedHashMap<>();
    builds.put(Plan.BASE, Plan.Build.of(base));
    builds.put(Plan.CANDIDATE, Plan.Build.of(candidate));
    return new Plan(
        PlanMaker.name(environment),
        seed,
        builds,
        cells,
        rounds,
        host.java(),
        host.version(),
        args,
        Map.of(),
        environment.asMap());
  }
}
