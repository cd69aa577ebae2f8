package squareoff.harness.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import squareoff.harness.result.Metric;

/**
 * A row as charts show it.
 *
 * @param row the row
 * @param id its identifier in the page
 * @param identity what tells it from others, by the name of the column
 * @param scale the unit that it is shown in
 */
record ChartPoint(Row row, String id, Map<String, String> identity, Scale scale) {

  /** The rows of a section by mode and unit: what can stand on one axis. */
  static List<List<ChartPoint>> groups(ClassSection section, String id) {
    record Kind(String mode, String unit) {}
    List<MarkdownTable.Column<Row>> columns = section.identity().columns();
    Map<Kind, List<ChartPoint>> groups = new LinkedHashMap<>();
    int place = 0;
    for (Row row : section.rows()) {
      place++;
      if (row.entry().isEmpty()) {
        continue;
      }
      Metric primary = row.entry().get().primary();
      Map<String, String> identity = new LinkedHashMap<>();
      columns.forEach(column ->
          identity.put(
              PageText.parse(column.header()).plain(),
              PageText.parse(column.text().apply(row)).plain()));
      Scale scale = section.scale().orElseGet(() -> new Scale(primary.unit(), 1));
      groups
          .computeIfAbsent(new Kind(row.cell().mode(), primary.unit()), k -> new ArrayList<>())
          .add(new ChartPoint(row, id + "-" + place, identity, scale));
    }
    return groups.values().stream().map(g -> inOneUnit(g, section.scale().isPresent())).toList();
  }

  /** Whether an axis can have the score; the table has the others too. */
  boolean isDrawn() {
    return ChartAxis.isDrawable(centre());
  }

  private static List<ChartPoint> inOneUnit(List<ChartPoint> group, boolean already) {
    if (already) {
      return group;
    }
    String unit = group.getFirst().row.entry().orElseThrow().primary().unit();
    List<Double> centres = group.stream().map(ChartPoint::rawCentre).toList();
    Scale scale =
        Scale.common(unit, centres)
            .orElseGet(() -> Scale.of(unit, centres.stream().mapToDouble(c -> c).max().orElse(1)));
    return group.stream().map(p -> new ChartPoint(p.row, p.id, p.identity, scale)).toList();
  }

  /** Which way is better, in a sentence; nothing where some rows differ in that. */
  static String direction(List<ChartPoint> points) {
    List<String> sentences =
        points.stream()
            .map(p ->
                switch (p.row.cell().mode()) {
                  case "thrpt" -> "More is better.";
                  case "avgt", "sample", "ss" -> "Less is better.";
                  default -> "";
                })
            .distinct()
            .toList();
    return sentences.size() == 1 ? sentences.getFirst() : "";
  }

  /** JMH's label of the mode. */
  String mode() {
    return inert(row.cell().mode());
  }

  private static String inert(String text) {
    return PageText.parse(MarkdownText.escape(text)).plain();
  }

  private double rawCentre() {
    return row.score().orElseThrow().centre();
  }

  /** The scale's unit, which may be a stranger's word. */
  String unit() {
    return inert(scale.label());
  }

  /** The score, in the scale's unit; NaN where there is none. */
  double centre() {
    return rawCentre() * scale.factor();
  }

  /** Half the width of its interval, 0 where there is none. */
  double half() {
    double half = row.score().orElseThrow().halfWidth() * scale.factor();
    return Double.isFinite(half) ? half : 0;
  }

  /** The trials' means, in the scale's unit. */
  List<Double> trials() {
    return row.entry().orElseThrow().primary().forkMeans().stream()
        .map(v -> v * scale.factor())
        .toList();
  }

  /** Everything that is drawn of it. */
  DoubleStream values() {
    return DoubleStream.concat(
            DoubleStream.of(centre(), centre() - half(), centre() + half()),
            trials().stream().mapToDouble(v -> v))
        .filter(ChartAxis::isDrawable);
  }

  /** What tells the row from others, without some columns. */
  String label(String... without) {
    List<String> left = List.of(without);
    return identity.entrySet().stream()
        .filter(e -> !left.contains(e.getKey()))
        .map(e -> e.getKey() + " " + e.getValue())
        .collect(Collectors.joining(", "));
  }

  /** The values alone, as they stand in the table. */
  String shortLabel(String... without) {
    List<String> left = List.of(without);
    String text =
        identity.entrySet().stream()
            .filter(e -> !left.contains(e.getKey()))
            .map(Map.Entry::getValue)
            .collect(Collectors.joining(" · "));
    return text.isEmpty() ? inert(row.cell().methodName()) : text;
  }

  /** The names of what {@link #shortLabel} shows. */
  String labelNames() {
    return String.join(" · ", identity.keySet());
  }

  /** The row in words. */
  String spoken() {
    double raw = row.score().orElseThrow().halfWidth() * scale.factor();
    String half = Digits.halfWidth(centre(), raw);
    String number = Digits.number(centre(), raw);
    String label = label();
    return (label.isEmpty() ? "" : label + ": ")
        + number
        + (half.equals(Digits.MISSING) ? "" : " ± " + half)
        + " "
        + unit();
  }
}
