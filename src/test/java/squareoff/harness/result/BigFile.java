package squareoff.harness.result;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes a file as JMH prints one, as large as a great suite's: 15 000 entries in 300 classes with
 * three parameters, 3 forks of 3 iterations each, and the secondary metric of a profiler.
 */
final class BigFile {
  private static final int CLASSES = 300;
  private static final int FORKS = 3;
  private static final int ITERATIONS = 3;
  private static final List<String> RANKS =
      List.of("0.0", "50.0", "90.0", "95.0", "99.0", "99.9", "99.99", "99.999", "99.9999", "100.0");

  private static final String[] STRATEGIES = {
    "sequential", "platform", "virtual", "process", "pool"
  };
  private static final String ENTRY =
      """
      {
          "jmhVersion" : "1.37",
          "benchmark" : "org.example.suite.Class%dBenchmark.measure",
          "mode" : "avgt",
          "threads" : 1,
          "forks" : %d,
          "jvm" : "/usr/lib/jvm/temurin-25-jdk-amd64/bin/java",
          "jvmArgs" : [
          ],
          "jdkVersion" : "25.0.3",
          "vmName" : "OpenJDK 64-Bit Server VM",
          "vmVersion" : "25.0.3+9-LTS",
          "warmupIterations" : 5,
          "warmupTime" : "10 s",
          "warmupBatchSize" : 1,
          "measurementIterations" : %d,
          "measurementTime" : "10 s",
          "measurementBatchSize" : 1,
          "params" : {
              "capacity" : "%d",
              "strategy" : "%s",
              "size" : "%d"
          },
          "primaryMetric" : %s,
          "secondaryMetrics" : {
              "gc.alloc.rate.norm" : %s
          }
      }\
      """;
  private static final String METRIC =
      """
      {
          "score" : %s,
          "scoreError" : %s,
          "scoreConfidence" : [
              %s,
              %s
          ],
          "scorePercentiles" : {
              %s
          },
          "scoreUnit" : "%s",
          "rawData" : %s
      }\
      """;

  private BigFile() {}

  /**
   * Writes a file: {@code java … squareoff.harness.result.BigFile FILE [ENTRIES]}.
   *
   * @param args the file, and how many entries, 15000 without
   */
  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]), args.length > 1 ? Integer.parseInt(args[1]) : 15_000);
  }

  /** Writes a file of a number of entries, each about 3.5 kB. */
  static void write(Path file, int entries) throws IOException {
    Random random = new Random(42);
    try (Writer out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < entries; i++) {
        out.append(i == 0 ? "[\n" : ",\n").append(entry(i, entries, random));
      }
      out.append("\n]\n");
    }
  }

  private static String entry(int i, int entries, Random random) {
    int perClass = Math.max(1, entries / CLASSES);
    int cell = i % perClass;
    double score = Math.exp(random.nextDouble(12)) * 10;
    return indented(
        ENTRY.formatted(
            i / perClass,
            FORKS,
            ITERATIONS,
            1 << cell % 5,
            STRATEGIES[cell / 5 % STRATEGIES.length],
            10 << cell / 25,
            metric(score, "ns/op", random),
            metric(score * 3, "B/op", random)));
  }

  private static String metric(double score, String unit, Random random) {
    List<String> forks = new ArrayList<>();
    double all = 0;
    for (int fork = 0; fork < FORKS; fork++) {
      double mean = score * (1 + 0.02 * random.nextGaussian());
      double[] values = new double[ITERATIONS];
      Arrays.setAll(values, i -> mean * (1 + 0.005 * random.nextGaussian()));
      all += Arrays.stream(values).sum();
      forks.add(joined(Arrays.stream(values).mapToObj(Double::toString)));
    }
    double centre = all / FORKS / ITERATIONS;
    double half = centre * 0.01;
    String percentiles =
        RANKS.stream()
            .map(rank ->
                "\"%s\" : %s".formatted(rank, centre * (1 + Double.parseDouble(rank) / 3000)))
            .collect(Collectors.joining(",\n"));
    return METRIC.formatted(
        centre, half, centre - half, centre + half, percentiles, unit, joined(forks.stream()));
  }

  private static String joined(Stream<String> values) {
    return values.collect(Collectors.joining(",\n", "[\n", "\n]"));
  }

  /** JMH prints an element a line, by four spaces for each level, the list's own included. */
  private static String indented(String text) {
    StringBuilder out = new StringBuilder();
    int depth = 1;
    for (String line : text.lines().map(String::strip).toList()) {
      depth -= line.startsWith("}") || line.startsWith("]") ? 1 : 0;
      out.append("    ".repeat(depth)).append(line).append('\n');
      depth += line.endsWith("{") || line.endsWith("[") ? 1 : 0;
    }
    return out.toString().stripTrailing();
  }
}
