package squareoff.harness.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import squareoff.harness.stats.Sample;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes one entry of several trials of a cell, in JMH's own format and with JMH's own arithmetic,
 * as if JMH had run them as its forks.
 *
 * <p>Two things cannot be had from the files: how JMH aggregates a secondary metric, which {@link
 * Aggregation} infers, and percentiles of a profiler's own distribution (those of safepoints and
 * pauses), of which the mean over the trials' iterations is given.
 */
public final class TrialMerge {
  /** The metrics that JMH derives from the distribution of a sample-mode result. */
  private static final Map<String, Double> SAMPLE_PERCENTILES =
      Map.of(
          "p0.00", 0.0, "p0.50", 50.0, "p0.90", 90.0, "p0.95", 95.0, "p0.99", 99.0, "p0.999", 99.9,
          "p0.9999", 99.99, "p1.00", 100.0);

  private final List<JmhEntry> trials;
  private final ObjectNode merged;

  private TrialMerge(List<JmhEntry> trials) {
    this.trials = trials;
    this.merged = trials.getFirst().json().deepCopy();
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
      requireSame(first, "cell", first.cell().toString(), trial.cell().toString());
      requireSame(first, "unit", first.primary().unit(), trial.primary().unit());
      for (String key : List.of("jmhVersion", "jvm", "jdkVersion", "vmName", "vmVersion")) {
        requireSame(first, key, first.json().path(key) + "", trial.json().path(key) + "");
      }
      if (trial.primary().raw().stream().allMatch(List::isEmpty)) {
        throw new UnreadableResultException(
            first.cell()
                + ": a trial holds no raw data, so that trials cannot be merged."
                + " Measure without -Djmh.json.rawData=false.");
      }
    }
    return new TrialMerge(List.copyOf(trials)).merge();
  }

  private static void requireSame(JmhEntry first, String what, String one, String other) {
    if (!one.equals(other)) {
      throw new UnreadableResultException(
          "%s: trials of different %s cannot be one result: %s and %s."
              .formatted(first.cell(), what, one, other));
    }
  }

  private JmhEntry merge() {
    merged.put("forks", trials.stream().mapToInt(JmhEntry::forks).sum());
    Sample primary = mergePrimary();
    ObjectNode secondaries = merged.objectNode();
    Set<String> names = new TreeSet<>();
    trials.forEach(t -> names.addAll(t.json().path("secondaryMetrics").propertyNames()));
    for (String name : names) {
      secondaries.set(name, mergeSecondary(name, primary));
    }
    merged.set("secondaryMetrics", secondaries);
    return JmhEntry.of(merged, "merged trials of " + trials.getFirst().cell());
  }

  private Sample mergePrimary() {
    ObjectNode metric = (ObjectNode) merged.get("primaryMetric");
    String rawKey = metric.has("rawDataHistogram") ? "rawDataHistogram" : "rawData";
    ArrayNode raw = metric.arrayNode();
    trials.forEach(t -> RawData.append(raw, t.json().path("primaryMetric").path(rawKey)));
    Sample sample =
        rawKey.equals("rawData")
            ? Sample.of(RawData.numbers(raw))
            : Sample.ofHistogram(RawData.histogram(raw));
    Aggregation.MEAN.write(sample, metric);
    metric.set(rawKey, raw);
    return sample;
  }

  private ObjectNode mergeSecondary(String name, Sample primary) {
    List<JsonNode> parts = new ArrayList<>();
    List<Sample> values = new ArrayList<>();
    ArrayNode raw = merged.arrayNode();
    for (JmhEntry trial : trials) {
      JsonNode part = trial.json().path("secondaryMetrics").path(name);
      parts.add(part);
      values.add(Sample.of(RawData.numbers(part.path("rawData"))));
      RawData.append(raw, part.path("rawData"));
      // As JMH does for a fork in which a profiler saw nothing.
      trial.primary().raw().stream().skip(part.path("rawData").size()).forEach(f -> raw.addArray());
    }
    ObjectNode metric =
        (ObjectNode) parts.stream().filter(JsonNode::isObject).findFirst().orElseThrow().deepCopy();
    String lookupName = EntryReader.lookupName(name);
    if (merged.path("primaryMetric").has("rawDataHistogram")
        && SAMPLE_PERCENTILES.containsKey(lookupName)) {
      double percentile = primary.percentile(SAMPLE_PERCENTILES.get(lookupName));
      Aggregation.MEAN.write(Sample.of(List.of(percentile)), metric);
    } else {
      Aggregation aggregation = Aggregation.infer(lookupName, parts, values);
      aggregation.write(Sample.of(aggregated(parts, raw)), metric);
    }
    metric.set("rawData", raw);
    return metric;
  }

  /**
   * What JMH aggregates: the iterations' values, with a 0 for each iteration in which the profiler
   * saw nothing; or one value a fork, of profilers that look at a fork as a whole.
   */
  private List<Double> aggregated(List<JsonNode> parts, ArrayNode raw) {
    List<Double> values = new ArrayList<>(RawData.numbers(raw));
    if (values.isEmpty()) {
      parts.forEach(part -> JsonNumbers.read(part.path("score")).ifPresent(values::add));
      return values;
    }
    int iterations =
        trials.stream().flatMap(t -> t.primary().raw().stream()).mapToInt(List::size).sum();
    values.addAll(Collections.nCopies(Math.max(0, iterations - values.size()), 0.0));
    return values;
  }
}
