package squareoff.harness.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import squareoff.harness.gate.Verdict;
import squareoff.harness.stats.Proportion;

/** The tables of a simulation, each with what it shows. */
final class SimulationReport {

  private static final double ALL_SLOWER = 0.10;

  private final Simulation simulation;
  private final Consumer<String> progress;
  private final List<Tally> equal = new ArrayList<>();
  private final AssumptionTables assumed;

  SimulationReport(Simulation simulation, Consumer<String> progress) {
    this.simulation = simulation;
    this.progress = progress;
    this.assumed = new AssumptionTables(simulation, progress);
  }

  String text() {
    String covered =
        falseAlarms()
            + withoutTolerance()
            + notSlower()
            + slower()
            + new RivalsReport(simulation, progress).text()
            + new MachinesReport(simulation, progress).text()
            + comparison();
    String compare = new CompareReport(simulation, progress, assumed).text();
    String all = covered + assumed.text() + "\n" + compare;
    return "%s\n%s".formatted(assumed.headline(), all);
  }

  /** The tables of {@code compare} alone. */
  String compareText() {
    return new CompareReport(simulation, progress, assumed).text();
  }

  private String falseAlarms() {
    List<String> headers = new ArrayList<>(List.of("shape", "noise"));
    simulation.alphas().forEach(alpha -> headers.add("false alarms, α = " + Percent.plain(alpha)));
    TextTable table = new TextTable(1, headers);
    Worst worst = new Worst();
    for (Simulation.Case one : simulation.cases()) {
      progress.accept("false alarms: " + name(one));
      List<String> row = start(one);
      for (double alpha : simulation.alphas()) {
        Tally tally = simulation.equal(one.shape(), one.noise(), alpha);
        if (alpha == simulation.alphas().getFirst()) {
          equal.add(tally);
        }
        worst.see(tally.falseAlarms(), alpha);
        row.add(Percent.withInterval(tally.falseAlarms()));
      }
      table.row(row);
    }
    worst.tell(assumed, "`slower` though nothing is");
    return """
    ## False alarms, nothing being slower

    Suites of %d cells in which at least one was called `slower`, of %,d suites a line; in
    brackets the 95 %% interval of the rate (Clopper and Pearson).

    %s

    %s
    """
        .formatted(simulation.cells(), simulation.suites(), worst.says(), table);
  }

  private String withoutTolerance() {
    List<String> headers = new ArrayList<>(List.of("shape"));
    simulation.alphas().forEach(alpha -> headers.add("false alarms, α = " + Percent.plain(alpha)));
    TextTable table = new TextTable(1, headers);
    Worst worst = new Worst();
    for (NoiseShape shape : simulation.shapes()) {
      progress.accept("false alarms without a tolerance: " + shape.label());
      List<String> row = new ArrayList<>(List.of(shape.label()));
      for (double alpha : simulation.alphas()) {
        Proportion alarms = simulation.equalWithoutTolerance(shape, alpha).falseAlarms();
        worst.see(alarms, alpha);
        row.add(Percent.withInterval(alarms));
      }
      table.row(row);
    }
    worst.tell(assumed, "`slower` though nothing is, with tolerance 0");
    return """
    ### With tolerance 0

    The hardest case for the level: no cell ends as `not-slower`, so each is looked at after every
    block to the end of its budget, and every excess counts, however small. Without a tolerance
    the noise has no unit, so that one line stands for all.

    %s

    %s
    """
        .formatted(worst.says(), table);
  }

  private String notSlower() {
    TextTable table =
        new TextTable(
            1,
            List.of(
                "shape",
                "noise",
                "`not-slower`",
                "`undecided`",
                "pairs: median",
                "mean",
                "90 % within",
                "wrong `not-slower` at the tolerance"));
    int line = 0;
    Worst worst = new Worst();
    for (Simulation.Case one : simulation.cases()) {
      progress.accept("not-slower: " + name(one));
      Tally.Cells cells = equal.get(line++).equal();
      List<String> row = start(one);
      row.add(Percent.whole(cells.share(Verdict.NOT_SLOWER)));
      row.add(Percent.whole(cells.share(Verdict.UNDECIDED)));
      row.add(Simulation.median(cells, Verdict.NOT_SLOWER));
      row.add(mean(cells));
      row.add(
          cells.count(Verdict.NOT_SLOWER) == 0
              ? "-"
              : "" + cells.quantile(Verdict.NOT_SLOWER, 0.9));
      Tally wrong = simulation.atTolerance(one.shape(), one.noise());
      worst.see(wrong.slow().share(Verdict.NOT_SLOWER), simulation.beta());
      row.add(Percent.withInterval(wrong.slow().share(Verdict.NOT_SLOWER)));
      table.row(row);
    }
    worst.tell(assumed, "`not-slower` of what is slower by the tolerance");
    return """
    ## `not-slower`

    What becomes of cells without a difference at α = %s, and after how many pairs of trials
    those that end as `not-slower` do. The last column: cells that are slower by just the tolerance,
    %s, and were called `not-slower` (%,d cells a line). Of the other rates the standard error is at
    most %s; that of the mean stands beside it.

    %s

    %s
    """
        .formatted(
            Percent.plain(simulation.alphas().getFirst()),
            Percent.plain(simulation.tolerance()),
            simulation.fewer() * simulation.cells(),
            Percent.error((long) simulation.suites() * simulation.cells()),
            worst.says(),
            table);
  }

