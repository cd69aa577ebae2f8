package squareoff.harness.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import squareoff.harness.result.Cell;
import squareoff.harness.result.ParameterOrder;
import squareoff.harness.stats.Interval;
import squareoff.harness.stats.Ratio;

/** The section of a report on one benchmark class: heading, caption, table, footnotes. */
final class ClassSection {
  private final List<Row> unsorted;
  private final List<Row> rows;
  private final List<String> parameters;
  private final Declarations declarations;
  private final Optional<String> ideal;
  private final Optional<Baseline> baseline;
  private final Optional<Scale> scale;
  private final List<SecondaryColumn> secondaries;
  private final Footnotes footnotes = new Footnotes();

  ClassSection(List<Row> asMeasured, Options options) {
    this.declarations = options.declarations();
    this.ideal = ideal(asMeasured);
    Optional<Reference> declared = reference(asMeasured, declarations);
    Optional<Reference> wanted =
        options.reference().or(() -> ideal.isPresent() ? Optional.empty() : declared);
    Optional<String> sharedWork =
        declarations.of(asMeasured).flatMap(d -> d.sharedWork().stream()).findFirst();
    // Where ratios stand beside the scores, both are of geometric means.
    boolean compared = wanted.flatMap(r -> Baseline.in(asMeasured, r, sharedWork)).isPresent();
    this.unsorted = compared ? asMeasured.stream().map(Row::geometric).toList() : asMeasured;
    this.baseline = wanted.flatMap(reference -> Baseline.in(unsorted, reference, sharedWork));
    // The order of rows is the same with an ideal: the reference first.
    RowOrder order = new RowOrder(unsorted, wanted.or(() -> declared));
    this.rows = order.sorted();
    this.parameters = order.parameters();
    this.scale = commonScale(rows);
    this.secondaries = SecondaryColumn.of(rows, ideal);
  }

  /** The declared ideal, where a row has it. */
  private Optional<String> ideal(List<Row> some) {
    return some.stream()
        .flatMap(row ->
            declarations
                .of(row.cell())
                .ideal()
                .filter(name -> row.secondary(name).isPresent())
                .stream())
        .findFirst();
  }

  /** The rows that those of a class are declared to be compared with. */
  static Optional<Reference> reference(List<Row> rows, Declarations declarations) {
    return declarations.of(rows).flatMap(declared -> declared.reference().stream()).findFirst();
  }

  private static Optional<Scale> commonScale(List<Row> rows) {
    List<String> units =
        rows.stream()
            .flatMap(r -> r.entry().stream())
            .map(e -> e.primary().unit())
            .distinct()
            .toList();
    List<Double> scores =
        rows.stream().flatMap(r -> r.score().stream()).map(Estimate::centre).toList();
    return units.size() == 1 ? Scale.common(units.getFirst(), scores) : Optional.empty();
  }

  /**
   * Appends everything that is known of the class.
   *
   * @param machineLines what machine this was
   */
  void render(String heading, List<String> machineLines, StringBuilder out) {
    out.append("## ").append(MarkdownText.escape(heading)).append("\n\n");
    caption(out);
    table().render(rows, out);
    footnotes.render(out);
    appendices(machineLines).forEach(appendix -> appendix.render(out));
  }

  /** The tables that follow from the rows: from which work on, with how many workers. */
  List<Appendix<?>> appendices(List<String> machineLines) {
    List<Appendix<?>> all = new ArrayList<>();
    baseline.ifPresent(b -> all.addAll(BreakEvenTable.of(rows, b.reference(), declarations)));
    all.addAll(ScalingTable.of(unsorted, declarations, machineLines));
    return all;
  }

  /** Appends the lines above the table. */
  void caption(StringBuilder out) {
    new Caption(rows, parameters, baseline, ideal, secondaries).render(out);
  }

  /** Appends the lines below the table: those that its cells have asked for so far. */
  void footnotes(StringBuilder out) {
    footnotes.render(out);
  }

  /** The rows in order. */
  List<Row> rows() {
    return rows;
  }

  /** The names of all parameters, in the order of their columns. */
  List<String> parameters() {
    return parameters;
  }

  /** The metric that is the ratio to what is possible at best; empty where no row has it. */
  Optional<String> ideal() {
    return ideal;
  }

