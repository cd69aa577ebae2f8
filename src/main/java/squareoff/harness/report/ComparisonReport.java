package squareoff.harness.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import squareoff.harness.compare.ComparedCell;
import squareoff.harness.compare.Comparison;
import squareoff.harness.compare.Verdict;

/** A comparison as Markdown: one table a class, and what follows from all of them at the end. */
public final class ComparisonReport {

  private final Comparison comparison;
  private final List<ComparisonTable.Line> lines;
  private final StringBuilder out = new StringBuilder();

  private ComparisonReport(Comparison comparison) {
    this.comparison = comparison;
    this.lines = comparison.cells().stream().map(ComparisonTable.Line::of).toList();
  }

  /**
   * Renders a comparison.
   *
   * @param comparison what was found
   * @param base the inputs of the base, for what they say of machines
   * @param candidate the inputs of the candidate
   * @return Markdown, with a line feed at the end of every line
   */
  public static String render(Comparison comparison, List<Source> base, List<Source> candidate) {
    ComparisonReport report = new ComparisonReport(comparison);
    report.heading(base, candidate);
    report.legend();
    report.tables();
    new ComparisonSummary(comparison).render(report.out);
    return report.out.toString();
  }

  private void heading(List<Source> base, List<Source> candidate) {
    out.append("# ")
        .append(MarkdownText.escape(comparison.candidate()))
        .append(" against ")
        .append(MarkdownText.escape(comparison.base()))
        .append("\n\n**")
        .append(ComparisonSummary.headline(comparison))
        .append("**\n\n");
    List<String> facts = facts(base);
    List<String> others = facts(candidate);
    List<String> shared = facts.stream().filter(others::contains).toList();
    side("base", comparison.base(), facts, shared);
    side("candidate", comparison.candidate(), others, shared);
    if (!shared.isEmpty()) {
      out.append("- both: ").append(String.join("; ", shared)).append('\n');
    }
    comparison.commonNotes().stream()
        .map(MarkdownText::prose)
        .forEach(note -> out.append("- every cell: ").append(note).append('\n'));
  }

  private void side(String role, String name, List<String> facts, List<String> shared) {
    List<String> own = facts.stream().filter(fact -> !shared.contains(fact)).toList();
    out.append("- ").append(role).append(": ").append(MarkdownText.escape(name));
    out.append(own.isEmpty() ? "" : "; ").append(String.join("; ", own)).append('\n');
  }

  private static List<String> facts(List<Source> sources) {
    return sources.stream()
        .flatMap(source -> MarkdownReport.facts(source).stream())
        .distinct()
        .toList();
  }

  /** How to read the columns of all tables. */
  private void legend() {
    List<ComparedCell> cells = comparison.cells();
    Set<Estimate.Kind> kinds = EnumSet.noneOf(Estimate.Kind.class);
    lines.stream()
        .flatMap(ComparisonTable.Line::sides)
        .forEach(shown -> kinds.add(shown.estimate().kind()));
    List<String> legend = new ArrayList<>();
    if (kinds.contains(Estimate.Kind.TRIALS)) {
      legend.add(
          "±: 95 % t-interval over the means of the trials, each a JVM of its own"
              + (cells.stream().anyMatch(ComparedCell::isGeometric)
                  ? ", by logarithms: half its width"
                  : "")
              + (kinds.contains(Estimate.Kind.ITERATIONS)
                  ? "; with fewer than three, JMH's own 99.9 % error."
                  : "."));
    } else if (kinds.contains(Estimate.Kind.ITERATIONS)) {
      legend.add("±: JMH's own 99.9 % error, over iterations, for want of three trials.");
    }
    legend.add("× base: " + ratio(cells));
    if (cells.stream().anyMatch(ComparedCell::isGeometric)) {
      legend.add(
          "base, candidate: geometric means of the trials, which the ratio is of"
              + (cells.stream().allMatch(ComparedCell::isGeometric)
                  ? "."
                  : "; arithmetic where a trial is not above 0."));
    }
    if (comparison.tests() > 0) {
      legend.addAll(tests(cells));
      legend.add("~: no difference shown, which does not prove that there is none.");
    }
    if (!comparison.of(Verdict.UNDECIDED).isEmpty()) {
      legend.add("not judged: nothing could have been shown, whatever the numbers had been.");
    }
    if (!comparison.of(Verdict.INCOMPARABLE).isEmpty()) {
      legend.add(
          "incomparable: the two sides were measured in ways that give their scores different meanings.");
    }
    out.append('\n');
    legend.forEach(line -> out.append("- ").append(line).append('\n'));
  }

