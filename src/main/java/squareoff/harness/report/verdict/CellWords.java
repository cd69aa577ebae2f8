package squareoff.harness.report.verdict;

import java.util.ArrayList;
import java.util.List;
import squareoff.harness.gate.CellVerdict;
import squareoff.harness.gate.Verdict;
import squareoff.harness.report.Digits;
import squareoff.harness.report.MarkdownText;
import squareoff.harness.report.PageText;
import squareoff.harness.result.Cell;
import squareoff.harness.stats.Interval;

/**
 * A verdict in a sentence, for places that are no Markdown: nothing in it acts, nothing is long.
 */
final class CellWords {

  private CellWords() {}

  /** The change, its interval, the scores, the pairs, why it is undecided or failed, the notes. */
  static String sentence(CellVerdict cell) {
    List<String> parts = new ArrayList<>();
    cell.estimate()
        .ifPresent(e -> {
          parts.add(Change.of(e.ratio()) + " (" + interval(e.interval()) + ")");
          VerdictColumns.scores(cell).ifPresent(parts::add);
          parts.add(cell.pairs() + (cell.pairs() == 1 ? " pair" : " pairs"));
          parts.add("tolerance " + Change.fraction(cell.tolerance()));
          if (cell.looksSlower()) {
            parts.add(
                "looks slower, though its evidence is %s of the %s that it takes"
                    .formatted(
                        Digits.number(e.evidenceSlower()), Digits.number(e.evidenceNeeded())));
          } else if (cell.verdict() == Verdict.UNDECIDED) {
            parts.add(excluded(e.excludedSlowdown()));
          }
        });
    if (cell.estimate().isEmpty()) {
      VerdictColumns.scores(cell).ifPresent(parts::add);
    }
    List<String> sentence = new ArrayList<>(List.of(String.join(", ", parts), Remarks.text(cell)));
    cell.notes().forEach(note -> sentence.add(MarkdownText.prose(note)));
    sentence.removeIf(String::isEmpty);
    return plain(String.join("; ", sentence));
  }

  private static String interval(Interval interval) {
    String level = Change.fraction(interval.level()) + " interval";
    boolean none = interval.low() <= 0 && interval.high() == Double.POSITIVE_INFINITY;
    return none ? "no " + level + " yet" : level + " " + Change.interval(interval);
  }

  private static String excluded(double slowdown) {
    return slowdown == Double.POSITIVE_INFINITY
        ? "no slowdown excluded yet"
        : "excluded slowdowns: " + Change.excluded(slowdown);
  }

  /** A cell as it is written, made visible and cut in its middle where it is long. */
  static String name(Cell cell) {
    return plain(MarkdownText.escape(cell.toString()));
  }

  static String plain(String markdown) {
    return PageText.parse(markdown).plain();
  }
}
