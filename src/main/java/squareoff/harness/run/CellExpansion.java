package squareoff.harness.run;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.TimeValue;
import squareoff.harness.result.Cell;

/**
 * The cells of one benchmark: every mode with every thread count and every combination of values.
 */
final class CellExpansion {

  /** A trial may take this many times what was asked for before it is taken for hung ... */
  private static final double PATIENCE = 5;

  /**
   * ... and this many seconds more, for JVMs to start and for operations longer than iterations.
   */
  private static final double GRACE_SECONDS = 120;

  /** A mode that is not asked for a time gets what JMH gives an iteration by default. */
  private static final double UNTIMED_SECONDS = 600;

  private final BenchmarkListEntry entry;
  private final Profile.Group group;
  private final Selection selection;
  private final JmhOptions timed;
  private final JmhOptions options;
  private final int cores;
  private final boolean lenient;

  /**
   * The cells of a benchmark.
   *
   * @param timed what goes before the annotations where the mode has times, and after options
   * @param lenient whether a profile may name parameters that the benchmark does not have
   */
  CellExpansion(
      BenchmarkListEntry entry,
      Profile.Group group,
      Selection selection,
      JmhOptions timed,
      JmhOptions options,
      int cores,
      boolean lenient) {
    this.entry = entry;
    this.group = group;
    this.selection = selection;
    this.timed = timed;
    this.options = options;
    this.cores = cores;
    this.lenient = lenient;
  }

  List<PlannedCell> cells() {
    List<PlannedCell> cells = new ArrayList<>();
    Map<String, List<String>> params = params();
    for (Mode mode : modes()) {
      for (String threads : threads()) {
        for (Map<String, String> values : combinations(params)) {
          cells.add(cell(mode, threads, values, params));
        }
      }
    }
    return cells;
  }

  private List<Mode> modes() {
    List<String> labels = selection.modes().isEmpty() ? group.modes() : selection.modes();
    if (labels.isEmpty()) {
      labels = List.of(entry.getMode().shortLabel());
    }
    return labels.stream().flatMap(label -> Planner.modes(label).stream()).distinct().toList();
  }

  /** Thread counts as -t takes them; an empty one stands for the benchmark's own. */
  private List<String> threads() {
    List<String> threads = selection.threads().isEmpty() ? group.threads() : selection.threads();
    return threads.isEmpty() ? List.of("") : threads;
  }

  private Map<String, List<String>> params() {
    Map<String, List<String>> params = new LinkedHashMap<>();
    Planner.declared(entry)
        .forEach((name, declared) -> {
          List<String> values = group.params().getOrDefault(name, declared);
          values = selection.params().getOrDefault(name, values);
          if (values.isEmpty()) {
            throw new UnusableInputException(
                "%s: its parameter %s has no values of its own; give some with -p %s=..."
                    .formatted(entry.getUsername(), name, name));
          }
          params.put(name, values);
        });
    for (String name : group.params().keySet()) {
      if (!params.containsKey(name) && !lenient) {
        throw new UnusableInputException(
            "the profile gives %s a parameter that it does not have: %s; it has %s"
                .formatted(entry.getUsername(), name, String.join(", ", params.keySet())));
      }
    }
    return params;
  }

  private static List<Map<String, String>> combinations(Map<String, List<String>> params) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (Map.Entry<String, List<String>> param : params.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> shorter : combinations) {
        for (String value : param.getValue()) {
          Map<String, String> combination = new LinkedHashMap<>(shorter);
          combination.put(param.getKey(), value);
          longer.add(combination);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  private PlannedCell cell(
      Mode mode, String threads, Map<String, String> values, Map<String, List<String>> params) {
    List<String> args = new ArrayList<>(List.of("-bm", mode.shortLabel()));
    if (!threads.isEmpty()) {
      args.addAll(List.of("-t", String.valueOf(count(threads))));
    }
    values.forEach((name, value) -> {
      boolean own = List.of(value).equals(Planner.declared(entry).get(name));
      if (!own) {
        args.addAll(List.of("-p", name + "=" + expressible(name, value)));
      }
    });
    JmhOptions all = mode == Mode.SingleShotTime ? options : timed.with(options);
    args.addAll(all.args());
    double seconds = seconds(mode, all);
    double timeout =
        selection
            .timeout()
            .map(CellExpansion::timeout)
            .orElse(seconds == 0 ? UNTIMED_SECONDS : PATIENCE * seconds + GRACE_SECONDS);
    Cell cell =
        new Cell(entry.getUsername(), mode.shortLabel(), resolved(threads), new TreeMap<>(values));
    return new PlannedCell(cell, args, seconds, timeout);
  }

  /** A value as JMH's command line can carry it: it splits at commas and knows no quoting. */
  private String expressible(String name, String value) {
    Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    String problem = null;
    if (value.isEmpty() || value.contains(",")) {
      problem = "JMH's -p takes no empty value and splits at commas";
    } else if (!new String(value.getBytes(charset), charset).equals(value)) {
      problem = "this locale's command line (" + charset + ") cannot carry it; set LC_ALL=C.UTF-8";
    }
    if (problem != null) {
      throw new UnrunnableBenchmarkException(
          "%s: the value \"%s\" of its parameter %s cannot be handed to JMH: %s. Choose others with -p %s=..."
              .formatted(entry.getUsername(), value, name, problem, name));
    }
    return value;
  }

  private int count(String threads) {
    if (threads.equals("max")) {
      return cores;
    }
    try {
      int count = Integer.parseInt(threads);
      if (count > 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number that is too small.
    }
    throw new UnusableInputException(
        "-t %s: a thread count is a number from 1, or max".formatted(threads));
  }

  /** The threads that JMH will report: its default, its "all processors", whole groups. */
  private int resolved(String threads) {
    int asked = threads.isEmpty() ? entry.getThreads().orElse(Defaults.THREADS) : count(threads);
    int count = asked == Threads.MAX ? cores : asked;
    int group = Math.max(1, IntStream.of(entry.getThreadGroups()).sum());
    return Math.ceilDiv(count, group) * group;
  }

  /** What JMH is asked to spend on the iterations of a trial, in seconds; 0 for single shots. */
  private double seconds(Mode mode, JmhOptions all) {
    if (mode == Mode.SingleShotTime) {
      return 0;
    }
    CommandLineOptions set = all.parsed("options");
    int warmups =
        set.getWarmupIterations()
            .orElse(entry.getWarmupIterations().orElse(Defaults.WARMUP_ITERATIONS));
    int measurements =
        set.getMeasurementIterations()
            .orElse(entry.getMeasurementIterations().orElse(Defaults.MEASUREMENT_ITERATIONS));
    TimeValue warmup =
        set.getWarmupTime().orElse(entry.getWarmupTime().orElse(Defaults.WARMUP_TIME));
    TimeValue measurement =
        set.getMeasurementTime()
            .orElse(entry.getMeasurementTime().orElse(Defaults.MEASUREMENT_TIME));
    return warmups * inSeconds(warmup) + measurements * inSeconds(measurement);
  }

  private static double inSeconds(TimeValue time) {
    return time.convertTo(TimeUnit.NANOSECONDS) / 1e9;
  }

  private static double timeout(String time) {
    try {
      double seconds = inSeconds(TimeValue.fromString(time));
      if (seconds > 0) {
        return seconds;
      }
    } catch (IllegalArgumentException e) {
      // Said below, as for a time that is not above zero.
    }
    throw new UnusableInputException(
        "--trial-timeout %s: give a time above zero, such as 90s or 5m".formatted(time));
  }
}
