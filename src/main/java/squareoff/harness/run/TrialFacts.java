package squareoff.harness.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import squareoff.harness.result.Conditions;

/** What JMH's own result of a trial does not say of how it was measured. */
final class TrialFacts {
  private static final String BLACKHOLES = "# Blackhole mode: ";

  /** JMH prints how it measures before anything else. */
  private static final int HEAD = 40;

  private final Plan plan;
  private final Map<String, Map<String, Integer>> operations = new HashMap<>();

  TrialFacts(Plan plan) {
    this.plan = plan;
  }

  /**
   * The facts of a trial.
   *
   * @param log JMH's output
   * @return by the names of {@link Conditions}; only what is known
   */
  Map<String, String> of(Trial trial, Path log) throws IOException {
    Map<String, String> facts = new TreeMap<>();
    blackholeMode(log).ifPresent(mode -> facts.put(Conditions.BLACKHOLE_MODE, mode));
    Optional<String> told = trial.cell().option("-opi");
    Integer declared =
        operations
            .computeIfAbsent(trial.build(), this::declared)
            .get(trial.cell().cell().benchmark());
    told.or(() -> Optional.ofNullable(declared).map(String::valueOf))
        .ifPresent(count -> facts.put(Conditions.OPERATIONS, count));
    return facts;
  }

  private static Optional<String> blackholeMode(Path log) throws IOException {
    // What a benchmark prints need not be UTF-8; what JMH prints is ASCII.
    try (BufferedReader lines = Files.newBufferedReader(log, StandardCharsets.ISO_8859_1)) {
      for (int i = 0; i < HEAD; i++) {
        String line = lines.readLine();
        if (line == null) {
          break;
        }
        if (line.startsWith(BLACKHOLES)) {
          return Optional.of(Conditions.blackholeMode(line.substring(BLACKHOLES.length())));
        }
      }
    }
    return Optional.empty();
  }

  private Map<String, Integer> declared(String build) {
    Map<String, Integer> counts = new HashMap<>();
    BenchmarkJar.open(Path.of(plan.builds().get(build).jar()), "the jar")
        .benchmarks()
        .forEach(entry -> counts.put(entry.getUsername(), operations(entry)));
    return counts;
  }

  /** How many operations a call of a benchmark counts for. */
  static int operations(BenchmarkListEntry entry) {
    return entry.getOperationsPerInvocation().orElse(1);
  }
}
