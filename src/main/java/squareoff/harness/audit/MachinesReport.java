package squareoff.harness.audit;

import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import squareoff.harness.gate.Verdict;
import squareoff.harness.stats.Proportion;

/** What a simulation has of several machines, of which one may be slower. */
final class MachinesReport {

  /** What a cell is slower by on one of several machines. */
  private static final double ON_ONE = 0.12;

  private static final double QUIET = 0.01;
  private static final double LOUD = 0.10;

  private final Simulation simulation;
  private final Consumer<String> progress;

  MachinesReport(Simulation simulation, Consumer<String> progress) {
    this.simulation = simulation;
    this.progress = progress;
  }

  String text() {
    TextTable table =
        new TextTable(
            1,
            List.of(
                "machines, noise",
                "false alarms",
                "`mixed`",
                "`slower`",
                "`undecided`, named",
                "wrong `not-slower`",
                "at the tolerance"));
    SimulationReport.Worst alarms = new SimulationReport.Worst();
    SimulationReport.Worst wrong = new SimulationReport.Worst();
    for (int machines : simulation.machines()) {
      for (double noise : simulation.noises()) {
        several(table, alarms, wrong, Percent.plain(noise), Collections.nCopies(machines, noise));
      }
      List<Double> unequal =
          IntStream.range(0, machines).mapToObj(i -> i % 2 == 0 ? QUIET : LOUD).toList();
      several(table, alarms, wrong, Percent.plain(QUIET) + " and " + Percent.plain(LOUD), unequal);
    }
    return """
    ## Several machines

    Each machine measures the same %d cells by a gate of its own, with normal noise, and all are
    decided over together at α = %s. False alarms: suites of equal builds with a `slower` or
    `mixed` cell. Then one cell is slower by %s, on one machine only: how often it is `mixed`,
    `slower`, or `undecided` but named as slower on that machine (exit code 3), and how often
    `not-slower` or `faster`, which is wrong. The last column: the same where all cells are slower
    by just the tolerance there. %,d suites for each number: a standard error of at most %s.

    %s

    %s

    %s
    """
        .formatted(
            simulation.cells(),
            Percent.plain(simulation.alphas().getFirst()),
            Percent.plain(ON_ONE),
            simulation.ofMachines(),
            Percent.error(simulation.ofMachines()),
            "False alarms: " + alarms.says(),
            "`not-slower`: " + wrong.says(),
            table);
  }

  private void several(
      TextTable table,
      SimulationReport.Worst alarms,
      SimulationReport.Worst wrong,
      String noise,
      List<Double> each) {
    String name = each.size() + ", " + noise;
    progress.accept("several machines: " + name);
    Proportion equal = simulation.severalMachines(each, 0, 0).falseAlarms();
    MachinesScenario.Counts one = simulation.severalMachines(each, 1, ON_ONE);
    Proportion missed = one.share(Verdict.NOT_SLOWER, Verdict.FASTER);
    Proportion at =
        simulation
            .severalMachines(each, simulation.cells(), simulation.tolerance())
            .share(Verdict.NOT_SLOWER, Verdict.FASTER);
    alarms.see(equal, simulation.alphas().getFirst());
    wrong.see(missed, simulation.beta());
    wrong.see(at, simulation.beta());
    table.row(
        List.of(
            name,
            Percent.withInterval(equal),
            Percent.whole(one.share(Verdict.MIXED)),
            Percent.whole(one.share(Verdict.SLOWER)),
            Percent.whole(one.undecidedButNamed()),
            Percent.withInterval(missed),
            Percent.withInterval(at)));
  }
}
