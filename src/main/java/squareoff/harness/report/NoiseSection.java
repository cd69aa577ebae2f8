package squareoff.harness.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Metric;
import squareoff.harness.stats.StudentT;
import squareoff.harness.stats.Summary;

/**
 * How far the trials of each cell lie apart, the noisiest cell first: whether a mean can be
 * trusted, and how many trials it takes to know one well.
 */
public final class NoiseSection {
  private static final int FEWEST_TRIALS = 3;
  private static final int MOST_TRIALS = 1000;
  private static final double WANTED = 0.05;
  private static final double NOISY = 0.10;

  private final String input;
  private final List<Line> lines = new ArrayList<>();
  private int tooFew;

  /**
   * A cell's noise.
   *
   * @param between the coefficient of variation of the trials' means
   * @param within that of the iterations of a trial, the mean over trials; NaN where each has one
   */
  private record Line(Cell cell, int trials, double between, double within) {}

  private NoiseSection(Source source) {
    input = source.name();
    for (List<Row> rows : source.rowsByClass().values()) {
      rows.stream()
          .flatMap(row -> row.entry().stream())
          .forEach(entry -> add(entry.cell(), entry.primary()));
    }
    lines.sort(Comparator.comparingDouble(Line::between).reversed().thenComparing(Line::cell));
  }

  private void add(Cell cell, Metric score) {
    Summary trials = Summary.of(score.forkMeans());
    if (trials.n() < FEWEST_TRIALS || !Double.isFinite(trials.coefficientOfVariation())) {
      tooFew++;
      return;
    }
    double within =
        score.raw().stream()
            .mapToDouble(iterations -> Summary.of(iterations).coefficientOfVariation())
            .filter(Double::isFinite)
            .average()
            .orElse(Double.NaN);
    lines.add(new Line(cell, trials.n(), trials.coefficientOfVariation(), within));
  }

  /**
   * The section on a source.
   *
   * @param source what was measured
   * @param alone whether it is the only one, which needs no name
   * @return Markdown
   */
  public static String of(Source source, boolean alone) {
    return new NoiseSection(source).markdown(alone);
  }

  private String markdown(boolean alone) {
    StringBuilder out = new StringBuilder("\n## Noise");
    out.append(alone ? "" : ": " + MarkdownText.escape(input)).append("\n\n").append(summary());
    if (!lines.isEmpty()) {
      out.append("\n- Between trials: the coefficient of variation of the trials' means.\n");
      out.append("- Within: that of the iterations of a trial, on average.\n");
      out.append(
          "- For ± 5 %: as many trials make the 95 % interval of the score that narrow.\n\n");
      table().render(lines, out);
    }
    return out.toString();
  }

  private String summary() {
    if (lines.isEmpty()) {
      return "No cell has three trials or more.\n";
    }
    long noisy = lines.stream().filter(line -> line.between() > NOISY).count();
    return "%d of %d cells vary by more than 10 %% between trials, the middle one by %s.%s\n"
        .formatted(
            noisy,
            lines.size(),
            percent(median()),
            tooFew == 0
                ? ""
                : " Left out: %d with fewer than three trials, or a mean of 0.".formatted(tooFew));
  }

  private double median() {
    return lines.get(lines.size() / 2).between();
  }

  private MarkdownTable<Line> table() {
    MarkdownTable<Line> table = new MarkdownTable<>();
    CellNames names = new CellNames(lines.stream().map(Line::cell).toList());
    table.text("cell", line -> names.full(line.cell()));
    table.number("between trials", line -> percent(line.between()));
    table.number("within", line -> percent(line.within()));
    table.number("trials", line -> Integer.toString(line.trials()));
    table.number("for ± 5 %", line -> wanted(line.between()));
    return table;
  }

  /** The least number of trials whose t-interval is narrow enough, if they vary as these do. */
  private static String wanted(double between) {
    for (int n = FEWEST_TRIALS; n <= MOST_TRIALS; n++) {
      double upper = StudentT.quantile((1 + Summary.LEVEL) / 2, n - 1);
      if (upper * between / Math.sqrt(n) <= WANTED) {
        return Integer.toString(n);
      }
    }
    return "> " + MOST_TRIALS;
  }

  private static String percent(double part) {
    return Double.isNaN(part) ? Digits.MISSING : String.format(Locale.ROOT, "%.1f %%", 100 * part);
  }
}
