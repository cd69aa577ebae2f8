package squareoff.harness.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final Map<Cell, ComparedCell> cells = new LinkedHashMap<>();
  private final ClassSection section;
  private final Optional<Scale> scale;
  private final Whole whole;
  private final Footnotes footnotes = new Footnotes();

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
   * @param unsorted the cells of the class
   * @param whole what they are of
   */
  ComparisonTable(List<ComparedCell> unsorted, Whole whole) {
    this.question = whole.comparison().question();
    this.whole = whole;
    unsorted.forEach(cell -> cells.put(cell.cell(), cell));
    List<Row> rows = unsorted.stream().map(ComparisonTable::row).toList();
    this.section = new ClassSection(rows, Options.DEFAULT);
    List<String> units =
        quantities(unsorted)
            .map(quantity -> Scale.least(quantity.unit()).label())
            .distinct()
            .toList();
    List<Double> values =
        unsorted.stream()
            .flatMap(cell -> sides(cell).map(side -> inLeastUnit(cell, side)))
            .toList();
    this.scale = units.size() == 1 ? Scale.common(units.getFirst(), values) : Optional.empty();
  }

  private static Stream<Quantity> quantities(List<ComparedCell> cells) {
    return cells.stream().flatMap(ComparisonTable::sides);
  }

  private static Stream<Quantity> sides(ComparedCell cell) {
    return Stream.of(cell.base(), cell.candidate());
  }

  private static double inLeastUnit(ComparedCell cell, Quantity side) {
    return Estimate.of(cell, side).centre() * Scale.least(side.unit()).factor();
  }

  /** A row that says which cell this is. */
  static Row row(ComparedCell cell) {
    return new Row(
        cell.cell(),
        Optional.of(cell.baseEntry()),
        CellNotes.NONE,
        1,
        Optional.of(Estimate.of(cell, cell.base())));
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
    table().render(rows.stream().map(row -> cells.get(row.cell())).toList(), out);
    footnotes.render(out);
  }

  private String direction() {
    List<Direction> directions =
        cells.values().stream().map(cell -> cell.base().direction()).distinct().toList();
    return directions.equals(List.of(Direction.LESS_IS_BETTER))
        ? ", less is better"
        : directions.equals(List.of(Direction.MORE_IS_BETTER)) ? ", more is better" : "";
  }

  private MarkdownTable<ComparedCell> table() {
    MarkdownTable<ComparedCell> table = new MarkdownTable<>();
    for (MarkdownTable.Column<Row> column : section.identity().columns()) {
      if (column.number()) {
        table.number(column.header(), cell -> column.text().apply(row(cell)));
      } else {
        table.text(column.header(), cell -> column.text().apply(row(cell)));
      }
    }
    String unit =
        scale
            .map(Scale::label)
            .filter(label -> !label.isEmpty())
            .map(label -> ", " + MarkdownText.escape(label))
            .orElse("");
    table.number("base" + unit, cell -> centre(cell, cell.base()));
    table.number("±", cell -> halfWidth(cell, cell.base()));
    table.number("candidate", cell -> centre(cell, cell.candidate()));
    table.number("±", cell -> halfWidth(cell, cell.candidate()));
    if (scale.isEmpty()) {
      table.text("unit", this::units);
    }
    table.number("× base", cell -> cell.ratio().map(ComparisonTable::text).orElse(Digits.MISSING));
    table.number(
        "p",
        cell ->
            cell.test().map(test -> Digits.probability(test.adjusted())).orElse(Digits.MISSING));
    table.text("verdict", ComparedCell::word);
    table.text("trials", this::trials);
    return table;
  }

  private String centre(ComparedCell cell, Quantity side) {
    Estimate estimate = Estimate.of(cell, side);
    double factor = factor(cell, side);
    return Digits.number(estimate.centre() * factor, estimate.halfWidth() * factor);
  }

  private String halfWidth(ComparedCell cell, Quantity side) {
    Estimate estimate = Estimate.of(cell, side);
    double factor = factor(cell, side);
    return Digits.halfWidth(estimate.centre() * factor, estimate.halfWidth() * factor);
  }

  /** What a number in its neutral unit is multiplied by to be in the unit that is shown. */
  private double factor(ComparedCell cell, Quantity side) {
    return Scale.least(side.unit()).factor() * scale(cell, side).factor();
  }

  private Scale scale(ComparedCell cell, Quantity side) {
    // Both sides of a line in the unit of its first, where they have one dimension.
    Quantity first = cell.base().unit().equals(side.unit()) ? cell.base() : side;
    return scale.orElseGet(
        () -> Scale.of(Scale.least(side.unit()).label(), inLeastUnit(cell, first)));
  }

  private String units(ComparedCell cell) {
    List<String> units =
        sides(cell).map(side -> MarkdownText.escape(scale(cell, side).label())).distinct().toList();
    return String.join(" / ", units);
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
