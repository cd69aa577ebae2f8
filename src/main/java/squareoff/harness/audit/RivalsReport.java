package squareoff.harness.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import squareoff.harness.gate.Verdict;
import squareoff.harness.stats.Proportion;
import squareoff.harness.stats.TrialBlock;

/**
 * What a simulation has of rules that judge once, after a number of forks that was fixed before.
 */
final class RivalsReport {

  private static final List<Rule> RIVALS = List.of(Rule.PERMUTATION, Rule.FORK_BARS);

  private final Simulation simulation;
  private final Consumer<String> progress;

  RivalsReport(Simulation simulation, Consumer<String> progress) {
    this.simulation = simulation;
    this.progress = progress;
  }

  /**
   * A rule that gets as many forks of every cell and judges once.
   *
   * @param rule which
   * @param forks of each build, an even number
   */
  static Scenario.Procedure fixed(Rule rule, int forks) {
    return (policy, cells, pairs) -> {
      List<Sides> all = cells.stream().map(cell -> sides(cell, forks, policy.tolerance())).toList();
      IntPredicate slower = rule.judge(all, policy.alpha());
      Verdict[] verdicts =
          IntStream.range(0, all.size())
              .mapToObj(cell -> slower.test(cell) ? Verdict.SLOWER : Verdict.UNDECIDED)
              .toArray(Verdict[]::new);
      return new Outcome(verdicts, IntStream.range(0, all.size()).map(cell -> forks).toArray());
    };
  }

  private static Sides sides(SimulatedCell cell, int forks, double tolerance) {
    List<double[]> base = new ArrayList<>();
    List<double[]> candidate = new ArrayList<>();
    for (int fork = 0; fork < forks; fork += TrialBlock.PAIRS) {
      TrialBlock block = cell.next();
      Stream.of(block.base1(), block.base2()).forEach(log -> base.add(score(log)));
      Stream.of(block.candidate1(), block.candidate2()).forEach(log -> candidate.add(score(log)));
    }
    return new Sides(base, candidate, false, tolerance);
  }

  private static double[] score(double logCost) {
    return new double[] {Math.exp(logCost)};
  }

  String text() {
    List<String> headers = new ArrayList<>(List.of("noise"));
    headers.addAll(Worth.headers("rule", simulation.slowdowns()));
    TextTable table = new TextTable(2, headers);
    List<String> outdone = new ArrayList<>();
    for (double noise : simulation.noises()) {
      String at = Percent.plain(noise);
      progress.accept("a fixed number of forks: noise " + at);
      Worth gate = gate(noise);
      List<Worth> rivals = rivals(noise);
      Stream.concat(Stream.of(gate), rivals.stream())
          .map(Worth::row)
          .forEach(row -> table.row(Stream.concat(Stream.of(at), row.stream()).toList()));
      gate.outdoneBy(
              rivals,
              simulation.slowdowns(),
              simulation.tolerance(),
              simulation.alphas().getFirst())
          .forEach(one -> outdone.add("noise of " + at + ", " + one));
    }
    return """
    ## A fixed number of forks

    The same suites with normal noise, of which one cell is slower or none. Two other rules judge
    once, after a number of forks that was fixed before, and call slower only what is estimated
    beyond the tolerance, %s, as the gate does: a permutation test over fork means (one-sided, with
    Holm's procedure over the %d cells at the gate's α = %s), and JMH's bars over fork means. The
    gate stops at a verdict, and proves `not-slower` too, which those do not; its forks are the
    mean over cells where nothing is slower. False alarms are those of %,d suites; for each other
    number there are %,d, and a standard error of at most %s.

    %s

    %s
    """
        .formatted(
            Percent.plain(simulation.tolerance()),
            simulation.cells(),
            Percent.plain(simulation.alphas().getFirst()),
            simulation.suites(),
            simulation.fewer(),
            Percent.error(simulation.fewer()),
            says(outdone),
            table);
  }

  private static String says(List<String> outdone) {
    return outdone.isEmpty()
        ? "**None of them finds more than the gate of what is beyond the tolerance, by more than"
            + " chance explains.**"
        : "**Where one of them finds more than the gate of what is beyond the tolerance, by more than"
            + " chance explains:**\n\n- "
            + String.join("\n- ", outdone);
  }

  private Worth gate(double noise) {
    Tally equal = simulation.equal(noise, Scenario.GATE);
    double forks = equal.equal().mean(Verdict.values());
    String onAverage = String.format(Locale.ROOT, "%.1f on average", forks);
    return worth("gate", onAverage, equal, noise, Scenario.GATE);
  }

  private List<Worth> rivals(double noise) {
    List<Worth> rivals = new ArrayList<>();
    for (Rule rule : RIVALS) {
      for (int forks : forks()) {
        Scenario.Procedure fixed = fixed(rule, forks);
        rivals.add(worth(rule.says(), "" + forks, simulation.equal(noise, fixed), noise, fixed));
      }
    }
    return rivals;
  }

  /** As many as the gate takes at most, a half and a quarter of them; even, as its blocks are. */
  private List<Integer> forks() {
    return IntStream.of(4, 2, 1)
        .map(part -> simulation.pairs() / part / TrialBlock.PAIRS * TrialBlock.PAIRS)
        .filter(forks -> forks > 0)
        .distinct()
        .boxed()
        .toList();
  }

  private Worth worth(
      String name, String forks, Tally equal, double noise, Scenario.Procedure procedure) {
    List<Proportion> found =
        simulation.slowdowns().stream()
            .map(by -> simulation.byPairs(noise, by, procedure).slow().share(Verdict.SLOWER))
            .toList();
    return new Worth(name, forks, equal.falseAlarms(), found);
  }
}
