package squareoff.harness.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
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
 * Aggregation} infers, and percentiles of a distribution that the files do not hold (those of
 * safepoints and pauses, and of a group's members). Their least and greatest are those of the
 * trials; the others are NaN, since no mean of percentiles is one.
 */
public final class TrialMerge {
  private static final String HISTOGRAM = "rawDataHistogram";

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
    String rawKey = metric.has(HISTOGRAM) ? HISTOGRAM : "rawData";
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
    String lookupName = EntryReader.lookupName(name, trials.getFirst().cell().methodName());
    OptionalDouble rank = Percentile.rank(lookupName);
    if (parts.stream().anyMatch(part -> part.has(HISTOGRAM))) {
      ArrayNode histograms = merged.arrayNode();
      parts.forEach(part -> RawData.append(histograms, part.path(HISTOGRAM)));
      Aggregation.MEAN.write(Sample.ofHistogram(RawData.histogram(histograms)), metric);
      metric.set(HISTOGRAM, histograms);
      metric.remove("rawData");
      return metric;
    }
    if (rank.isPresent() && trials.stream().anyMatch(t -> hasDistribution(t, lookupName))) {
      double percentile = percentile(lookupName, rank.getAsDouble(), primary);
      Aggregation.MEAN.write(Sample.of(List.of(percentile)), metric);
    } else if (rank.isPresent() && rank.getAsDouble() > 0 && rank.getAsDouble() < 100) {
      Aggregation.MEAN.write(Sample.of(List.of(Double.NaN)), metric);
    } else {
      Aggregation aggregation = Aggregation.infer(lookupName, parts, values);
      aggregation.write(Sample.of(aggregated(parts, raw)), metric);
    }
    metric.set("rawData", raw);
    return metric;
  }

  /** Where the distribution is that a percentile is of: the score's, or a group's member's. */
  private static JsonNode distribution(JmhEntry trial, String percentile) {
    String of = Percentile.of(percentile);
    return (of.isEmpty()
            ? trial.json().path("primaryMetric")
            : trial.json().path("secondaryMetrics").path(of))
        .path(HISTOGRAM);
  }

  private static boolean hasDistribution(JmhEntry trial, String percentile) {
    return distribution(trial, percentile).isArray();
  }

  private double percentile(String name, double rank, Sample primary) {
    if (Percentile.of(name).isEmpty()) {
      return primary.percentile(rank);
    }
    ArrayNode histograms = merged.arrayNode();
    trials.forEach(trial -> RawData.append(histograms, distribution(trial, name)));
    return Sample.ofHistogram(RawData.histogram(histograms)).percentile(rank);
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
