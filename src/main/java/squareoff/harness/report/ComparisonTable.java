package squareoff.harness.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import squareoff.harness.compare.ComparedCell;
import squareoff.harness.compare.Comparison;
import squareoff.harness.compare.Question;
import squareoff.harness.compare.Verdict;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Direction;
import squareoff.harness.result.Quantity;
import squareoff.harness.stats.Ratio;

/** The table of one benchmark class in a comparison, with its caption and footnotes. */
final class ComparisonTable {
  private final Question question;
  private final Map<Cell, Line> lines = new LinkedHashMap<>();
  private final ClassSection section;
  private final Optional<Scale> scale;
  private final Whole whole;
  private final Footnotes footnotes = new Footnotes();

  /**
   * A side of a line.
   *
   * @param side what was measured
   * @param estimate what is shown of it, in its unit
   */
  record Shown(Quantity side, Estimate estimate) {
    private double inLeastUnit() {
      return estimate.centre() * Scale.least(side.unit()).factor();
    }
  }

  /**
   * A line, with what is shown of both sides worked out once.
   *
   * @param cell what it is of
   * @param row says which cell this is
   */
  record Line(ComparedCell cell, Shown base, Shown candidate, Row row) {
    static Line of(ComparedCell cell) {
      Shown base = new Shown(cell.base(), Estimate.of(cell, cell.base()));
      Shown candidate = new Shown(cell.candidate(), Estimate.of(cell, cell.candidate()));
      Row row =
          new Row(
              cell.cell(),
              Optional.of(cell.baseEntry()),
              CellNotes.NONE,
              1,
              Optional.of(base.estimate()));
      return new Line(cell, base, candidate, row);
    }

    Stream<Shown> sides() {
      return Stream.of(base, candidate);
    }
  }

  /**
   * What tables need to know of the whole comparison, worked out once.
   *
   * @param common what is noted of every cell: said once, above or below the tables
   * @param fewIsSpecial whether there is a cell that could be judged
   * @param mixed whether not all cells had the same test
   */
  record Whole(Comparison comparison, Set<String> common, boolean fewIsSpecial, boolean mixed) {
    Whole(Comparison comparison) {
      this(
          comparison,
          Set.copyOf(comparison.commonNotes()),
          comparison.judgedAny(),
          comparison.cells().stream()
                  .flatMap(cell -> cell.test().stream())
                  .map(test -> test.method() == ComparedCell.Method.MODERATED_T)
                  .distinct()
                  .count()
              > 1);
    }
  }

  /**
   * A table.
   *
   * @param unsorted the lines of the class
   * @param whole what they are of
   */
  ComparisonTable(List<Line> unsorted, Whole whole) {
    this.question = whole.comparison().question();
    this.whole = whole;
    unsorted.forEach(line -> lines.put(line.cell().cell(), line));
    this.section = new ClassSection(unsorted.stream().map(Line::row).toList(), Options.DEFAULT);
    List<String> units =
        unsorted.stream()
            .flatMap(Line::sides)
            .map(shown -> shown.side().unit())
            .distinct()
            .map(unit -> Scale.least(unit).label())
            .distinct()
            .toList();
    List<Double> values = unsorted.stream().flatMap(Line::sides).map(Shown::inLeastUnit).toList();
    this.scale = units.size() == 1 ? Scale.common(units.getFirst(), values) : Optional.empty();
  }

  void render(StringBuilder out) {
    List<Row> rows = section.rows();
    Caption caption =
        new Caption(rows, section.parameters(), Optional.empty(), Optional.empty(), List.of());
    String subject =
        question
            .metric()
            .map(name -> MarkdownText.escape(name) + direction())
            .orElseGet(caption::modes);
    out.append((subject + ". " + caption.constants()).strip()).append("\n\n");
    table().render(rows.stream().map(row -> lines.get(row.cell())).toList(), out);
    footnotes.render(out);
  }

