package squareoff.harness.report.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import squareoff.harness.result.Cell;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.result.Metric;
import squareoff.harness.stats.Interval;
import squareoff.harness.text.SafeText;

/**
 * Comma-separated values as RFC 4180 has them, but with plain line feeds, of which none is in a
 * cell; and no cell is a formula.
 */
final class CsvFormat {
  private static final List<String> IDENTITY =
      List.of("source", "benchmark", "mode", "threads", "metric", "unit");
  private static final List<String> NUMBERS =
      List.of("value", "low95", "high95", "trials", "jmhScore", "jmhError999");

  /**
   * What spreadsheets take for the beginning of a formula, the wide forms of East Asia included.
   */
  private static final Pattern FORMULA = Pattern.compile("\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]");

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");

  private CsvFormat() {}

  static String text(List<Input> inputs) {
    TreeSet<String> params = new TreeSet<>();
    inputs.stream()
        .flatMap(input -> input.source().entries().stream())
        .forEach(entry -> params.addAll(entry.cell().params().keySet()));
    StringBuilder out = new StringBuilder();
    line(
        out,
        Stream.of(IDENTITY, NUMBERS, params.stream().map(p -> "param:" + p).toList())
            .flatMap(List::stream)
            .toList());
    for (Input input : inputs) {
      for (JmhEntry entry : input.source().entries()) {
        line(out, fields(input, entry.cell(), "", entry.primary(), params));
        entry
            .secondaries()
            .forEach(
                (name, metric) -> line(out, fields(input, entry.cell(), name, metric, params)));
      }
    }
    return out.toString();
  }

  private static List<String> fields(
      Input input, Cell cell, String name, Metric metric, TreeSet<String> params) {
    Statistic statistic = Statistic.of(metric);
    Optional<Interval> interval = statistic.interval();
    List<String> fields = new ArrayList<>();
    fields.addAll(List.of(input.source().name(), cell.benchmark(), cell.mode()));
    fields.addAll(List.of(Integer.toString(cell.threads()), name, metric.unit()));
    fields.add(number(statistic.value()));
    fields.add(interval.map(i -> number(i.low())).orElse(""));
    fields.add(interval.map(i -> number(i.high())).orElse(""));
    fields.add(Integer.toString(statistic.trials().size()));
    fields.addAll(List.of(number(metric.score()), number(metric.error())));
    params.forEach(param -> fields.add(cell.params().getOrDefault(param, "")));
    return fields;
  }

  /** Nothing stands for a missing number, which is not 0. */
  static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }

  static void line(StringBuilder out, List<String> fields) {
    out.append(fields.stream().map(CsvFormat::quoted).collect(Collectors.joining(",")))
        .append('\n');
  }

  private static String quoted(String field) {
    String inert = inert(SafeText.line(field));
    boolean plain = inert.chars().noneMatch(c -> c == ',' || c == '"');
    return plain ? inert : '"' + inert.replace("\"", "\"\"") + '"';
  }

  /**
   * A spreadsheet runs a cell that begins like a formula; an apostrophe before it makes it text.
   */
  private static String inert(String field) {
    boolean formula = FORMULA.matcher(field).lookingAt() && !NUMBER.matcher(field).matches();
    return formula ? "'" + field : field;
  }
}
