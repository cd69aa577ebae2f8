package squareoff.harness.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import squareoff.harness.gate.Policy;
import squareoff.harness.gate.Verdict;
import squareoff.harness.stats.Proportion;

/**
 * What becomes of the promises where the change is none that they are made for: modes in some of
 * the JVMs, builds that differ in their noise and not in their means, slowdowns about the
 * tolerance. And what early stopping does to estimates.
 */
final class AssumptionTables {

  private static final List<Double> PARTS = List.of(0.5, 0.25, 0.1, 0.05);
  private static final List<Double> RARE = List.of(Policy.ANY_MODES, 0.5, 0.25, 0.1);
  private static final List<NoiseShape> UNLIKE =
      List.of(NoiseShape.NOISIER_5, NoiseShape.NOISIER_20, NoiseShape.UNEVEN);
  private static final List<Double> NEAR = List.of(0.0, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1);

  /** So sure that none of some hundred rates is here by chance. */
  private static final double SURELY = 0.999;

  private final Simulation simulation;
  private final Consumer<String> progress;
  private final List<String> exceeding = new ArrayList<>();
  private int kept;

  AssumptionTables(Simulation simulation, Consumer<String> progress) {
    this.simulation = simulation;
    this.progress = progress;
  }

  String text() {
    return modes() + price() + otherNoise() + nearTheTolerance() + estimates();
  }

  /** What exceeds its level; asked for after the text. */
  String headline() {
    return """
    **What exceeds its level, by more than chance explains:**

    %s

    Of the rates of slow modes and of other noise %d keep their level.
    """
        .formatted(exceeding.isEmpty() ? "Nothing." : "- " + String.join("\n- ", exceeding), kept);
  }

  /** Says above all tables that rates of another one are beyond their level. */
  void exceeds(String what) {
    exceeding.add(what);
  }

  /** The greatest of some rates, said above all tables where it is beyond its level. */
  private void see(String what, List<Proportion> rates, double level) {
    List<Proportion> above =
        rates.stream().filter(rate -> rate.interval(SURELY).low() > level).toList();
    kept += rates.size() - above.size();
    above.stream()
        .max((a, b) -> Double.compare(a.rate(), b.rate()))
        .ifPresent(worst ->
            exceeding.add(
                "%s: up to %s where %s are allowed"
                    .formatted(what, Percent.rate(worst), Percent.plain(level))));
  }

  private String modes() {
    List<String> headers = new ArrayList<>(List.of("slow JVMs", "slower by", "noise"));
    RARE.forEach(rare -> headers.add(name(rare)));
    TextTable table = new TextTable(0, headers);
    for (double part : PARTS) {
      List<List<Proportion>> byRare = new ArrayList<>();
      RARE.forEach(rare -> byRare.add(new ArrayList<>()));
      for (double noise : simulation.noises()) {
        progress.accept("slow modes in " + Percent.plain(part) + ", noise " + Percent.plain(noise));
        double slower = Math.expm1(Math.log1p(simulation.tolerance()) / part);
        List<String> row = new ArrayList<>();
        row.add(Percent.plain(part));
        row.add(String.format(Locale.ROOT, "%.0f %%", 100 * slower));
        row.add(Percent.plain(noise));
        for (int i = 0; i < RARE.size(); i++) {
          Proportion wrong =
              simulation.modes(noise, part, RARE.get(i)).slow().share(Verdict.NOT_SLOWER);
          byRare.get(i).add(wrong);
          row.add(Percent.withInterval(wrong));
        }
        table.row(row);
      }
      for (int i = 0; i < RARE.size(); i++) {
        String promised = RARE.get(i) <= part ? " (promised)" : " (not promised)";
        see(
            "`not-slower` of a slow mode in %s of the JVMs, %s%s"
                .formatted(Percent.plain(part), name(RARE.get(i)), promised),
            byRare.get(i),
            simulation.beta());
      }
    }
    return """
    ## Slow modes

    Only some of the candidate's JVMs are slower, so much that the mean of the logarithms is slower
    by just the tolerance, %s: how often that is called `not-slower` (%,d cells a number), with and
    without as many JVMs as exclude such a mode in a part of them. Promised are %s in the columns
    whose part is no greater than that of the slow JVMs.

    %s
    """
        .formatted(
            Percent.plain(simulation.tolerance()),
            simulation.fewer() * simulation.cells(),
            Percent.plain(simulation.beta()),
            table);
  }

  private String price() {
    List<String> headers = new ArrayList<>(List.of("noise"));
    RARE.forEach(rare -> headers.add(name(rare)));
    TextTable table = new TextTable(0, headers);
    for (double noise : simulation.noises()) {
      List<String> row = new ArrayList<>(List.of(Percent.plain(noise)));
      for (double rare : RARE) {
        Tally.Cells cells = simulation.equal(noise, rare).equal();
        row.add(
            "%s (%s)"
                .formatted(
                    Percent.whole(cells.share(Verdict.NOT_SLOWER)),
                    Simulation.median(cells, Verdict.NOT_SLOWER)));
      }
      table.row(row);
    }
    return """
    What that costs: how many cells without a difference end as `not-slower` (with a standard error
    of at most %s), and in brackets after how many pairs (the median).

    %s
    """
        .formatted(Percent.error((long) simulation.fewer() * simulation.cells()), table);
  }

