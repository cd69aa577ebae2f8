package squareoff.harness.report.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import squareoff.harness.result.JmhEntry;

/**
 * CSV for Apache Otava, which looks for changes in a series: a line for each input in the order of
 * time, a column for each cell. Of a cell that an input holds more than once, the first is taken.
 */
final class OtavaFormat {

  private OtavaFormat() {}

  static String text(List<Input> inputs) {
    TreeSet<String> cells = new TreeSet<>();
    inputs.forEach(input -> cells.addAll(scores(input).keySet()));
    StringBuilder out = new StringBuilder();
    List<String> header = new ArrayList<>(List.of("time", "source"));
    header.addAll(cells);
    CsvFormat.line(out, header);
    inputs.stream()
        .sorted(Comparator.comparing(Input::time))
        .forEach(input -> {
          Map<String, Double> scores = scores(input);
          List<String> fields = new ArrayList<>();
          fields.add(input.time().toString());
          fields.add(input.source().name());
          cells.forEach(
              cell -> fields.add(CsvFormat.number(scores.getOrDefault(cell, Double.NaN))));
          CsvFormat.line(out, fields);
        });
    return out.toString();
  }

  private static Map<String, Double> scores(Input input) {
    Map<String, Double> scores = new LinkedHashMap<>();
    for (JmhEntry entry : input.source().entries()) {
      scores.putIfAbsent(entry.cell().toString(), Statistic.of(entry.primary()).value());
    }
    return scores;
  }
}
