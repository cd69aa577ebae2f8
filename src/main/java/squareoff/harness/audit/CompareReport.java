package squareoff.harness.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import squareoff.harness.compare.ComparedCell;
import squareoff.harness.compare.Question;
import squareoff.harness.stats.PermutationTest;
import squareoff.harness.stats.Proportion;

/** What {@code compare} says of files with few forks, of which the truth is known. */
final class CompareReport {

  private static final List<Integer> SIZES = List.of(30, 300);
  private static final List<Integer> FORKS = List.of(2, 3, 5, 6);
  private static final List<NoiseShape> POWER_SHAPES =
      List.of(NoiseShape.NORMAL, NoiseShape.BIMODAL);

  /** One cell in so many is slower. */
  private static final int ONE_IN = 10;

  private static final double SLOWDOWN = 0.10;

  /** The noise of the false alarms: a test of logarithms has no unit, so that one does for all. */
  private static final double ANY_NOISE = 0.02;

  /** So sure that none of some hundred rates is here by chance. */
  private static final double SURELY = 0.999;

  /** A pair of files of 300 cells is as much work as ten suites. */
  private static final int PART = 6;

  private static final int MOST_PAIRS = 1000;

  private final Simulation simulation;
  private final Consumer<String> progress;
  private final AssumptionTables tables;

  private record Condition(NoiseShape shape, boolean unequal, int cells, int forks) {
    CompareScenario scenario(double noise, int slowCells) {
      return new CompareScenario(shape, unequal, noise, cells, forks, slowCells, SLOWDOWN);
    }

    String name() {
      return "%s, %s noise".formatted(shape.label(), unequal ? "unequal" : "equal");
    }
  }

  CompareReport(Simulation simulation, Consumer<String> progress, AssumptionTables tables) {
    this.simulation = simulation;
    this.progress = progress;
    this.tables = tables;
  }

  private int pairs() {
    return Math.clamp(simulation.suites() / PART, 1, MOST_PAIRS);
  }

  /** Pairs of files with as many slower cells, whatever their size. */
  private int fewer(int cells) {
    return Math.max(1, pairs() * SIZES.getFirst() / cells / 2);
  }

  String text() {
    return """
    ## `compare` with few forks

    Two result files of 30 or of 300 cells, judged by the classes of `compare` at α = %s over all
    cells; the forks of the first file ran before those of the second. Noise is equal in all cells, or
    unequal: log-uniform over a factor of %.0f. Which test judges follows from forks and cells,
    %s. The exact test, which takes nothing for granted but that forks
    do not depend on each other, judges from %s on.

    %s
    %s\
    """
        .formatted(
            Percent.plain(Question.USUAL_ALPHA),
            CompareScenario.APART,
            judges(),
            SIZES.stream()
                .map(cells ->
                    "%d forks of %d cells"
                        .formatted(
                            PermutationTest.trialsNeeded(cells, Question.USUAL_ALPHA), cells))
                .collect(Collectors.joining(" and ")),
            falseAlarms(),
            power());
  }

  /** Which test judges: asked of the product, with one pair of files each. */
  private String judges() {
    List<String> says = new ArrayList<>();
    for (int cells : SIZES) {
      for (int forks : FORKS) {
        Condition one = new Condition(NoiseShape.NORMAL, false, cells, forks);
        String method =
            one.scenario(ANY_NOISE, 0).play(1, simulation.seed()).methods().stream()
                .map(ComparedCell.Method::label)
                .collect(Collectors.joining());
        says.add("%d forks of %d cells, %s".formatted(forks, cells, method));
      }
    }
    return says.stream().map(one -> one.replaceFirst(".*, ", "")).distinct().count() == 1
        ? "here always the " + says.getFirst().replaceFirst(".*, ", "")
        : String.join("; ", says);
  }

  private String falseAlarms() {
    TextTable table = new TextTable(1, headers("shape, noise over the cells"));
    List<String> above = new ArrayList<>();
    int rates = 0;
    for (NoiseShape shape : simulation.shapes()) {
      for (boolean unequal : new boolean[] {false, true}) {
        List<String> row = new ArrayList<>();
        List<Proportion> wrong = new ArrayList<>();
        for (int cells : SIZES) {
          for (int forks : FORKS) {
            Condition one = new Condition(shape, unequal, cells, forks);
            if (row.isEmpty()) {
              row.add(one.name());
              progress.accept("compare, false alarms: " + one.name());
            }
            Proportion alarms =
                one.scenario(ANY_NOISE, 0).play(pairs(), simulation.seed()).falseAlarms();
            rates++;
            boolean surely = alarms.interval(SURELY).low() > Question.USUAL_ALPHA;
            if (surely) {
              wrong.add(alarms);
            }
            row.add(surely ? "**" + Percent.rate(alarms) + "**" : Percent.rate(alarms));
          }
        }
        table.row(row);
        if (!wrong.isEmpty()) {
          above.add(exceeding(row.getFirst(), wrong));
        }
      }
    }
    above.forEach(tables::exceeds);
    return """
    ### False alarms of `compare`, nothing being slower

    Pairs of files in which at least one cell was said to differ, of %,d for each number (standard
    error at most %s). Bold: above the level by more than chance explains, which is so in %d of the
    %d lines.
    What one fork has in common with the one before, or a file with none of the other, no test of two
    files can tell from a change: `ar1` and `trend` are beyond any promise, and `gate` is for them.

    %s\
    """
        .formatted(
            pairs(),
            Percent.error(pairs()),
            above.size(),
            rates / SIZES.size() / FORKS.size(),
            table);
  }

  private static String exceeding(String name, List<Proportion> wrong) {
    return "`compare` though nothing is slower, %s: %d of %d rates, the highest %s where %s are allowed"
        .formatted(
            name,
            wrong.size(),
            SIZES.size() * FORKS.size(),
            wrong.stream()
                .max((a, b) -> Double.compare(a.rate(), b.rate()))
                .map(Percent::rate)
                .orElseThrow(),
            Percent.plain(Question.USUAL_ALPHA));
  }

  private static List<String> headers(String first) {
    List<String> headers = new ArrayList<>(List.of(first));
    SIZES.forEach(
        cells -> FORKS.forEach(forks -> headers.add("%d cells, %d forks".formatted(cells, forks))));
    return headers;
  }

  private String power() {
    TextTable table = new TextTable(1, headers("noise"));
    for (NoiseShape shape : POWER_SHAPES) {
      for (boolean unequal : new boolean[] {false, true}) {
        for (double noise : simulation.noises()) {
          List<String> row = new ArrayList<>();
          for (int cells : SIZES) {
            for (int forks : FORKS) {
              Condition one = new Condition(shape, unequal, cells, forks);
              if (row.isEmpty()) {
                row.add("%s, %s".formatted(Percent.plain(noise), one.name()));
                progress.accept("compare, slower: " + row.getFirst());
              }
              row.add(
                  Percent.whole(
                      one.scenario(noise, cells / ONE_IN)
                          .play(fewer(cells), simulation.seed())
                          .power()));
            }
          }
          table.row(row);
        }
      }
    }
    int found = fewer(SIZES.getFirst()) * SIZES.getFirst() / ONE_IN;
    return """
    ### What `compare` finds

    One cell in %d is slower by %s: how many of them are called slower, of %,d for each number
    (standard error at most %s). Where the noise is unequal, its median is given, and few forks find little: a quiet cell counts as one
    of the noisier, since so few forks of one cell cannot show that it is quiet.

    %s\
    """
        .formatted(ONE_IN, Percent.plain(SLOWDOWN), found, Percent.error(found), table);
  }
}
