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
import squareoff.harness.report.CellNames;
import squareoff.harness.report.MarkdownText;

/** What is to be said of a whole gate: inert sentences. */
final class SuiteLines {
  private static final int HASH = 12;
  private static final int MOST_NAMED = 6;

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
    long mixed = result.count(Verdict.MIXED);
    if (slower > 0) {
      return "%d of %s slower".formatted(slower, cells(all, slower))
          + (mixed > 0 ? ", and %d more on some machines only".formatted(mixed) : "");
    }
    if (mixed > 0) {
      return "%d of %s slower on some machines and not on others"
          .formatted(mixed, cells(all, mixed));
    }
    String none = "no cell is known to be slower";
    if (failed > 0) {
      return "%s, %d of %d failed".formatted(none, failed, all);
    }
    long incomparable = result.count(Verdict.INCOMPARABLE);
    if (incomparable > 0) {
      return "%s, %d of %d incomparable".formatted(none, incomparable, all)
          + (undecided > 0 ? ", %d undecided".formatted(undecided) : "");
    }
    if (result.nothingDecided()) {
      return nothing();
    }
    if (undecided > 0) {
      return "%s, %d of %d undecided".formatted(none, undecided, all);
    }
    return all == 1 ? "the cell is not slower" : "none of %d cells is slower".formatted(all);
  }

  /** Why nothing could be decided, and what to do. */
  private String nothing() {
    String none = "nothing could be decided. ";
    boolean again = !result.ended().contains("put together");
    String more = again ? "Go on with gate --resume" : "Replay it with more trials";
    if (result.cells().stream().allMatch(cell -> cell.estimate().isEmpty())) {
      return "%s before any cell had its first four trials; %sGive more time (--budget), or fewer cells"
          .formatted(ended("the gate ended"), none);
    }
    if (2 * result.disturbed() >= result.trials()) {
      return "the machine was busy: %d of %d trials disturbed; %s%s when it is quiet"
          .formatted(result.disturbed(), result.trials(), none, more);
    }
    double[] noises =
        result.cells().stream()
            .flatMapToDouble(cell -> cell.estimate().stream().mapToDouble(e -> e.noise()))
            .sorted()
            .toArray();
    return "%s, and trials vary by %s in the middle cell; %s%s"
        .formatted(
            ended("the trials ended"),
            Change.fraction(noises[(noises.length - 1) / 2]),
            none,
            again ? more + " and more --budget or --rounds" : more);
  }

  private String ended(String otherwise) {
    return result.ended().isBlank() ? otherwise : MarkdownText.prose(result.ended());
  }

  /**
   * Names what is beyond its tolerance by its interval, although the gate's level is not reached.
   */
  List<String> looksSlower(CellNames names) {
    List<String> cells =
        result.cells().stream()
            .filter(CellVerdict::looksSlower)
            .map(cell -> {
              CellVerdict.Estimate e = cell.estimate().orElseThrow();
              return "%s %s (%s)"
                  .formatted(
                      names.full(cell.cell()), Change.of(e.ratio()), Change.interval(e.interval()));
            })
            .toList();
    return cells.isEmpty()
        ? List.of()
        : List.of(
            "Looks slower, though the level of the whole gate is not reached: "
                + CellNames.listed(cells, MOST_NAMED)
                + ".");
  }

  private static String cells(int all, long subject) {
    return all + (all == 1 ? " cell" : " cells") + (subject == 1 ? " is" : " are");
  }

  /** The verdicts that can be: without several machines none is mixed. */
  Stream<Verdict> verdicts() {
    return Stream.of(Verdict.values())
        .filter(v -> (v != Verdict.MIXED && v != Verdict.INCOMPARABLE) || result.count(v) > 0);
  }

  /** How many cells got which verdict. */
  String counts() {
    String counts =
        verdicts()
            .map(verdict -> verdict.word() + ": " + result.count(verdict))
            .collect(Collectors.joining(", "));
    int missing = result.onlyInBase().size() + result.onlyInCandidate().size();
    return counts + (missing == 0 ? "" : "; in one jar only: " + missing);
  }

  /** How sure the verdicts are, and what all changes come to. */
  List<String> certainty() {
    List<String> lines = new ArrayList<>();
    lines.add(levels());
    lines.add(assumption());
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
    List<String> machines = result.machines();
    if (!machines.isEmpty()) {
      lines.add(
          "machines: %s; what follows is of the first"
              .formatted(
                  CellNames.listed(
                      machines.stream().map(MarkdownText::escape).toList(), MOST_NAMED)));
    }
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

  /** What "not slower" and "slower" rest on. */
  private String assumption() {
    double rare = result.policy().rare();
    String modes =
        rare < 1
            ? "where it makes %s of the candidate's JVMs or more slower, such modes are excluded at the same level"
                .formatted(Change.fraction(rare))
            : "modes that make only some of them slower were not looked for (--rare)";
    return "not-slower holds if the change makes all JVMs slower alike; %s. slower: %s."
        .formatted(
            modes,
            result.policy().proveExcess()
                ? "shown to be slower by more than the tolerance"
                : "shown to be slower at all, and by more than the tolerance as estimated");
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