  private static String ratio(List<ComparedCell> cells) {
    boolean intervals =
        cells.stream()
            .flatMap(cell -> cell.ratio().stream())
            .anyMatch(r -> r.interval().isPresent());
    String interval =
        intervals
            ? ", with the 95 % interval over trials (Welch's t on logarithms)"
            : " (an interval needs three trials above 0 a side)";
    if (cells.stream().noneMatch(ComparedCell::hasDirection)) {
      return "the candidate's divided by the base's"
          + interval
          + ". Which way is better is not known.";
    }
    boolean speed = cells.stream().allMatch(cell -> cell.base().isTimeOrRate());
    return speed
        ? "the cost of an operation (its time; of a throughput, the inverse) divided by the base's"
            + interval
            + ": above 1 is slower."
        : "the cost divided by the base's" + interval + ": above 1 is worse.";
  }

  /** Which test judged, how its p-values are adjusted, and from where on a verdict is given. */
  private List<String> tests(List<ComparedCell> cells) {
    Set<ComparedCell.Method> methods =
        cells.stream()
            .flatMap(cell -> cell.test().stream())
            .map(ComparedCell.Tested::method)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(ComparedCell.Method.class)));
    List<String> kinds = new ArrayList<>();
    boolean random = methods.contains(ComparedCell.Method.RANDOM_PERMUTATIONS);
    if (random) {
      kinds.add(
          "permutation test of the trials' means (exact up to 36 trials of both, random divisions beyond)");
    } else if (methods.contains(ComparedCell.Method.EXACT_PERMUTATIONS)) {
      kinds.add("exact permutation test of the trials' means");
    }
    boolean moderated = methods.contains(ComparedCell.Method.MODERATED_T);
    if (moderated) {
      kinds.add("moderated t-test of the logarithms of the trials' means");
    }
    int tests = comparison.tests();
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "p: %s, two-sided%s. Verdicts where it is below %s%s."
            .formatted(
                String.join("; where noted, ", kinds),
                tests == 1 ? "" : ", adjusted for %d cells by Holm".formatted(tests),
                Digits.plain(comparison.question().alpha()),
                comparison.question().tolerance() > 0
                    ? " and the ratio beyond the tolerance of "
                        + Digits.percent(comparison.question().tolerance())
                    : ""));
    if (moderated) {
      sentences.add(
          "moderated t-test: for want of trials for the exact test. A cell's noise counts as its own, or as that which about one cell in ten exceeds (%s), whichever is greater."
              .formatted(Digits.percent(comparison.testing().noise().orElseThrow())));
      sentences.add(
          "its level does not hold where the machine drifted from one file to the other, or forks are like those before them; nor can any test of two files tell that from a change (gate can).");
    }
    return sentences;
  }

  private void tables() {
    Map<String, List<ComparisonTable.Line>> classes =
        lines.stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.row().cell().className(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    Map<String, List<Row>> rows = new LinkedHashMap<>();
    classes.forEach(
        (name, some) -> rows.put(name, some.stream().map(ComparisonTable.Line::row).toList()));
    Map<String, String> headings = MarkdownReport.headings(rows);
    ComparisonTable.Whole whole = new ComparisonTable.Whole(comparison);
    classes.forEach((name, some) -> {
      out.append("\n## ").append(MarkdownText.escape(headings.get(name))).append("\n\n");
      new ComparisonTable(some, whole).render(out);
    });
  }
}
