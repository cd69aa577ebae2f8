package squareoff.harness.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One entry of JMH's JSON: the unchanged object, and views of it.
 *
 * <p>Only a benchmark's name and a primary metric with a score are required, so that files of old
 * JMH and of other tools of its shape are read as far as they go. What is absent is empty.
 */
public final class JmhEntry {
  /** The keys of what is told as text of the program that measured and of its JVM. */
  static final Set<String> TEXTS = Set.of("jmhVersion", "jvm", "jdkVersion", "vmName", "vmVersion");

  /** The key of what else is to be said of a result. */
  static final String REMARK = "remark";

  /** The keys of how JMH was told to measure. */
  static final List<String> SETTINGS =
      List.of(
          "jvmArgs",
          "measurementBatchSize",
          "measurementIterations",
          "measurementTime",
          "warmupBatchSize",
          "warmupIterations",
          "warmupTime");

  private static final Shared<SortedMap<String, List<String>>> ALL_SETTINGS = new Shared<>();
  private static final Shared<Map<String, String>> ALL_TEXTS = new Shared<>();

  private final Tree tree;
  private final Cell cell;
  private final Metric primary;
  private final SortedMap<String, Metric> secondaries;
  private final Map<String, String> texts;
  private final OptionalInt forks;
  private final SortedMap<String, List<String>> settings;

  JmhEntry(
      Tree tree,
      Cell cell,
      Metric primary,
      SortedMap<String, Metric> secondaries,
      Map<String, String> texts,
      OptionalInt forks,
      SortedMap<String, List<String>> settings) {
    this.tree = tree;
    this.cell = cell;
    this.primary = primary;
    this.secondaries = Collections.unmodifiableSortedMap(secondaries);
    this.texts = ALL_TEXTS.of(texts);
    this.forks = forks;
    this.settings = ALL_SETTINGS.of(settings);
  }

  /**
   * Takes an object of JMH's JSON for an entry.
   *
   * @param json the object; it is kept, not copied
   * @param where the file and the place in it, for messages
   * @return the entry
   * @throws UnreadableResultException where the object lacks what makes it a result
   */
  public static JmhEntry of(ObjectNode json, String where) {
    EntryReader reader = new EntryReader(json, where);
    Metric primary = reader.primary();
    SortedMap<String, Metric> secondaries = reader.secondaries();
    Map<String, String> texts = new HashMap<>();
    for (String key : TEXTS) {
      json.path(key).stringValueOpt().ifPresent(text -> texts.put(key, text));
    }
    String remarks =
        Stream.concat(json.path(REMARK).stringValueOpt().stream(), reader.contradictions().stream())
            .collect(Collectors.joining("; "));
    if (!remarks.isEmpty()) {
      texts.put(REMARK, remarks);
    }
    return new JmhEntry(
        new Tree.Made(json),
        reader.cell(primary.unit()),
        primary,
        secondaries,
        texts,
        json.path("forks").intValueOpt(),
        settings(json));
  }

  private static SortedMap<String, List<String>> settings(ObjectNode json) {
    SortedMap<String, List<String>> settings = new TreeMap<>();
    for (String key : SETTINGS) {
      JsonNode node = json.path(key);
      List<String> words = new ArrayList<>();
      node.values().forEach(word -> words.add(word.asString("")));
      if (node.isValueNode()) {
        words.add(node.asString(""));
      }
      if (!node.isMissingNode()) {
        settings.put(key, List.copyOf(words));
      }
    }
    return settings;
  }

  /**
   * What was read.
   *
   * @return the object, not to be changed; read again each time where it is not kept in memory
   */
  public ObjectNode json() {
    return tree.node();
  }

  /** The same entry, of which only the numbers stay in memory. */
  JmhEntry withoutJson(Tree again) {
    return new JmhEntry(again, cell, primary, secondaries, texts, forks, settings);
  }

  /** The same entry with {@link #json} in memory, for whoever needs that more than once. */
  JmhEntry withJson() {
    return withoutJson(new Tree.Made(json()));
  }

