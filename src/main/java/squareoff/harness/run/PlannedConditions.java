package squareoff.harness.run;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Defaults;
import squareoff.harness.machine.JvmVariables;
import squareoff.harness.result.Conditions;

/** How the trials of a jar's cells will be measured, as far as that is known before any has run. */
final class PlannedConditions {
  private static final String VERSION_FILE = "jmh.properties";

  /** What JMH is told of blackholes, it may be told in places that are not looked into here. */
  private static final String TOLD = "jmh.blackhole";

  private final Map<String, BenchmarkListEntry> benchmarks;
  private final Optional<String> jmh;
  private final HostJvm host;
  private final List<String> typed;

  /**
   * The conditions of a jar's cells.
   *
   * @param jar the jar
   * @param host the JVM that is to run JMH
   * @param typed its arguments, which forks inherit
   * @param environment its variables, which forks inherit
   */
  PlannedConditions(
      BenchmarkJar jar, HostJvm host, List<String> typed, Map<String, String> environment) {
    this.benchmarks = TrialFacts.byName(jar);
    this.jmh = jar.resource(VERSION_FILE).flatMap(PlannedConditions::version);
    this.host = host;
    this.typed = new ArrayList<>(typed);
    JvmVariables.NAMES.stream()
        .map(environment::get)
        .filter(Objects::nonNull)
        .forEach(this.typed::add);
  }

  private static Optional<String> version(byte[] file) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(new String(file, StandardCharsets.ISO_8859_1)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
    return Optional.ofNullable(properties.getProperty("jmh.version"));
  }

  /**
   * How a cell will be measured.
   *
   * @param cell one of the jar's
   */
  Conditions of(PlannedCell cell) {
    BenchmarkListEntry entry = benchmarks.get(cell.cell().benchmark());
    Map<String, String> known = new HashMap<>();
    known.put(
        Conditions.BATCH_SIZE,
        cell.option("-bs")
            .orElseGet(
                () -> "" + entry.getMeasurementBatchSize().orElse(Defaults.MEASUREMENT_BATCHSIZE)));
    known.put(
        Conditions.OPERATIONS,
        cell.option("-opi").orElseGet(() -> "" + TrialFacts.operations(entry)));
    known.put(Conditions.GROUPS, TrialFacts.groups(entry));
    Optional<String> blackholes = blackholes(cell, entry);
    blackholes.ifPresent(mode -> known.put(Conditions.BLACKHOLE_MODE, mode));
    // Of two versions the mode says whether they can be compared; where it is open, a trial does.
    return Conditions.planned(cell.cell(), blackholes.flatMap(mode -> jmh), known);
  }

  /** What JMH will choose by itself; empty where it may have been told, or the JVM is not known. */
  private Optional<String> blackholes(PlannedCell cell, BenchmarkListEntry entry) {
    List<String> told = new ArrayList<>(typed);
    told.addAll(cell.args());
    Stream.of(entry.getJvmArgs(), entry.getJvmArgsPrepend(), entry.getJvmArgsAppend())
        .filter(args -> args.hasValue())
        .forEach(args -> told.addAll(args.get()));
    boolean elsewhere = entry.getJvm().hasValue() && !host.named();
    if (jmh.isEmpty() || elsewhere || told.stream().anyMatch(arg -> arg.contains(TOLD))) {
      return Optional.empty();
    }
    return Conditions.blackholes(
        jmh.get(),
        Optional.ofNullable(host.properties().get("java.vm.name")),
        Optional.of(host.version()));
  }
}
