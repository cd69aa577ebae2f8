package squareoff.harness.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Journals of many trials, with all that JMH and a machine tell of each. */
public final class GreatJournal {

  private static final int METHODS = 25;

  private GreatJournal() {}

  /**
   * Writes one.
   *
   * @param args the directory of the run, the number of cells, of trials a cell
   */
  public static void main(String... args) throws IOException {
    write(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
  }

  /**
   * Writes one without waiting for the disk.
   *
   * @param run the directory of the run
   * @param cells how many, in classes of 25 methods with 4 values of a parameter
   * @param rounds trials of each
   */
  public static void write(Path run, int cells, int rounds) throws IOException {
    List<PlannedCell> planned = IntStream.range(0, cells).mapToObj(GreatJournal::cell).toList();
    Map<String, Plan.Build> builds = Map.of("candidate", new Plan.Build("/a.jar", "aa"));
    Plan plan = SyntheticGate.plan("great", 1, rounds, planned, builds);
    JournalChain chain = new JournalChain();
    Files.createDirectories(run);
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(run.resolve("journal.jsonl")))) {
      ObjectNode first = plan.toJson();
      first.put("hash", plan.hash());
      append(first, chain, out);
      Random random = new Random(1);
      int order = 0;
      for (Trial trial : Schedule.of(plan)) {
        append(line(trial, order++, random), chain, out);
      }
    }
  }

  private static PlannedCell cell(int number) {
    int method = number / 4 % METHODS;
    int type = number / 4 / METHODS;
    return SyntheticGate.cell(
        "com.example.suite.Type%03d.method%02d:avgt:t1?size=%d"
            .formatted(type, method, (int) Math.pow(10, number % 4)));
  }

  private static void append(ObjectNode line, JournalChain chain, OutputStream out)
      throws IOException {
    byte[] text = chain.next(line);
    chain.follows(text, text.length - 1);
    out.write(text);
  }

  private static ObjectNode line(Trial trial, int order, Random random) {
    double score = 100 + random.nextGaussian();
    String result =
        """
        {"jmhVersion":"1.37","benchmark":"%s","mode":"avgt","threads":1,"forks":1,
         "jvm":"/usr/lib/jvm/temurin-25-jdk-amd64/bin/java","jvmArgs":["-Xmx1g","-Xms1g"],
         "jdkVersion":"25.0.3","vmName":"OpenJDK 64-Bit Server VM","vmVersion":"25.0.3+9-LTS",
         "warmupIterations":5,"warmupTime":"200 ms","warmupBatchSize":1,
         "measurementIterations":5,"measurementTime":"200 ms","measurementBatchSize":1,
         "params":{"size":"%s"},"primaryMetric":%s,
         "secondaryMetrics":{"gc.alloc.rate":%s,"gc.alloc.rate.norm":%s,"gc.count":%s}}
        """
            .formatted(
                trial.cell().cell().benchmark(),
                trial.cell().cell().params().get("size"),
                metric(score, "ns/op", random),
                metric(1000 + score, "MB/sec", random),
                metric(24, "B/op", random),
                metric(2, "counts", random));
    String line =
        """
        {"type":"trial","cell":"%s","build":"candidate","round":%d,"order":%d,
         "startedAt":"2026-11-23T15:39:45.701616210Z","seconds":1.195,
         "machine":{"seconds":1.1963,"ticks":233.0,"steal":%s,"others":0.0,"own":0.7425,
           "load":2.3,"throttled":0.0,"pressure":0.3421},"result":%s}
        """
            .formatted(
                trial.cell().cell(),
                trial.round(),
                order,
                order % 50 == 0 ? "0.25" : "0.0",
                result);
    return (ObjectNode) JsonMapper.shared().readTree(line);
  }

  private static String metric(double score, String unit, Random random) {
    String raw =
        random
            .doubles(5, score - 1, score + 1)
            .mapToObj(Double::toString)
            .reduce((a, b) -> a + "," + b)
            .orElseThrow();
    String percentiles =
        "\"0.0\":%1$s,\"50.0\":%1$s,\"90.0\":%1$s,\"95.0\":%1$s,\"99.0\":%1$s,\"99.9\":%1$s,\"99.99\":%1$s,\"99.999\":%1$s,\"99.9999\":%1$s,\"100.0\":%1$s"
            .formatted(score);
    return "{\"score\":%s,\"scoreError\":0.5,\"scoreConfidence\":[%s,%s],\"scorePercentiles\":{%s},\"scoreUnit\":\"%s\",\"rawData\":[[%s]]}"
        .formatted(score, score - 0.5, score + 0.5, percentiles, unit, raw);
  }
}
