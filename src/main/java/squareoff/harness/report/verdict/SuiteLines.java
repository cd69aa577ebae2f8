package squareoff.harness.report.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import squareoff.harness.gate.CellVerdict;
import squareoff.harness.gate.GateResult;
import squareoff.harness.gate.Verdict;
import squareoff.harness.machine.Environment;
import squareoff.harness.report.MarkdownText;

/** What is to be said of a whole gate: inert sentences. */
final class SuiteLines {
  private static final int HASH = 12;

  private final GateResult result;

  SuiteLines(GateResult result) {
    this.result = result;
  }

  /** The outcome in a sentence. */
  String headline() {
    long slower = result.count(Verdict.SLOWER);
    long failed = result.count(Verdict.FAILED);
    long undecided = result.count(Verdict.UNDECIDED);
    int all = result.cells().size();
    if (all == 0) {
      return "no cell was compared";
    }
    if (slower > 0) {
      return "%d of %s slower".formatted(slower, cells(all, slower));
    }
    String none = "no cell is known to be slower";
    if (failed > 0) {
      return "%s, %d of %d failed".formatted(none, failed, all);
    }
    if (undecided > 0) {
      return "%s, %d of %d undecided".formatted(none, undecided, all);
    }
    return all == 1 ? "the cell is not slower" : "none of %d cells is slower".formatted(all);
  }

  private static String cells(int all, long subject) {
    return all + (all == 1 ? " cell" : " cells") + (subject == 1 ? " is" : " are");
  }

  /** How many cells got which verdict. */
  String counts() {
    String counts =
        Stream.of(Verdict.values())
            .map(verdict -> verdict.word() + ": " + result.count(verdict))
            .collect(Collectors.joining(", "));
    int missing = result.onlyInBase().size() + result.onlyInCandidate().size();
    return counts + (missing == 0 ? "" : "; in one jar only: " + missing);
  }

  /** How sure the verdicts are, and what all changes come to. */
  List<String> certainty() {
    List<String> lines = new ArrayList<>();
    lines.add(levels());
    geometricMean()
        .ifPresent(mean ->
            lines.add(
                "Geometric mean of the changes: %s, as information only: no verdict rests on it."
                    .formatted(Change.of(mean))));
    return lines;
  }

  /** How much was run, of what, where. */
  List<String> facts() {
    List<String> lines = new ArrayList<>();
    lines.add(effort());
    result
        .jars()
        .forEach((build, jar) ->
            lines.add(
                "%s: %s, SHA-256 %s"
                    .formatted(
                        MarkdownText.escape(build),
                        MarkdownText.escape(jar.path()),
                        MarkdownText.escape(start(jar.sha256())))));
    Environment.fromMap(result.environment()).summaryLines().stream()
        .map(MarkdownText::escape)
        .forEach(lines::add);
    return lines;
  }

  private static String start(String hash) {
    return hash.substring(0, Math.min(HASH, hash.length()));
  }

  private String levels() {
    return ("At most %s a slower cell (alpha = %s over all cells). A cell that is slower by its"
            + " tolerance (%s) is called not-slower at most %s (beta = %s).")
        .formatted(
            often(
                result.policy().alpha(),
                "1 in %d such gates without any change reports",
                "%s of such gates without any change report"),
            Change.fraction(result.policy().alpha()),
            hasExemptions()
                ? "in general " + Change.fraction(result.policy().tolerance())
                : Change.fraction(result.policy().tolerance()),
            often(result.policy().beta(), "1 time in %d", "%s of the times"),
            Change.fraction(result.policy().beta()));
  }

  private boolean hasExemptions() {
    return result.cells().stream().anyMatch(c -> c.tolerance() != result.policy().tolerance());
  }

  private static String often(double probability, String whole, String part) {
    long times = Math.round(1 / probability);
    return Math.abs(1 / probability - times) < 1e-6 * times
        ? whole.formatted(times)
        : part.formatted(Change.fraction(probability));
  }

  /** The geometric mean of the ratios; empty where no cell has one. */
  OptionalDouble geometricMean() {
    return result.cells().stream()
        .flatMap(cell -> cell.estimate().stream())
        .mapToDouble(CellVerdict.Estimate::ratio)
        .filter(ratio -> ratio > 0 && ratio < Double.POSITIVE_INFINITY)
        .map(Math::log)
        .average()
        .stream()
        .map(Math::exp)
        .findFirst();
  }

  private String effort() {
    String ended = result.ended().isBlank() ? "" : "; " + MarkdownText.prose(result.ended());
    return "%d %s in %s%s"
        .formatted(
            result.trials(),
            result.trials() == 1 ? "trial" : "trials",
            time(result.seconds()),
            ended);
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
  }
}
