package squareoff.harness.report.format;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import squareoff.harness.compare.ComparedCell;
import squareoff.harness.compare.Comparison;

/** The formats of a comparison for other tools. */
public enum ComparisonFormat {
  /** Everything that the tables say, with the trials. */
  JSON("json", ComparisonJson::text),
  /** Comma-separated values (RFC 4180), a line for each cell that both have. */
  CSV("csv", ComparisonCsv::text);

  private final String label;
  private final Function<Comparison, String> text;

  ComparisonFormat(String label, Function<Comparison, String> text) {
    this.label = label;
    this.text = text;
  }

  /**
   * The format of a name.
   *
   * @param label as on the command line
   * @return empty where there is none
   */
  public static Optional<ComparisonFormat> labelled(String label) {
    return Arrays.stream(values()).filter(format -> format.label.equals(label)).findFirst();
  }

  /**
   * Writes a comparison.
   *
   * @param comparison what was found
   * @return the text, with a line feed at its end
   */
  public String text(Comparison comparison) {
    return text.apply(comparison);
  }

  /** The verdict of a cell as one word or two. */
  static String verdict(ComparedCell cell) {
    return switch (cell.verdict()) {
      case NOT_SHOWN -> "not shown";
      default -> cell.word();
    };
  }
}
