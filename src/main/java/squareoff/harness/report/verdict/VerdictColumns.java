package squareoff.harness.report.verdict;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import squareoff.harness.gate.CellVerdict;
import squareoff.harness.gate.GateResult;
import squareoff.harness.gate.Verdict;
import squareoff.harness.report.CellNames;
import squareoff.harness.report.Digits;
import squareoff.harness.report.MarkdownTable;
import squareoff.harness.report.MarkdownText;
import squareoff.harness.report.Scale;

/** The columns of the table of verdicts, which Markdown and the page have in common. */
final class VerdictColumns {
  /** Of so much of a score a digit is shown: four digits tell 1 % from 1.1 %. */
  private static final double SHOWN = 0.01;

  private final GateResult result;
  private final CellNames names;
  private final Notes notes;
  private final MarkdownTable<CellVerdict> table;

  VerdictColumns(GateResult result) {
    this.result = result;
    this.names = new CellNames(result.cells().stream().map(CellVerdict::cell).toList());
    this.notes = new Notes(result);
    this.table = made();
  }

  CellNames names() {
    return names;
  }

  Notes notes() {
    return notes;
  }

  /** How many of the first columns tell cells apart, the verdict among them. */
  int identity() {
    return names.anyVariant() ? 3 : 2;
  }

  MarkdownTable<CellVerdict> table() {
    return table;
  }

  private MarkdownTable<CellVerdict> made() {
    MarkdownTable<CellVerdict> table = new MarkdownTable<>();
    table.text("verdict", cell -> cell.verdict().word());
    table.text("benchmark", cell -> names.benchmark(cell.cell()));
    if (names.anyVariant()) {
      table.text("parameters", cell -> names.variant(cell.cell()));
    }
    table.number("change", of(estimate -> Change.of(estimate.ratio())));
    table.number(level() + " interval", of(estimate -> Change.interval(estimate.interval())));
    table.number("not slower by", of(e -> Change.excluded(e.excludedSlowdown())));
    if (hasModes()) {
      table.number("slow modes", VerdictColumns::modes);
    }
    if (hasTolerances()) {
      table.number("tolerance", cell -> Change.fraction(cell.tolerance()));
    }
    table.number("base → candidate", cell -> scores(cell).orElse(Digits.MISSING));
    table.number("pairs", this::pairs);
    int machines = result.machines().size();
    if (machines > 0) {
      table.number(
          "machines",
          cell ->
              cell.machines().isEmpty()
                  ? Digits.MISSING
                  : "%d of %d".formatted(cell.machines().size(), machines));
    }
    return table;
  }

  /**
   * Whether some cell is said not to be slower, which says the less the more JVMs may have a mode.
   */
  boolean hasModes() {
    return result.cells().stream().anyMatch(cell -> cell.verdict() == Verdict.NOT_SLOWER);
  }

  private static String modes(CellVerdict cell) {
    return cell.verdict() != Verdict.NOT_SLOWER
        ? Digits.MISSING
        : cell.estimate()
            .map(CellVerdict.Estimate::rarestMode)
            .filter(OptionalDouble::isPresent)
            .map(mode -> "< " + Change.fraction(Math.round(100 * mode.getAsDouble()) / 100.0))
            .orElse("any");
  }

  /** Whether some cell has a tolerance of its own. */
  private boolean hasTolerances() {
    return result.cells().stream()
        .anyMatch(cell -> cell.tolerance() != result.policy().tolerance());
  }

  /** The level of the intervals. */
  String level() {
    double level =
        result.cells().stream()
            .flatMap(cell -> cell.estimate().stream())
            .findFirst()
            .map(estimate -> estimate.interval().level())
            .orElse(1 - 2 * result.policy().beta());
    return Change.fraction(level);
  }

  private static Function<CellVerdict, String> of(Function<CellVerdict.Estimate, String> text) {
    return cell -> cell.estimate().map(text).orElse(Digits.MISSING);
  }

  /** What was measured on both sides; empty where that was nothing. */
  static Optional<String> scores(CellVerdict cell) {
    return cell.estimate()
        .map(e -> scores(e.base(), e.candidate(), e.unit()))
        .or(() -> cell.scores().map(VerdictColumns::scores));
  }

  private static String scores(CellVerdict.Scores of) {
    boolean one = of.baseUnit().equals(of.candidateUnit());
    return one
        ? scores(of.base(), of.candidate(), of.baseUnit())
        : "%s → %s"
            .formatted(score(of.base(), of.baseUnit()), score(of.candidate(), of.candidateUnit()));
  }

  private static String scores(double base, double candidate, String unit) {
    double greater = Math.max(Math.abs(base), Math.abs(candidate));
    Scale scale = Scale.of(unit, greater);
    return score(base * scale.factor())
        + " → "
        + score(candidate * scale.factor())
        + " "
        + MarkdownText.escape(scale.label());
  }

  private static String score(double value, String unit) {
    if (unit.isEmpty()) {
      return Digits.MISSING;
    }
    Scale scale = Scale.of(unit, Math.abs(value));
    return score(value * scale.factor()) + " " + MarkdownText.escape(scale.label());
  }

  private static String score(double value) {
    return Digits.number(value, Math.abs(value) * SHOWN);
  }

  /** As many as the verdict rests on, how many of the trials were disturbed, and the notes. */
  private String pairs(CellVerdict cell) {
    String disturbed =
        cell.disturbed() == 0 ? "" : String.format(Locale.ROOT, "(%d †)", cell.disturbed());
    return "%d %s %s"
        .formatted(cell.pairs(), disturbed, notes.marks(cell))
        .strip()
        .replace("  ", " ");
  }

  /** The ratio in the table, for sorting; empty where there is none. */
  static Optional<Double> ratio(CellVerdict cell) {
    return cell.estimate().map(CellVerdict.Estimate::ratio);
  }
}
