package squareoff.harness.result;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a result was measured, as far as that is known: what gives its score another meaning, and
 * what may be the very change that is asked about.
 *
 * @param meaning by a name for people; results that differ here cannot be compared
 * @param circumstances by a name for people; what differs here is to be said beside the ratio
 */
public record Conditions(
    Map<String, List<String>> meaning, Map<String, List<String>> circumstances) {

  /** A fact that JMH's entry lacks: {@code compiler}, or {@code full + dont-inline hint}. */
  public static final String BLACKHOLE_MODE = "blackholeMode";

  /** A fact that JMH's entry lacks: how many operations a call of the benchmark counts for. */
  public static final String OPERATIONS = "operationsPerInvocation";

  /** A fact that is known before a trial: how many calls of the benchmark are one operation. */
  public static final String BATCH_SIZE = "measurementBatchSize";

  /** A fact that JMH's entry lacks: how many threads of a group call which of its methods. */
  public static final String GROUPS = "threadGroups";

  private static final String BLACKHOLES = "blackholes";
  private static final String VERSION = "JMH";
  private static final String COMPILER = "compiler";
  private static final String FULL = "full + dont-inline hint";

  private static final String SELECTED = "-Djmh.blackhole.mode=";

  /** From 1.34 on JMH has the compiler's blackholes where the JVM knows them: HotSpot from 17. */
  private static final int[] DETECTS = {1, 34};

  private static final int KNOWS_BLACKHOLES = 17;
  private static final Pattern MAJOR_MINOR = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");
  private static final Pattern FEATURE = Pattern.compile("(?:1\\.)?(\\d{1,4}).*");
  private static final Pattern HOTSPOT = Pattern.compile("OpenJDK|HotSpot|GraalVM");

  /** What people call the facts that scores have another meaning by. */
  private static final Map<String, String> NAMES =
      Map.of(
          BATCH_SIZE, "batch size",
          OPERATIONS, "operations per invocation",
          GROUPS, "threads of a group",
          BLACKHOLE_MODE, BLACKHOLES);

  private static final Map<String, String> TIMES =
      Map.of(
          "warmupIterations", "warm-up iterations",
          "warmupTime", "warm-up time",
          "warmupBatchSize", "warm-up batch size",
          "measurementIterations", "iterations",
          "measurementTime", "iteration time");

  /**
   * In what two sides were measured differently.
   *
   * @param meaning what makes them incomparable, in a few words each that name both values
   * @param circumstances what may be the change itself, in a few words each
   */
  public record Differences(List<String> meaning, List<String> circumstances) {
    /** Two sides that were measured alike, as far as is known. */
    public static final Differences NONE = new Differences(List.of(), List.of());

    /** Keeps copies that cannot be changed. */
    public Differences {
      meaning = List.copyOf(meaning);
      circumstances = List.copyOf(circumstances);
    }

    /** Whether a ratio of the two says nothing. */
    public boolean isIncomparable() {
      return !meaning.isEmpty();
    }

    /** These and others, each once: what several pairs of results differ in. */
    public Differences and(Differences others) {
      return new Differences(
          both(meaning, others.meaning), both(circumstances, others.circumstances));
    }

    private static List<String> both(List<String> some, List<String> others) {
      return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    /** Why a ratio of the two says nothing, in a phrase; empty where it says something. */
    public String reason() {
      return isIncomparable() ? "not measured alike: " + String.join("; ", meaning) : "";
    }
  }

  /** Keeps copies that cannot be changed. */
  public Conditions {
    meaning = Map.copyOf(meaning);
    circumstances = Map.copyOf(circumstances);
  }

  /**
   * What is known of a result.
   *
   * @param entry JMH's
   * @param recorded the facts that JMH's entry lacks, by the names above; may be empty
   */
  public static Conditions of(JmhEntry entry, Map<String, String> recorded) {
    Map<String, List<String>> settings = entry.settings();
    Map<String, List<String>> meaning = new TreeMap<>();
    meaning.put("mode", List.of(entry.cell().mode()));
    meaning.put("threads", List.of(String.valueOf(entry.cell().threads())));
    meaning.put("unit", List.of(Quantity.ofScore(entry).unit()));
    Optional.ofNullable(settings.get(BATCH_SIZE))
        .ifPresent(size -> meaning.put(NAMES.get(BATCH_SIZE), size));
    for (String fact : List.of(OPERATIONS, GROUPS)) {
      Optional.ofNullable(recorded.get(fact))
          .ifPresent(value -> meaning.put(NAMES.get(fact), List.of(value)));
    }
    blackholes(entry, settings.getOrDefault("jvmArgs", List.of()), recorded)
        .ifPresent(mode -> meaning.put(BLACKHOLES, List.of(mode)));

    Map<String, List<String>> circumstances = new TreeMap<>();
    entry.jmhVersion().ifPresent(version -> circumstances.put(VERSION, List.of(version)));
    TIMES.forEach((key, name) ->
        Optional.ofNullable(settings.get(key)).ifPresent(v -> circumstances.put(name, v)));
    Optional.ofNullable(settings.get("jvmArgs"))
        .ifPresent(args -> circumstances.put("jvmArgs", args));
    jvm(entry).ifPresent(jvm -> circumstances.put("JVM", List.of(jvm)));
    circumstances.put("unit", List.of(entry.primary().unit()));
    return new Conditions(meaning, circumstances);
  }

  /**
   * What is known of a result before it is measured.
   *
   * @param cell what is to be measured
   * @param jmh the version of JMH, where it is known
   * @param known the facts, by the names above
   */
  public static Conditions planned(Cell cell, Optional<String> jmh, Map<String, String> known) {
    Map<String, List<String>> meaning = new TreeMap<>();
    meaning.put("mode", List.of(cell.mode()));
    meaning.put("threads", List.of(String.valueOf(cell.threads())));
    NAMES.forEach((fact, name) ->
        Optional.ofNullable(known.get(fact)).ifPresent(v -> meaning.put(name, List.of(v))));
    return new Conditions(
        meaning,
        jmh.<Map<String, List<String>>>map(v -> Map.of(VERSION, List.of(v))).orElse(Map.of()));
  }

  private static Optional<String> jvm(JmhEntry entry) {
    List<String> parts =
        Stream.of(
                entry.jdkVersion().map("JDK "::concat).stream(),
                entry.vmName().stream(),
                entry.vmVersion().stream())
            .flatMap(part -> part)
            .toList();
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
  }

  /** What the harness was told, else what JMH does on such a JVM; empty where that is unknown. */
  private static Optional<String> blackholes(
      JmhEntry entry, List<String> jvmArgs, Map<String, String> recorded) {
    if (recorded.containsKey(BLACKHOLE_MODE)) {
      return Optional.of(blackholeMode(recorded.get(BLACKHOLE_MODE)));
    }
    for (String arg : jvmArgs) {
      if (arg.startsWith(SELECTED)) {
        return Optional.of(
            switch (arg.substring(SELECTED.length())) {
              case "COMPILER" -> COMPILER;
              case "FULL" -> "full";
              default -> FULL;
            });
      }
    }
    if (jvmArgs.contains("-Djmh.blackhole.autoDetect=false")) {
      return entry.jmhVersion().map(version -> FULL);
    }
    return entry
        .jmhVersion()
        .flatMap(version -> blackholes(version, entry.vmName(), entry.jdkVersion()));
  }

  /**
   * The blackhole mode that JMH chooses by itself.
   *
   * @param jmh its version
   * @param vmName the name of the virtual machine; taken for HotSpot's where it is not known
   * @param jdk the version of the JDK
   * @return empty where that depends on what is not known
   */
  public static Optional<String> blackholes(
      String jmh, Optional<String> vmName, Optional<String> jdk) {
    boolean known = vmName.map(name -> HOTSPOT.matcher(name).find()).orElse(true);
    if (!detects(jmh) || !known) {
      return Optional.of(FULL);
    }
    return jdk.map(FEATURE::matcher)
        .filter(Matcher::matches)
        .map(m -> Integer.parseInt(m.group(1)) >= KNOWS_BLACKHOLES ? COMPILER : FULL);
  }

  /**
   * A blackhole mode as JMH prints it, without why and without what differs by version.
   *
   * @param printed such as {@code compiler (auto-detected, use ... to disable)}
   */
  public static String blackholeMode(String printed) {
    String mode = printed.replaceFirst("\\s*\\(.*", "").strip();
    return mode.startsWith(COMPILER) ? COMPILER : mode;
  }

  private static boolean detects(String version) {
    Matcher parts = MAJOR_MINOR.matcher(version);
    if (!parts.matches()) {
      return true;
    }
    int major = Integer.parseInt(parts.group(1));
    return major > DETECTS[0]
        || (major == DETECTS[0] && Integer.parseInt(parts.group(2)) >= DETECTS[1]);
  }

  /**
   * In what two sides differ that were measured under one or several conditions each. What only one
   * of them tells is taken for the same.
   *
   * @param base of each of the base's results
   * @param candidate of each of the candidate's
   */
  public static Differences between(Collection<Conditions> base, Collection<Conditions> candidate) {
    List<String> meaning = new ArrayList<>();
    values(base, candidate, Conditions::meaning)
        .forEach((name, sides) -> meaning.add(different(name, sides)));
    acrossDetection(base, candidate).ifPresent(meaning::add);
    List<String> circumstances = new ArrayList<>();
    values(base, candidate, Conditions::circumstances)
        .forEach((name, sides) -> circumstances.add(circumstance(name, sides)));
    return new Differences(meaning, circumstances);
  }

  private record Sides(Set<List<String>> base, Set<List<String>> candidate) {}

  /** The values of what differs, by name. */
  private static Map<String, Sides> values(
      Collection<Conditions> base,
      Collection<Conditions> candidate,
      Function<Conditions, Map<String, List<String>>> part) {
    Map<String, Sides> differing = new LinkedHashMap<>();
    SortedSet<String> names = new TreeSet<>();
    base.forEach(one -> names.addAll(part.apply(one).keySet()));
    for (String name : names) {
      Sides sides = new Sides(values(base, part, name), values(candidate, part, name));
      boolean alike =
          sides.candidate().isEmpty()
              || (sides.base().size() == 1 && sides.base().equals(sides.candidate()));
      if (!alike) {
        differing.put(name, sides);
      }
    }
    return differing;
  }

  private static Set<List<String>> values(
      Collection<Conditions> side,
      Function<Conditions, Map<String, List<String>>> part,
      String name) {
    return side.stream()
        .flatMap(one -> Stream.ofNullable(part.apply(one).get(name)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String different(String name, Sides sides) {
    return "%s %s in the base, %s in the candidate"
        .formatted(name, joined(sides.base()), joined(sides.candidate()));
  }

  private static String circumstance(String name, Sides sides) {
    if (name.equals("jvmArgs") && sides.base().size() == 1 && sides.candidate().size() == 1) {
      List<String> base = sides.base().iterator().next();
      List<String> candidate = sides.candidate().iterator().next();
      // Of the same words in another order, or another number, all are named.
      if (!Set.copyOf(base).equals(Set.copyOf(candidate))) {
        return "measured with another jvmArgs: %s, %s"
            .formatted(without(base, candidate), without(candidate, base));
      }
    }
    return "measured with another %s: %s, %s"
        .formatted(name, joined(sides.base()), joined(sides.candidate()));
  }

  /** What one list has and the other has not. */
  private static String without(List<String> list, List<String> other) {
    List<String> words = new ArrayList<>(list);
    words.removeAll(other);
    return words.isEmpty() ? "none" : String.join(" ", words);
  }

  private static String joined(Set<List<String>> values) {
    return values.stream()
        .map(words -> words.isEmpty() ? "none" : String.join(" ", words))
        .collect(Collectors.joining(" and "));
  }

  /** Two versions of which one finds its blackholes by itself, where not both modes are known. */
  private static Optional<String> acrossDetection(
      Collection<Conditions> base, Collection<Conditions> candidate) {
    boolean known =
        Stream.of(base, candidate)
            .allMatch(side -> side.stream().allMatch(c -> c.meaning().containsKey(BLACKHOLES)));
    if (known) {
      return Optional.empty();
    }
    Sides versions =
        new Sides(
            values(base, Conditions::circumstances, VERSION),
            values(candidate, Conditions::circumstances, VERSION));
    long kinds =
        Stream.concat(versions.base().stream(), versions.candidate().stream())
            .map(version -> detects(version.getFirst()))
            .distinct()
            .count();
    return kinds > 1
        ? Optional.of(different("JMH, which from 1.34 on chooses other blackholes,", versions))
        : Optional.empty();
  }
}
