package squareoff.harness.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import squareoff.harness.stats.Sample;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes one entry of several trials of a cell, in JMH's own format and with JMH's own arithmetic,
 * as if JMH had run them as its forks. Its numbers come from the trials' numbers; JSON is made of
 * their JSON once it is asked for, since of most great runs nobody asks.
 *
 * <p>Two things cannot be had from the files: how JMH aggregates a secondary metric, which {@link
 * Aggregation} infers, and percentiles of a distribution that the files do not hold (those of
 * safepoints and pauses, and of a group's members). Their least and greatest are those of the
 * trials; the others are NaN, since no mean of percentiles is one.
 */
public final class TrialMerge {
  private static final String HISTOGRAM = "rawDataHistogram";
  private static final String RAW = "rawData";
  private static final String PRIMARY = "primaryMetric";
  private static final String SECONDARY = "secondaryMetrics";

  private final List<JmhEntry> trials;
  private final JmhEntry first;

  /** What a metric of all trials is made of. */
  private record Merged(Aggregation way, Sample sample, Metric like, List<List<Double>> raw) {

    Metric metric(String name) {
      double score = way.score(sample);
      double error = way.error(sample);
      boolean point = way != Aggregation.MEAN && !Double.isNaN(score);
      return new Metric(
          name, like.unit(), score, error, raw, EntryReader.origin(isObserved(like), point, error));
    }
  }

  private TrialMerge(List<JmhEntry> trials) {
    this.trials = trials;
    this.first = trials.getFirst();
  }

  /**
   * Merges trials of one cell.
   *
   * @param trials one or more entries, in the order in which their forks are to stand
   * @return one entry; keys that JMH does not know are those of the first trial
   * @throws UnreadableResultException where the trials are of different cells or JVMs, or hold no
   *     raw data
   */
  public static JmhEntry merge(List<JmhEntry> trials) {
    if (trials.isEmpty()) {
      throw new IllegalArgumentException("no trial to merge");
    }
    JmhEntry first = trials.getFirst();
    if (trials.size() == 1) {
      return first;
    }
    for (JmhEntry trial : trials) {
      requireMergeable(first, trial);
    }
    List<JmhEntry> copy = List.copyOf(trials);
    Tree tree = new Tree.Anew(() -> new TrialMerge(withJson(copy)).json());
    return new TrialMerge(copy.stream().anyMatch(TrialMerge::isObserved) ? withJson(copy) : copy)
        .merge(tree);
  }

  private static void requireMergeable(JmhEntry first, JmhEntry trial) {
    if (!first.cell().equals(trial.cell())) {
      requireSame(first, "cell", first.cell().toString(), trial.cell().toString());
    }
    requireSame(first, "unit", first.primary().unit(), trial.primary().unit());
    if (!first.saysTheSame(trial)) {
      for (String key : List.of("jmhVersion", "jvm", "jdkVersion", "vmName", "vmVersion")) {
        requireSame(first, key, quoted(first, key), quoted(trial, key));
      }
    }
    if (trial.primary().values().length == 0) {
      throw new UnreadableResultException(
          first.cell()
              + ": a trial holds no raw data, so that trials cannot be merged."
              + " Measure without -Djmh.json.rawData=false.");
    }
  }

  private static String quoted(JmhEntry entry, String key) {
    return entry.text(key).map(text -> '"' + text + '"').orElse("nothing");
  }

  private static void requireSame(JmhEntry first, String what, String one, String other) {
    if (!one.equals(other)) {
      throw new UnreadableResultException(
          "%s: trials of different %s cannot be one result: %s and %s."
              .formatted(first.cell(), what, one, other));
    }
  }

  private JmhEntry merge(Tree tree) {
    Merged primary = primary();
    Set<String> names = new TreeSet<>();
    trials.forEach(trial -> names.addAll(trial.secondaries().keySet()));
    SortedMap<String, Metric> secondaries = new TreeMap<>();
    names.forEach(name -> secondaries.put(name, secondary(name, primary.sample()).metric(name)));
    return first.with(tree, primary.metric(first.primary().name()), secondaries, forks());
  }

  private int forks() {
    return trials.stream().mapToInt(JmhEntry::forks).sum();
  }

  /** The same with their JSON in memory: single observations stand there only. */
  private static List<JmhEntry> withJson(List<JmhEntry> trials) {
    return trials.stream().map(JmhEntry::withJson).toList();
  }

  private Merged primary() {
    Metric like = first.primary();
    Sample sample =
        isObserved(like)
            ? observations(trial -> trial.json().path(PRIMARY))
            : Sample.of(values(trials.stream().map(JmhEntry::primary).toList()));
    List<List<Double>> raw = new ArrayList<>();
    trials.forEach(trial -> raw.addAll(trial.primary().raw()));
    return new Merged(Aggregation.MEAN, sample, like, raw);
  }

  private static boolean isObserved(JmhEntry trial) {
    return isObserved(trial.primary())
        || trial.secondaries().values().stream().anyMatch(TrialMerge::isObserved);
  }

  private static boolean isObserved(Metric metric) {
    return metric.origin() == Metric.Origin.OBSERVATIONS;
  }

  /** The values of all iterations of all forks of all, in their order. */
  private static double[] values(List<Metric> metrics) {
    double[] all = new double[16];
    int count = 0;
    for (Metric metric : metrics) {
      double[] values = metric.values();
      if (count + values.length > all.length) {
        all = Arrays.copyOf(all, 2 * (count + values.length));
      }
      System.arraycopy(values, 0, all, count, values.length);
      count += values.length;
    }
    return Arrays.copyOf(all, count);
  }

  /** The single observations of all trials. */
  private Sample observations(Function<JmhEntry, JsonNode> metric) {
    return Sample.ofHistogram(RawData.histogram(forks(metric, HISTOGRAM)));
  }

  private Merged secondary(String name, Sample primary) {
    List<Metric> parts = new ArrayList<>();
    for (JmhEntry trial : trials) {
      Metric part = trial.secondaries().get(name);
      if (part != null) {
        parts.add(part);
      }
    }
    Metric like = parts.getFirst();
    List<Metric> observed = parts.stream().filter(TrialMerge::isObserved).toList();
    if (!observed.isEmpty()) {
      List<List<Double>> raw = observed.stream().flatMap(part -> part.raw().stream()).toList();
      Sample sample = observations(trial -> secondary(trial, name));
      return new Merged(Aggregation.MEAN, sample, observed.getFirst(), raw);
    }
    List<List<Double>> raw = padded(name);
    String lookupName = EntryReader.lookupName(name, first.cell().methodName());
    OptionalDouble rank = Percentile.rank(lookupName);
    if (rank.isPresent() && trials.stream().anyMatch(t -> hasDistribution(t, lookupName))) {
      double percentile = percentile(lookupName, rank.getAsDouble(), primary);
      return new Merged(Aggregation.MEAN, Sample.of(List.of(percentile)), like, raw);
    }
    if (rank.isPresent() && rank.getAsDouble() > 0 && rank.getAsDouble() < 100) {
      return new Merged(Aggregation.MEAN, Sample.of(List.of(Double.NaN)), like, raw);
    }
    Aggregation way = Aggregation.infer(lookupName, parts, part -> Sample.of(part.values()));
    return new Merged(way, Sample.of(aggregated(parts)), like, raw);
  }

  /** The values of all forks, with none for a fork in which a profiler saw nothing, as JMH does. */
  private List<List<Double>> padded(String name) {
    List<List<Double>> raw = new ArrayList<>();
    for (JmhEntry trial : trials) {
      Metric part = trial.secondaries().get(name);
      List<List<Double>> forks = part == null ? List.of() : part.raw();
      raw.addAll(forks);
      raw.addAll(
          Collections.nCopies(Math.max(0, trial.primary().raw().size() - forks.size()), List.of()));
    }
    return raw;
  }

  /** The JSON of a secondary metric by its name, which may be another in the file. */
  private static JsonNode secondary(JmhEntry trial, String name) {
    JsonNode all = trial.json().path(SECONDARY);
    if (all.has(name)) {
      return all.path(name);
    }
    String method = trial.cell().methodName();
    return all.properties().stream()
        .filter(metric -> EntryReader.lookupName(metric.getKey(), method).equals(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(() -> all.path(name));
  }

  /** Whether the distribution is known that a percentile is of: the score's, or a member's. */
  private static boolean hasDistribution(JmhEntry trial, String percentile) {
    String of = Percentile.of(percentile);
    return of.isEmpty()
        ? isObserved(trial.primary())
        : trial.secondary(of).filter(TrialMerge::isObserved).isPresent();
  }

  private double percentile(String name, double rank, Sample primary) {
    String of = Percentile.of(name);
    Sample sample = of.isEmpty() ? primary : observations(trial -> secondary(trial, of));
    return sample.percentile(rank);
  }

  /**
   * What JMH aggregates: the iterations' values, with a 0 for each iteration in which the profiler
   * saw nothing; or one value a fork, of profilers that look at a fork as a whole.
   */
  private double[] aggregated(List<Metric> parts) {
    double[] values = values(parts);
    if (values.length == 0) {
      return parts.stream().mapToDouble(Metric::score).toArray();
    }
    int iterations = 0;
    for (JmhEntry trial : trials) {
      for (List<Double> fork : trial.primary().raw()) {
        iterations += fork.size();
      }
    }
    return Arrays.copyOf(values, Math.max(values.length, iterations));
  }

  /** The same with all that the files hold; the trials have their JSON in memory. */
  private ObjectNode json() {
    ObjectNode merged = first.json().deepCopy();
    merged.put("forks", forks());
    Merged primary = primary();
    ObjectNode metric = (ObjectNode) merged.get(PRIMARY);
    primary.way().write(primary.sample(), metric);
    String key = isObserved(primary.like()) ? HISTOGRAM : RAW;
    metric.set(key, forks(trial -> trial.json().path(PRIMARY), key));
    ObjectNode secondaries = merged.objectNode();
    Set<String> names = new TreeSet<>();
    trials.forEach(t -> names.addAll(t.json().path(SECONDARY).propertyNames()));
    for (String name : names) {
      secondaries.set(name, json(name, primary.sample()));
    }
    merged.set(SECONDARY, secondaries);
    return merged;
  }

  private ObjectNode json(String key, Sample primary) {
    Function<JmhEntry, JsonNode> part = trial -> trial.json().path(SECONDARY).path(key);
    JsonNode like = trials.stream().map(part).filter(JsonNode::isObject).findFirst().orElseThrow();
    ObjectNode metric = (ObjectNode) like.deepCopy();
    String name =
        trials.stream().flatMap(t -> t.secondary(key).stream()).findFirst().orElseThrow().name();
    Merged merged = secondary(name, primary);
    merged.way().write(merged.sample(), metric);
    if (isObserved(merged.like())) {
      metric.set(HISTOGRAM, forks(part, HISTOGRAM));
      metric.remove(RAW);
      return metric;
    }
    ArrayNode raw = metric.arrayNode();
    for (JmhEntry trial : trials) {
      JsonNode forks = part.apply(trial).path(RAW);
      RawData.append(raw, forks);
      trial.primary().raw().stream().skip(forks.size()).forEach(fork -> raw.addArray());
    }
    metric.set(RAW, raw);
    return metric;
  }

  private ArrayNode forks(Function<JmhEntry, JsonNode> metric, String key) {
    ArrayNode forks = first.json().arrayNode();
    trials.forEach(trial -> RawData.append(forks, metric.apply(trial).path(key)));
    return forks;
  }
}
