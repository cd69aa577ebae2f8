package squareoff.harness.report.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import squareoff.harness.gate.CellVerdict;
import squareoff.harness.gate.GateResult;
import squareoff.harness.gate.Verdict;
import squareoff.harness.report.CellNames;
import squareoff.harness.report.MarkdownText;
import squareoff.harness.result.Cell;

/** Why cells are undecided or failed, and which are in one jar only: a line for each reason. */
final class Remarks {
  private static final int MOST_LINES = 30;
  private static final int MOST_CELLS = 6;
  private static final int MOST_MISSING = 20;
  private static final int MOST_FAILURES = 3;
  private static final int MOST_MACHINES = 8;

  private record Reason(Verdict verdict, String text) {}

  private Remarks() {}

  /** The lines, each inert. */
  static List<String> lines(GateResult result, CellNames names) {
    List<String> lines = new ArrayList<>(reasons(result, names));
    missing("candidate", result.onlyInBase(), lines);
    missing("base", result.onlyInCandidate(), lines);
    return lines;
  }

  private static List<String> reasons(GateResult result, CellNames names) {
    Map<Reason, List<String>> cells = new LinkedHashMap<>();
    for (CellVerdict cell : result.cells()) {
      String text = text(cell);
      if (!text.isEmpty()) {
        cells
            .computeIfAbsent(new Reason(cell.verdict(), text), key -> new ArrayList<>())
            .add(names.full(cell.cell()));
      }
    }
    List<String> lines =
        cells.entrySet().stream()
            .limit(MOST_LINES)
            .map(e ->
                "%s %s: %s"
                    .formatted(
                        e.getKey().verdict().word(),
                        CellNames.listed(e.getValue(), MOST_CELLS),
                        e.getKey().text()))
            .collect(Collectors.toCollection(ArrayList::new));
    if (cells.size() > MOST_LINES) {
      lines.add("%d more reasons are in verdicts.json.".formatted(cells.size() - MOST_LINES));
    }
    return lines;
  }

  static String text(CellVerdict cell) {
    List<String> parts = new ArrayList<>();
    if (!cell.machines().isEmpty() && cell.verdict().compareTo(Verdict.NOT_SLOWER) < 0) {
      parts.add(machines(cell));
    }
    if (!cell.reason().isBlank()) {
      parts.add(MarkdownText.prose(cell.reason().strip()));
    }
    List<String> failures =
        cell.failures().stream().distinct().map(f -> MarkdownText.prose(f.strip())).toList();
    if (!failures.isEmpty()) {
      parts.add("failed trials: " + CellNames.listed(failures, MOST_FAILURES));
    }
    return String.join("; ", parts);
  }

  /** What each machine says by itself, with its numbers where they matter. */
  private static String machines(CellVerdict cell) {
    List<String> parts = new ArrayList<>();
    for (Verdict verdict : List.of(Verdict.SLOWER, Verdict.UNDECIDED, Verdict.NOT_SLOWER)) {
      List<String> names =
          cell.machines().stream()
              .filter(on -> on.verdict() == verdict)
              .map(Remarks::onMachine)
              .toList();
      if (!names.isEmpty()) {
        parts.add(
            "%s on %s"
                .formatted(
                    verdict.word().replace('-', ' '), CellNames.listed(names, MOST_MACHINES)));
      }
    }
    return String.join("; ", parts);
  }

  private static String onMachine(CellVerdict.OnMachine on) {
    String name = MarkdownText.escape(on.machine());
    return on.pairs() == 0
        ? name + " (no block)"
        : "%s (%s, %s)".formatted(name, Change.of(on.ratio()), Change.interval(on.interval()));
  }

  private static void missing(String build, List<Cell> cells, List<String> lines) {
    if (!cells.isEmpty()) {
      List<String> shown = cells.stream().map(c -> MarkdownText.escape(c.toString())).toList();
      lines.add(
          "not compared, since the %s's jar does not have %s: %s"
              .formatted(
                  build, cells.size() == 1 ? "it" : "them", CellNames.listed(shown, MOST_MISSING)));
    }
  }
}
