package squareoff.harness.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import squareoff.harness.result.Conditions.Differences;

/** The table of one benchmark class over several sources, with its caption and footnotes. */
final class SideTable {
  private final List<String> names;
  private final List<SideLine> lines;
  private final List<String> parameters;
  private final MarkdownTable<Row> identity;
  private final Optional<Scale> scale;
  private final Footnotes footnotes = new Footnotes();

  /**
   * A table.
   *
   * @param names the sources' names, inert Markdown, in the order of the lines' rows
   * @param asMeasured a line for each cell
   * @param options what the reader chose
   */
  SideTable(List<String> names, List<SideLine> asMeasured, Options options) {
    this.names = names;
    List<SideLine> unsorted = asMeasured.stream().map(SideLine::geometric).toList();
    Map<SideLine.Key, SideLine> byKey = new HashMap<>();
    unsorted.forEach(line -> byKey.put(SideLine.key(line.shown()), line));
    List<Row> shown = unsorted.stream().map(SideLine::shown).toList();
    Optional<Reference> first =
        options.reference().or(() -> ClassSection.reference(shown, options.declarations()));
    ClassSection section = new ClassSection(shown, new Options(first, options.declarations()));
    this.lines = section.rows().stream().map(row -> byKey.get(SideLine.key(row))).toList();
    this.parameters = new RowOrder(shown, first).parameters();
    this.identity = section.identity();
    this.scale = commonScale(lines);
  }

  private static Optional<Scale> commonScale(List<SideLine> lines) {
    List<Row> rows =
        lines.stream().flatMap(SideLine::present).filter(r -> r.entry().isPresent()).toList();
    List<String> units = rows.stream().map(row -> least(row).label()).distinct().toList();
    List<Double> scores = rows.stream().map(SideTable::inLeastUnit).toList();
    return units.size() == 1 ? Scale.common(units.getFirst(), scores) : Optional.empty();
  }

  /** Sources may have the same quantity in different units, as µs/op and ns/op. */
  private static Scale least(Row row) {
    return Scale.least(row.entry().orElseThrow().primary().unit());
  }

  private static double inLeastUnit(Row row) {
    return row.score().orElseThrow().centre() * least(row).factor();
  }

  void render(StringBuilder out) {
    List<Row> all = lines.stream().flatMap(SideLine::present).toList();
    new Caption(all, parameters, Optional.empty(), Optional.empty(), List.of()).render(out);
    out.append(
        "× %s: the cost of an operation (its time; of a throughput, the inverse) divided by that in %s,"
                .formatted(names.getFirst(), names.getFirst())
            + " with the 95 % interval over trials: below 1 is faster."
            + " The scores are geometric means of the trials, as it is.\n\n");
    table().render(lines, out);
    footnotes.render(out);
  }

  private MarkdownTable<SideLine> table() {
    MarkdownTable<SideLine> table = new MarkdownTable<>();
    for (MarkdownTable.Column<Row> column : identity.columns()) {
      if (column.number()) {
        table.number(column.header(), line -> column.text().apply(line.shown()));
      } else {
        table.text(column.header(), line -> column.text().apply(line.shown()));
      }
    }
    String unit = scale.map(s -> ", " + MarkdownText.escape(s.label())).orElse("");
    for (int i = 0; i < names.size(); i++) {
      int source = i;
      table.number(names.get(i) + unit, line -> score(line, source));
      table.number("±", line -> halfWidth(line, source));
      if (i > 0) {
        table.number("× " + names.getFirst(), line -> ratio(line, source));
      }
    }
    if (scale.isEmpty()) {
      table.text("unit", this::units);
    }
    table.text("trials", this::trials);
    return table;
  }

  private String score(SideLine line, int source) {
    return line.rows()
        .get(source)
        .map(row ->
            row.score()
                .map(e -> {
                  double factor = factor(line, row);
                  return Digits.number(e.centre() * factor, e.halfWidth() * factor);
                })
                .orElse("failed"))
        .orElse(Digits.MISSING);
  }

  private String halfWidth(SideLine line, int source) {
    return line.rows()
        .get(source)
        .flatMap(row ->
            row.score()
                .map(e -> {
                  double factor = factor(line, row);
                  return Digits.halfWidth(e.centre() * factor, e.halfWidth() * factor);
                }))
        .orElse(Digits.MISSING);
  }

  /** What a row's score is multiplied by to be in the unit that is shown. */
  private double factor(SideLine line, Row row) {
    return least(row).factor() * scale(line, row).factor();
  }

  /** The unit of the table or, where its range is too wide for one, of the line. */
  private Scale scale(SideLine line, Row row) {
    return scale.orElseGet(() -> {
      String unit = least(row).label();
      double first =
          line.present()
              .filter(r -> r.entry().isPresent() && least(r).label().equals(unit))
              .mapToDouble(SideTable::inLeastUnit)
              .findFirst()
              .orElseThrow();
      return Scale.of(unit, first);
    });
  }

  private String units(SideLine line) {
    List<String> units =
        line.present()
            .filter(row -> row.entry().isPresent())
            .map(row -> MarkdownText.escape(scale(line, row).label()))
            .toList();
    // Of a cell in units that cannot be compared, each source's own, in their order.
    boolean one = units.stream().distinct().count() == 1;
    return units.isEmpty() ? Digits.MISSING : one ? units.getFirst() : String.join(" / ", units);
  }

  private String ratio(SideLine line, int source) {
    return line.ratio(source).map(ClassSection::text).orElse(Digits.MISSING);
  }

  private String trials(SideLine line) {
    return IntStream.range(0, line.rows().size())
        .mapToObj(i ->
            line.rows().get(i).map(row -> trials(row, line.differences(i))).orElse(Digits.MISSING))
        .collect(Collectors.joining(" / "));
  }

  private String trials(Row row, Differences fromFirst) {
    List<String> incomparable =
        Stream.of(fromFirst.reason())
            .filter(reason -> !reason.isEmpty())
            .map(reason -> "no ratio to the first, the base: " + reason)
            .toList();
    return "%d %s %s"
        .formatted(row.trials(), footnotes.marks(row), footnotes.marks(incomparable))
        .strip()
        .replace("  ", " ");
  }
}
