package squareoff.harness.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import squareoff.harness.compare.ComparedCell;
import squareoff.harness.compare.Comparison;
import squareoff.harness.compare.GeometricMean;
import squareoff.harness.compare.Verdict;
import squareoff.harness.result.Cell;

/** What follows from all tables of a comparison together. */
public final class ComparisonSummary {
  private static final int MOST_LISTED = 10;

  private final Comparison comparison;

  ComparisonSummary(Comparison comparison) {
    this.comparison = comparison;
  }

  /**
   * The result in a sentence.
   *
   * @param comparison what was found
   * @return plain text, such as {@code 12 cells: 2 slower, 10 not shown to differ.}
   */
  public static String headline(Comparison comparison) {
    int all = comparison.cells().size();
    Map<String, Integer> counts = new LinkedHashMap<>();
    comparison.shown().forEach(cell -> counts.merge(cell.word(), 1, Integer::sum));
    Map<Verdict, String> others = new LinkedHashMap<>();
    others.put(Verdict.WITHIN_TOLERANCE, "different within the tolerance");
    others.put(Verdict.NOT_SHOWN, "not shown to differ");
    others.put(
        Verdict.UNDECIDED,
        comparison.tests() == 0
            ? "not judged, without raw data"
            : "not judged, with too few trials");
    others.put(Verdict.INCOMPARABLE, "incomparable");
    others.forEach((verdict, text) -> {
      if (!comparison.of(verdict).isEmpty()) {
        counts.merge(text, comparison.of(verdict).size(), Integer::sum);
      }
    });
    return counts.entrySet().stream()
        .map(count ->
            (count.getValue() == all && all > 1 ? "all" : count.getValue()) + " " + count.getKey())
        .collect(Collectors.joining(", ", counted(all) + ": ", "."));
  }

  void render(StringBuilder out) {
    List<String> lines = new ArrayList<>();
    if (comparison.sameTrials()) {
      lines.add("Base and candidate share trials: the same measurement stands on both sides.");
    }
    comparison.geometricMean().ifPresent(mean -> lines.add(mean(mean)));
    shown(lines);
    within(lines);
    incomparable(lines);
    tooFew(lines);
    missing("base", comparison.onlyBase(), lines);
    missing("candidate", comparison.onlyCandidate(), lines);
    out.append(lines.isEmpty() ? "" : "\n## Together\n\n");
    // An indented line belongs to the one above it.
    lines.forEach(line ->
        out.append(line.startsWith("  ") ? "  - " : "- ").append(line.strip()).append('\n'));
  }

  private String mean(GeometricMean mean) {
    int cells = comparison.cells().size();
    String of =
        mean.cells() == cells
            ? (cells == 1 ? "the one cell" : "all %d cells".formatted(cells))
            : "%d of %d cells".formatted(mean.cells(), cells);
    String interval =
        mean.ratio().interval().isEmpty()
            ? "; an interval needs three trials a side in each of them"
            : mean.ratio().interval().get().halfWidth() > 0
                ? ", the 95 % interval for the trials' noise in these very cells"
                : "";
    return "Geometric mean of × base over %s: %s%s."
        .formatted(of, ComparisonTable.text(mean.ratio()), interval);
  }

  private void shown(List<String> lines) {
    List<ComparedCell> shown = comparison.shown();
    shown.stream()
        .limit(MOST_LISTED)
        .forEach(cell ->
            lines.add(
                "%s: %s, × %s, p %s"
                    .formatted(
                        cell.word(),
                        MarkdownText.escape(cell.cell().toString()),
                        ComparisonTable.text(cell.ratio().orElseThrow()),
                        Digits.probability(cell.test().orElseThrow().adjusted()))));
    if (shown.size() > MOST_LISTED) {
      lines.add("and %d more, in the tables above".formatted(shown.size() - MOST_LISTED));
    }
  }

  private void within(List<String> lines) {
    int within = comparison.of(Verdict.WITHIN_TOLERANCE).size();
    if (within > 0) {
      lines.add(
          "%s shown to differ, as estimated by no more than the tolerance."
              .formatted(counted(within)));
    }
  }

  private void tooFew(List<String> lines) {
    List<ComparedCell> few =
        comparison.of(Verdict.UNDECIDED).stream().filter(cell -> cell.test().isPresent()).toList();
    if (few.isEmpty()) {
      return;
    }
    int needed = comparison.testing().trialsNeeded();
    lines.add(
        "Too few trials to judge %s, however far apart they lie: it takes %d a side in each of %s (for JMH, -f %d), more where the noise is large; or fewer cells (--filter)."
            .formatted(
                few.size() == comparison.cells().size()
                    ? "any cell"
                    : few.size() + (few.size() == 1 ? " cell" : " cells"),
                needed,
                counted(comparison.tests()),
                needed));
  }

  private void incomparable(List<String> lines) {
    List<ComparedCell> cells = comparison.of(Verdict.INCOMPARABLE);
    cells.stream()
        .limit(MOST_LISTED)
        .forEach(cell ->
            lines.add(
                "incomparable: %s, %s"
                    .formatted(
                        MarkdownText.escape(cell.cell().toString()),
                        MarkdownText.prose(cell.notes().getFirst()))));
    if (cells.size() > MOST_LISTED) {
      lines.add(
          "and %d more that are incomparable, in the tables above"
              .formatted(cells.size() - MOST_LISTED));
    }
  }

  private static void missing(String side, Map<Cell, List<String>> cells, List<String> lines) {
    if (cells.isEmpty()) {
      return;
    }
    lines.add("Only in the %s, %s:".formatted(side, counted(cells.size())));
    Map<String, Integer> benchmarks = new LinkedHashMap<>();
    int listed = 0;
    for (var cell : cells.entrySet()) {
      boolean explained = !cell.getValue().isEmpty();
      if (cells.size() <= MOST_LISTED || (explained && listed < MOST_LISTED)) {
        listed++;
        lines.add("  " + missing(cell.getKey(), cell.getValue()));
      } else {
        benchmarks.merge(cell.getKey().benchmark(), 1, Integer::sum);
      }
    }
    benchmarks.forEach((name, count) ->
        lines.add("  %s of %s".formatted(counted(count), MarkdownText.escape(name))));
  }

  private static String missing(Cell cell, List<String> why) {
    String reasons = why.stream().map(MarkdownText::prose).collect(Collectors.joining("; "));
    return MarkdownText.escape(cell.toString()) + (why.isEmpty() ? "" : " (" + reasons + ")");
  }

  private static String counted(int cells) {
    return cells == 1 ? "1 cell" : cells + " cells";
  }
}