  /** What the rows are compared with. */
  Optional<Baseline> baseline() {
    return baseline;
  }

  /** The unit of the scores, where all rows share one. */
  Optional<Scale> scale() {
    return scale;
  }

  /** The columns that tell the rows apart. */
  MarkdownTable<Row> identity() {
    MarkdownTable<Row> table = new MarkdownTable<>();
    addIdentity(table);
    return table;
  }

  /** All columns; those of {@link #identity} come first, then the score. */
  MarkdownTable<Row> table() {
    MarkdownTable<Row> table = identity();
    addScore(table);
    baseline.ifPresent(b -> table.number("× " + b.reference().label(), row -> ratio(b, row)));
    ideal.ifPresent(
        name -> table.number("× limit", row -> SecondaryColumn.perIteration(row, name)));
    secondaries.forEach(column -> table.number(column.header(), column::text));
    table.number("trials", this::trials);
    return table;
  }

  private void addIdentity(MarkdownTable<Row> table) {
    if (varies(rows.stream().map(row -> row.cell().methodName()))) {
      table.text("method", row -> MarkdownText.escape(row.cell().methodName()));
    }
    if (varies(rows.stream().map(row -> row.cell().mode()))) {
      table.text("mode", row -> MarkdownText.escape(row.cell().mode()));
    }
    if (varies(rows.stream().map(row -> row.cell().threads()))) {
      table.number("threads", row -> Integer.toString(row.cell().threads()));
    }
    for (String name : parameters) {
      if (varies(rows.stream().map(row -> Optional.ofNullable(row.cell().params().get(name))))) {
        addParameter(table, name);
      }
    }
  }

  static boolean varies(Stream<?> values) {
    return values.distinct().limit(2).count() > 1;
  }

  private void addParameter(MarkdownTable<Row> table, String name) {
    String header = MarkdownText.escape(name);
    boolean numbers =
        rows.stream()
            .flatMap(row -> Stream.ofNullable(row.cell().params().get(name)))
            .allMatch(value -> ParameterOrder.number(value).isPresent());
    if (numbers) {
      table.number(header, row -> value(row.cell(), name));
    } else {
      table.text(header, row -> value(row.cell(), name));
    }
  }

  private static String value(Cell cell, String name) {
    String value = cell.params().get(name);
    return value == null ? Digits.MISSING : MarkdownText.escape(value);
  }

  private void addScore(MarkdownTable<Row> table) {
    table.number(scale.map(Scale::label).map(MarkdownText::escape).orElse("score"), this::score);
    table.number("±", this::halfWidth);
    if (scale.isEmpty()) {
      table.text("unit", this::unit);
    }
  }

  private Scale scale(Row row, Estimate estimate) {
    return scale.orElseGet(
        () -> Scale.of(row.entry().orElseThrow().primary().unit(), estimate.centre()));
  }

  private String score(Row row) {
    return row.score().map(e -> formatted(row, e, Digits::number)).orElse("failed");
  }

  private String halfWidth(Row row) {
    return row.score().map(e -> formatted(row, e, Digits::halfWidth)).orElse(Digits.MISSING);
  }

  private String formatted(Row row, Estimate estimate, BiFunction<Double, Double, String> format) {
    double factor = scale(row, estimate).factor();
    return format.apply(estimate.centre() * factor, estimate.halfWidth() * factor);
  }

  private String unit(Row row) {
    return row.score()
        .map(estimate -> MarkdownText.escape(scale(row, estimate).label()))
        .orElse(Digits.MISSING);
  }

  private static String ratio(Baseline baseline, Row row) {
    if (baseline.isReference(row) && row.entry().isPresent()) {
      return "1";
    }
    return baseline.ratio(row).map(ClassSection::text).orElse(Digits.MISSING);
  }

  /** A ratio with the ends of its interval, where it has one. */
  static String text(Ratio ratio) {
    if (ratio.interval().isEmpty()) {
      return Digits.number(ratio.value());
    }
    Interval interval = ratio.interval().get();
    double half = interval.halfWidth();
    return "%s (%s–%s)"
        .formatted(
            Digits.number(ratio.value(), half),
            Digits.number(interval.low(), half),
            Digits.number(interval.high(), half));
  }

  private String trials(Row row) {
    return (row.trials() + " " + footnotes.marks(row)).strip();
  }
}