  /** An entry with other numbers, measured like this one. */
  JmhEntry with(
      Tree itsTree, Metric itsPrimary, SortedMap<String, Metric> itsSecondaries, int itsForks) {
    return new JmhEntry(
        itsTree, cell, itsPrimary, itsSecondaries, texts, OptionalInt.of(itsForks), settings);
  }

  /** Whether {@link #json} is in memory. */
  boolean hasTree() {
    return tree instanceof Tree.Made;
  }

  /**
   * What was measured.
   *
   * @return the identity; one thread where the file does not say
   */
  public Cell cell() {
    return cell;
  }

  /**
   * The benchmark's own score.
   *
   * @return the primary metric, named like the method
   */
  public Metric primary() {
    return primary;
  }

  /**
   * What profilers and counters measured beside it.
   *
   * @return by the names that JMH has given them since 1.37, whatever those in the file
   */
  public SortedMap<String, Metric> secondaries() {
    return secondaries;
  }

  /**
   * One of them.
   *
   * @param name today's or, as before JMH 1.37, {@code ·gc.alloc.rate} and {@code method·p0.99}
   * @return empty where the benchmark has none of that name
   */
  public Optional<Metric> secondary(String name) {
    return Optional.ofNullable(secondaries.get(name))
        .or(() ->
            Optional.ofNullable(secondaries.get(EntryReader.lookupName(name, cell.methodName()))));
  }

  /**
   * The number of forks that JMH was asked for, whether or not they all gave data.
   *
   * @return where the file does not say, the number of forks with data, but at least 1
   */
  public int forks() {
    return forks.orElse(Math.max(1, primary.raw().size()));
  }

  /**
   * The version of JMH.
   *
   * @return empty before JMH 1.19
   */
  public Optional<String> jmhVersion() {
    return text("jmhVersion");
  }

  /**
   * The path of the java that ran the benchmark.
   *
   * @return empty before JMH 1.19
   */
  public Optional<String> jvm() {
    return text("jvm");
  }

  /**
   * The arguments of the JVM that ran the benchmark.
   *
   * @return empty where the file has none
   */
  public List<String> jvmArgs() {
    return settings.getOrDefault("jvmArgs", List.of()).stream()
        .filter(arg -> !arg.isEmpty())
        .toList();
  }

  /**
   * What JMH was told of how to measure: how often, how long, in what JVM.
   *
   * @return by JMH's own names, those that the file has; the words of a list one by one
   */
  public SortedMap<String, List<String>> settings() {
    return Collections.unmodifiableSortedMap(settings);
  }

  /** Whether another result says the same of JMH and of the JVM. */
  boolean saysTheSame(JmhEntry other) {
    return texts == other.texts || texts.equals(other.texts);
  }

  /**
   * Whether another result says the same of how it was measured, in every word: what holds of most,
   * and is quicker to find out than in what two differ.
   */
  public boolean isMeasuredLike(JmhEntry other) {
    return (settings == other.settings || settings.equals(other.settings))
        && saysTheSame(other)
        && cell.mode().equals(other.cell.mode())
        && cell.threads() == other.cell.threads()
        && primary.unit().equals(other.primary.unit());
  }

  /**
   * The version of the JDK.
   *
   * @return empty before JMH 1.19
   */
  public Optional<String> jdkVersion() {
    return text("jdkVersion");
  }

  /**
   * The name of the virtual machine.
   *
   * @return empty before JMH 1.21
   */
  public Optional<String> vmName() {
    return text("vmName");
  }

  /**
   * The version of the virtual machine.
   *
   * @return empty before JMH 1.21
   */
  public Optional<String> vmVersion() {
    return text("vmVersion");
  }

  /** What else is to be said of a result, by how it was read: without a full stop. */
  Optional<String> remark() {
    return text(REMARK);
  }

  /** One of {@link #TEXTS}. */
  Optional<String> text(String key) {
    return Optional.ofNullable(texts.get(key)).filter(text -> !text.isBlank());
  }

  @Override
  public String toString() {
    return cell + " " + primary.score() + " " + primary.unit();
  }
}