  private String slower() {
    List<String> headers = new ArrayList<>(List.of("shape", "noise"));
    simulation.slowdowns().forEach(slowdown -> headers.add(Percent.plain(slowdown)));
    headers.add("all cells, " + Percent.plain(ALL_SLOWER));
    TextTable table = new TextTable(1, headers);
    for (Simulation.Case one : simulation.cases()) {
      progress.accept("slower: " + name(one));
      List<String> row = start(one);
      for (double slowdown : simulation.slowdowns()) {
        row.add(found(simulation.slower(one.shape(), one.noise(), slowdown, 1).slow()));
      }
      row.add(
          found(
              simulation.slower(one.shape(), one.noise(), ALL_SLOWER, simulation.cells()).slow()));
      table.row(row);
    }
    return """
    ## `slower`

    One cell of %d is slower: how often it is called `slower` at α = %s, and in brackets after
    how many pairs (the median). In the last column all cells are slower. %,d suites for each
    number: a standard error of at most %s. A slowdown within the tolerance (%s) is not meant
    to be found: it is called `slower` where it is beyond doubt that there is one, and the estimate
    happens to exceed the tolerance.

    %s
    """
        .formatted(
            simulation.cells(),
            Percent.plain(simulation.alphas().getFirst()),
            simulation.fewer(),
            Percent.error(simulation.fewer()),
            Percent.plain(simulation.tolerance()),
            table);
  }

  private String comparison() {
    TextTable table =
        new TextTable(
            1,
            List.of(
                "noise, process",
                "`not-slower`",
                "pairs: median",
                "mean",
                "90 % within",
                "10 % slower: found",
                "false alarms"));
    for (double noise : simulation.noises()) {
      progress.accept("comparison: " + Percent.plain(noise));
      compare(table, noise, "blocks of two pairs", Scenario.GATE);
      compare(table, noise, "single pairs", PairProcedure::run);
    }
    return """
    ## Why blocks of two pairs

    The same suites with normal noise, judged by the gate and by a simpler one: single pairs in
    the order of a coin's toss, the e-process of tanh over their differences, Holm's procedure
    over the cells. Both keep the same levels. Blocks take fewer trials where the noise is small
    beside the tolerance; where it is large, single pairs prove `not-slower` sooner. %,d suites for
    each number: a standard error of at most %s of what is found, and of at most
    %s of the cells that are `not-slower`.

    %s
    """
        .formatted(
            simulation.fewer(),
            Percent.error(simulation.fewer()),
            Percent.error((long) simulation.fewer() * simulation.cells()),
            table);
  }

  private void compare(
      TextTable table, double noise, String process, Scenario.Procedure procedure) {
    Tally tally = simulation.byPairs(noise, 0, procedure);
    Tally.Cells cells = tally.equal();
    table.row(
        List.of(
            Percent.plain(noise) + ", " + process,
            Percent.whole(cells.share(Verdict.NOT_SLOWER)),
            Simulation.median(cells, Verdict.NOT_SLOWER),
            mean(cells),
            cells.count(Verdict.NOT_SLOWER) == 0
                ? "-"
                : "" + cells.quantile(Verdict.NOT_SLOWER, 0.9),
            found(simulation.byPairs(noise, ALL_SLOWER, procedure).slow()),
            Percent.rate(tally.falseAlarms())));
  }

  private static String found(Tally.Cells cells) {
    String share = Percent.whole(cells.share(Verdict.SLOWER));
    return cells.count(Verdict.SLOWER) == 0
        ? share
        : share + " (" + Simulation.median(cells, Verdict.SLOWER) + ")";
  }

  private static String mean(Tally.Cells cells) {
    return cells.count(Verdict.NOT_SLOWER) < 2
        ? "-"
        : String.format(
            Locale.ROOT,
            "%.1f ± %.2f",
            cells.mean(Verdict.NOT_SLOWER),
            cells.meanError(Verdict.NOT_SLOWER));
  }

  private static List<String> start(Simulation.Case one) {
    return new ArrayList<>(List.of(one.shape().label(), Percent.plain(one.noise())));
  }

  private static String name(Simulation.Case one) {
    return one.shape().label() + ", noise " + Percent.plain(one.noise());
  }

  /** The rate that comes nearest to its level, or is farthest above. */
  static final class Worst {
    private Proportion alarms = new Proportion(0, 1);
    private double alpha = 1;
    private int above;
    private int surely;

    void see(Proportion next, double level) {
      if (next.rate() / level >= alarms.rate() / alpha) {
        alarms = next;
        alpha = level;
      }
      above += next.rate() > level ? 1 : 0;
      surely += next.interval(0.95).low() > level ? 1 : 0;
    }

    void tell(AssumptionTables tables, String what) {
      if (surely > 0) {
        tables.exceeds(
            "%s: %d rates, the highest %s where %s are allowed"
                .formatted(what, surely, Percent.rate(alarms), Percent.plain(alpha)));
      }
    }

    String says() {
      return "**The highest rate, measured by its level, is %s where %s are allowed; %s.**"
          .formatted(
              Percent.rate(alarms),
              Percent.plain(alpha),
              above == 0
                  ? "none is above its level"
                  : "rates above their level: %d, by more than chance explains: %d"
                      .formatted(above, surely));
    }
  }
}
