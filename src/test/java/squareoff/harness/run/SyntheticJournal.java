package squareoff.harness.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import squareoff.harness.result.Cell;
import squareoff.harness.result.JmhEntry;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A journal as a run writes it, of scores that a test makes up. */
public final class SyntheticJournal {

  /** What a trial measured. */
  public interface Scores {

    /**
     * The scores of a trial.
     *
     * @param cell the number of the cell
     * @param build its name
     * @param round from 0
     * @return of each iteration; none for a trial that failed
     */
    double[] of(int cell, String build, int round);
  }

  private SyntheticJournal() {}

  /**
   * Writes a journal.
   *
   * @param file where; must not exist
   * @param host the machine
   * @param jars the SHA-256 of each build, by name
   * @param cells written out
   * @param rounds trials of each cell and build
   * @param scores what they measured
   */
  public static void write(
      Path file,
      String host,
      Map<String, String> jars,
      List<String> cells,
      int rounds,
      Scores scores)
      throws IOException {
    Map<String, Plan.Build> builds = new LinkedHashMap<>();
    jars.forEach((name, hash) -> builds.put(name, new Plan.Build("/" + name + ".jar", hash)));
    List<PlannedCell> planned =
        cells.stream().map(cell -> new PlannedCell(Cell.parse(cell), List.of(), 0.1, 60)).toList();
    Map<String, Object> environment = Map.of("host", host);
    Plan plan =
        new Plan(
            "made-up", 1, builds, planned, rounds, "java", "25", List.of(), Map.of(), environment);
    try (Journal journal = Journal.create(file, plan)) {
      int order = 0;
      for (int round = 0; round < rounds; round++) {
        for (int cell = 0; cell < cells.size(); cell++) {
          for (String build : builds.keySet()) {
            double[] values = scores.of(cell, build, round);
            journal.append(record(planned.get(cell).cell(), build, round, order++, values));
          }
        }
      }
    }
  }

  /** Makes a journal one of format 1, which has no hashes. */
  public static void takeChainAway(Path file) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(line);
      json.remove("chain");
      if (json.has("format")) {
        json.put("format", Plan.FORMAT_WITHOUT_CHAIN);
        json.put("hash", Plan.hash(json));
      }
      lines.append(json).append('\n');
    }
    Files.writeString(file, lines);
  }

  /** A trial as one of another build. */
  public static TrialRecord of(String build, TrialRecord trial) {
    return new TrialRecord(
        trial.cell(),
        build,
        trial.round(),
        trial.order(),
        trial.startedAt(),
        trial.seconds(),
        trial.machine(),
        trial.outcome());
  }

  private static TrialRecord record(
      Cell cell, String build, int round, int order, double[] scores) {
    TrialRecord.Outcome outcome =
        scores.length == 0
            ? new TrialRecord.Failed("exit", 1, "last words")
            : new TrialRecord.Measured(entry(cell, scores));
    return new TrialRecord(
        cell.toString(), build, round, order, "2026-01-01T00:00:00Z", 1, Map.of(), outcome);
  }

  private static JmhEntry entry(Cell cell, double[] scores) {
    String json =
        """
        {"benchmark": "%s", "mode": "%s", "threads": %d, "forks": 1,
         "primaryMetric": {"score": %s, "scoreError": "NaN", "scoreUnit": "%s", "rawData": [%s]},
         "secondaryMetrics": {}}
        """
            .formatted(
                cell.benchmark(),
                cell.mode(),
                cell.threads(),
                Arrays.stream(scores).average().orElseThrow(),
                cell.mode().equals("thrpt") ? "ops/ms" : "ms/op",
                Arrays.toString(scores));
    return JmhEntry.of((ObjectNode) JsonMapper.shared().readTree(json), "test");
  }
}
