package squareoff.harness.report.format;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The formats that other tools take. */
public enum Format {
  /** Comma-separated values (RFC 4180), a line for each metric of each cell. */
  CSV("csv", one(CsvFormat::text)),
  /** Cells with their trials and intervals. */
  JSON("json", one(JsonFormat::text)),
  /** JMH's own format, all inputs in one list. */
  JMH("jmh", one(JmhFormat::text)),
  /** OpenMetrics 1.0, the text format that Prometheus reads. */
  OPENMETRICS("openmetrics", one(OpenMetricsFormat::text)),
  /** Two files for github-action-benchmark's custom tools, split by direction. */
  GITHUB_ACTION_BENCHMARK("github-action-benchmark", GithubActionBenchmarkFormat::texts),
  /** CSV for Apache Otava: a line for each input, a column for each cell. */
  OTAVA("otava", one(OtavaFormat::text));

  private final String label;
  private final Function<List<Input>, Map<String, String>> texts;

  Format(String label, Function<List<Input>, Map<String, String>> texts) {
    this.label = label;
    this.texts = texts;
  }

  private static Function<List<Input>, Map<String, String>> one(
      Function<List<Input>, String> text) {
    return inputs -> Map.of("", text.apply(inputs));
  }

  /**
   * The format of a name.
   *
   * @param label as on the command line
   * @return empty where there is none
   */
  public static Optional<Format> labelled(String label) {
    return Arrays.stream(values()).filter(format -> format.label.equals(label)).findFirst();
  }

  /**
   * The names of all formats.
   *
   * @return as on the command line
   */
  public static List<String> labels() {
    return Arrays.stream(values()).map(format -> format.label).toList();
  }

  /**
   * Writes results.
   *
   * @param inputs the results, in order
   * @return texts by what is added to the name of a file; that is nothing where there is one text
   */
  public Map<String, String> texts(List<Input> inputs) {
    return texts.apply(inputs);
  }
}