  private static String name(double rare) {
    return rare < 1 ? "`--rare " + Percent.plain(rare).replace(" ", "") + "`" : "no modes excluded";
  }

  private String otherNoise() {
    List<String> headers = new ArrayList<>(List.of("shape", "noise"));
    simulation.alphas().forEach(alpha -> headers.add("`slower`, α = " + Percent.plain(alpha)));
    TextTable table = new TextTable(1, headers);
    StringBuilder says = new StringBuilder();
    for (NoiseShape shape : UNLIKE) {
      says.append("- `").append(shape.label()).append("`: ").append(shape.says()).append(".\n");
      List<List<Proportion>> byAlpha = new ArrayList<>();
      simulation.alphas().forEach(alpha -> byAlpha.add(new ArrayList<>()));
      for (double noise : simulation.noises()) {
        progress.accept("other noise: " + shape.label() + ", noise " + Percent.plain(noise));
        List<String> row = new ArrayList<>(List.of(shape.label(), Percent.plain(noise)));
        for (int i = 0; i < simulation.alphas().size(); i++) {
          Proportion alarms =
              simulation.equalMeans(shape, noise, simulation.alphas().get(i)).falseAlarms();
          byAlpha.get(i).add(alarms);
          row.add(Percent.withInterval(alarms));
        }
        table.row(row);
      }
      for (int i = 0; i < simulation.alphas().size(); i++) {
        double alpha = simulation.alphas().get(i);
        see(
            "`slower` though the means are equal, `%s`, α = %s (not promised)"
                .formatted(shape.label(), Percent.plain(alpha)),
            byAlpha.get(i),
            alpha);
      }
    }
    return """
    ## Equal means, other noise

    The lot is fair where the builds do not differ. Here all cells have equal means of logarithms and
    differ in shape: suites of %d cells in which at least one was called `slower`, of %,d a number.

    %s
    %s
    """
        .formatted(simulation.cells(), simulation.fewer(), says, table);
  }

  private String nearTheTolerance() {
    List<String> headers = new ArrayList<>(List.of("noise, `slower` means"));
    NEAR.forEach(slowdown -> headers.add(Percent.plain(slowdown)));
    TextTable table = new TextTable(1, headers);
    for (double noise : simulation.noises()) {
      progress.accept("near the tolerance: noise " + Percent.plain(noise));
      for (boolean prove : new boolean[] {false, true}) {
        List<String> row = new ArrayList<>();
        row.add(Percent.plain(noise) + ", " + (prove ? "`--prove-excess`" : "as usual"));
        for (double slowdown : NEAR) {
          row.add(
              Percent.whole(
                  simulation.excess(noise, slowdown, prove).slow().share(Verdict.SLOWER)));
        }
        table.row(row);
      }
    }
    return """
    ## Slowdowns about the tolerance

    One cell of %d is slower by so much: how often it ends as `slower`, at a tolerance of %s, with
    normal noise (%,d suites a number, a standard error of at most %s).
    As usual `slower` is "slower at all, and by more than the tolerance as estimated"; with
    `--prove-excess` it is "slower by more than the tolerance".

    %s
    """
        .formatted(
            simulation.cells(),
            Percent.plain(simulation.tolerance()),
            simulation.fewer(),
            Percent.error(simulation.fewer()),
            table);
  }

  private String estimates() {
    List<String> headers = new ArrayList<>(List.of("noise", "truth"));
    headers.addAll(List.of("of all cells", "of those called `slower`", "called `slower`"));
    TextTable table = new TextTable(0, headers);
    for (double noise : simulation.noises()) {
      for (double slowdown : simulation.slowdowns()) {
        progress.accept("estimates: noise " + Percent.plain(noise));
        Tally.Cells cells =
            simulation.slower(NoiseShape.NORMAL, noise, slowdown, simulation.cells()).slow();
        table.row(
            List.of(
                Percent.plain(noise),
                Percent.plain(slowdown),
                change(cells, Verdict.values()),
                change(cells, Verdict.SLOWER),
                Percent.whole(cells.share(Verdict.SLOWER))));
      }
    }
    return """
    ## What the estimate comes to at the end

    The geometric mean of the estimated changes, with its standard error, where all cells are slower
    (%,d cells a line; a rate has a standard error of at most %s). Who stops when he has
    seen enough stops early where chance exaggerates, so that the cells that were called `slower` look
    slower than they are, the more the noisier they are and the fewer are found. The middle of the
    interval, and the ratio at which the evidence of both sides is equal, were tried in place of the
    mean over the blocks: among 3 000 cells for each of 16 pairs of noise (1 to 10 %%) and slowdown (0
    to 20 %%) they differed from it by at most 0.1 points, 0.15 among the cells called `slower`, and
    scattered no less. What leans is which cells are called, and no estimate of a single cell mends that.

    %s\
    """
        .formatted(
            simulation.fewer() * simulation.cells(),
            Percent.error((long) simulation.fewer() * simulation.cells()),
            table);
  }

  private static String change(Tally.Cells cells, Verdict... of) {
    if (cells.count(of) < 2) {
      return "-";
    }
    double ratio = cells.estimate(of);
    return String.format(
        Locale.ROOT, "%+.1f %% ± %.2f", 100 * (ratio - 1), 100 * ratio * cells.estimateError(of));
  }
}