  private String direction() {
    List<Direction> directions =
        lines.values().stream().map(line -> line.cell().base().direction()).distinct().toList();
    return directions.equals(List.of(Direction.LESS_IS_BETTER))
        ? ", less is better"
        : directions.equals(List.of(Direction.MORE_IS_BETTER)) ? ", more is better" : "";
  }

  private MarkdownTable<Line> table() {
    MarkdownTable<Line> table = new MarkdownTable<>();
    for (MarkdownTable.Column<Row> column : section.identity().columns()) {
      if (column.number()) {
        table.number(column.header(), line -> column.text().apply(line.row()));
      } else {
        table.text(column.header(), line -> column.text().apply(line.row()));
      }
    }
    String unit =
        scale
            .map(Scale::label)
            .filter(label -> !label.isEmpty())
            .map(label -> ", " + MarkdownText.escape(label))
            .orElse("");
    table.number("base" + unit, line -> centre(line, line.base()));
    table.number("±", line -> halfWidth(line, line.base()));
    table.number("candidate", line -> centre(line, line.candidate()));
    table.number("±", line -> halfWidth(line, line.candidate()));
    if (scale.isEmpty()) {
      table.text("unit", this::units);
    }
    table.number(
        "× base", line -> line.cell().ratio().map(ComparisonTable::text).orElse(Digits.MISSING));
    table.number(
        "p",
        line ->
            line.cell()
                .test()
                .map(test -> Digits.probability(test.adjusted()))
                .orElse(Digits.MISSING));
    table.text("verdict", line -> line.cell().word());
    table.text("trials", line -> trials(line.cell()));
    return table;
  }

  private String centre(Line line, Shown shown) {
    Estimate estimate = shown.estimate();
    double factor = factor(line, shown);
    return Digits.number(estimate.centre() * factor, estimate.halfWidth() * factor);
  }

  private String halfWidth(Line line, Shown shown) {
    Estimate estimate = shown.estimate();
    double factor = factor(line, shown);
    return Digits.halfWidth(estimate.centre() * factor, estimate.halfWidth() * factor);
  }

  /** What a number in its neutral unit is multiplied by to be in the unit that is shown. */
  private double factor(Line line, Shown shown) {
    return Scale.least(shown.side().unit()).factor() * scale(line, shown).factor();
  }

  private Scale scale(Line line, Shown shown) {
    // Both sides of a line in the unit of its first, where they have one dimension.
    String unit = shown.side().unit();
    Shown first = line.base().side().unit().equals(unit) ? line.base() : shown;
    return scale.orElseGet(() -> Scale.of(Scale.least(unit).label(), first.inLeastUnit()));
  }

  private String units(Line line) {
    return line.sides()
        .map(shown -> MarkdownText.escape(scale(line, shown).label()))
        .distinct()
        .collect(Collectors.joining(" / "));
  }

  /** A ratio with its interval, where that has a width; of something to nothing, what that is. */
  static String text(Ratio ratio) {
    if (Double.isInfinite(ratio.value())) {
      return "∞";
    }
    // Of trials that do not differ, or of nothing to nothing.
    boolean exact =
        ratio.interval().map(i -> i.halfWidth() <= 1e-9 * i.high()).orElse(ratio.value() == 1);
    return exact
        ? Digits.plain(Double.parseDouble(Digits.number(ratio.value(), 1e-9)))
        : ClassSection.text(ratio);
  }

  private String trials(ComparedCell cell) {
    String counts = cell.base().trials().size() + "+" + cell.candidate().trials().size();
    List<String> notes = new ArrayList<>(cell.notes());
    notes.removeAll(whole.common());
    if (whole.fewIsSpecial() && cell.verdict() == Verdict.UNDECIDED && cell.test().isPresent()) {
      notes.add(
          "too few trials to show any difference; it takes %d a side"
              .formatted(whole.comparison().testing().trialsNeeded()));
    }
    boolean moderated =
        cell.test().filter(t -> t.method() == ComparedCell.Method.MODERATED_T).isPresent();
    if (whole.mixed() && moderated) {
      notes.add("p by the moderated t-test");
    }
    return (counts + " " + footnotes.marks(notes)).strip();
  }
}
