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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import squareoff.harness.result.Conditions;

/** What JMH's own result of a trial does not say of how it was measured. */
final class TrialFacts {
  private static final String BLACKHOLES = "# Blackhole mode: ";

  /** JMH prints how it measures before anything else. */
  private static final int HEAD = 40;

  private final Plan plan;
  private final Map<String, Map<String, BenchmarkListEntry>> benchmarks = new HashMap<>();

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
    Optional<BenchmarkListEntry> entry =
        Optional.ofNullable(
            benchmarks
                .computeIfAbsent(trial.build(), this::benchmarks)
                .get(trial.cell().cell().benchmark()));
    trial
        .cell()
        .option("-opi")
        .or(() -> entry.map(declared -> "" + operations(declared)))
        .ifPresent(count -> facts.put(Conditions.OPERATIONS, count));
    entry
        .filter(declared -> declared.getThreadGroups().length > 1)
        .ifPresent(declared -> facts.put(Conditions.GROUPS, groups(declared)));
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

  private Map<String, BenchmarkListEntry> benchmarks(String build) {
    return byName(BenchmarkJar.open(Path.of(plan.builds().get(build).jar()), "the jar"));
  }

  /** What a jar says of its benchmarks, whatever their mode: of each mode it says the same. */
  static Map<String, BenchmarkListEntry> byName(BenchmarkJar jar) {
    Map<String, BenchmarkListEntry> byName = new HashMap<>();
    jar.benchmarks().forEach(entry -> byName.putIfAbsent(entry.getUsername(), entry));
    return byName;
  }

  /** How many threads of a group call each of its methods. */
  static String groups(BenchmarkListEntry entry) {
    return IntStream.of(entry.getThreadGroups())
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(","));
  }

  /** How many operations a call of a benchmark counts for. */
  static int operations(BenchmarkListEntry entry) {
    return entry.getOperationsPerInvocation().orElse(1);
  }
}
