package squareoff.harness.report.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import squareoff.harness.compare.ComparedCell;
import squareoff.harness.compare.Comparison;
import squareoff.harness.result.Quantity;
import squareoff.harness.stats.Interval;
import squareoff.harness.stats.Ratio;

/** A line for each cell that both have; parameters last, since their names differ. */
final class ComparisonCsv {
  private static final List<String> COLUMNS =
      List.of(
          "benchmark",
          "mode",
          "threads",
          "metric",
          "unit",
          "direction",
          "base",
          "candidate",
          "ratio",
          "ratio_low95",
          "ratio_high95",
          "p",
          "p_holm",
          "verdict",
          "base_trials",
          "candidate_trials",
          "test");

  private ComparisonCsv() {}

  static String text(Comparison comparison) {
    TreeSet<String> params = new TreeSet<>();
    comparison.cells().forEach(cell -> params.addAll(cell.cell().params().keySet()));
    StringBuilder out = new StringBuilder();
    List<String> header = new ArrayList<>(COLUMNS);
    params.forEach(param -> header.add("param:" + param));
    CsvFormat.line(out, header);
    for (ComparedCell cell : comparison.cells()) {
      List<String> fields = fields(cell, comparison.question().subject());
      params.forEach(param -> fields.add(cell.cell().params().getOrDefault(param, "")));
      CsvFormat.line(out, fields);
    }
    return out.toString();
  }

  private static List<String> fields(ComparedCell cell, String metric) {
    Optional<Interval> interval = cell.ratio().flatMap(Ratio::interval);
    List<String> fields = new ArrayList<>(List.of(cell.cell().benchmark(), cell.cell().mode()));
    fields.addAll(List.of(Integer.toString(cell.cell().threads()), metric, cell.base().unit()));
    fields.add(direction(cell));
    fields.add(centre(cell, cell.base()));
    fields.add(centre(cell, cell.candidate()));
    fields.add(cell.ratio().map(ratio -> CsvFormat.number(ratio.value())).orElse(""));
    fields.add(interval.map(i -> CsvFormat.number(i.low())).orElse(""));
    fields.add(interval.map(i -> CsvFormat.number(i.high())).orElse(""));
    fields.add(cell.test().map(test -> CsvFormat.number(test.p())).orElse(""));
    fields.add(cell.test().map(test -> CsvFormat.number(test.adjusted())).orElse(""));
    fields.add(ComparisonFormat.verdict(cell));
    fields.add(Integer.toString(cell.base().trials().size()));
    fields.add(Integer.toString(cell.candidate().trials().size()));
    fields.add(cell.test().map(test -> test.method().label()).orElse(""));
    return fields;
  }

  private static String centre(ComparedCell cell, Quantity side) {
    boolean trials = !side.trials().isEmpty();
    return CsvFormat.number(trials ? cell.summary(side).mean() : side.score());
  }

  static String direction(ComparedCell cell) {
    return switch (cell.base().direction()) {
      case LESS_IS_BETTER -> "less is better";
      case MORE_IS_BETTER -> "more is better";
      case UNKNOWN -> "unknown";
    };
  }
}
