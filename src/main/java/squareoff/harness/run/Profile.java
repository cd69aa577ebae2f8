package squareoff.harness.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A named selection of cells that a jar brings along, as {@code
 * META-INF/squareoff/profiles/NAME.json}: so that any suite may have its own, and this harness
 * knows none by heart.
 *
 * <p>Values of parameters and threads may depend on the machine: {@code ${cores}}, {@code
 * ${2*cores}}, and {@code ${1..2*cores}} for the powers of two from 1 to 2 x cores, with the number
 * of cores among them. The keys of the results are plain numbers.
 *
 * @param name what the command line calls it
 * @param says what it is for, in a sentence
 * @param rounds trials for each cell, at least 1
 * @param options JMH options for all of its trials
 * @param groups what it selects, in order; of two groups with the same cell the first one counts
 */
record Profile(String name, String says, int rounds, JmhOptions options, List<Group> groups) {

  /** The folder of the jar that holds profiles. */
  static final String FOLDER = "META-INF/squareoff/profiles/";

  private static final Pattern EXPRESSION =
      Pattern.compile("\\$\\{(?:(1)\\.\\.)?(?:(\\d+)\\*)?cores}");

  /**
   * Cells that share their values and options.
   *
   * @param benchmark the full name of a benchmark
   * @param params values that replace the benchmark's own defaults, by parameter
   * @param threads thread counts; the benchmark's own if empty
   * @param modes JMH's short labels; the benchmark's own if empty
   * @param options JMH options on top of the profile's
   */
  record Group(
      String benchmark,
      Map<String, List<String>> params,
      List<String> threads,
      List<String> modes,
      JmhOptions options) {}

  /**
   * Reads a profile of a jar.
   *
   * @param jar the jar that brings it along
   * @param name the profile's name
   * @param cores processors of this machine, for values that depend on it
   * @throws UnusableInputException if the jar has no such profile, or it cannot be read
   */
  static Profile of(BenchmarkJar jar, String name, int cores) {
    String where = jar.path() + "!/" + FOLDER + name + ".json";
    String text = text(jar, name);
    try {
      JsonNode json = JsonMapper.shared().readTree(text);
      List<Group> groups = new ArrayList<>();
      for (JsonNode group : json.path("cells")) {
        groups.add(group(group, where, cores));
      }
      if (groups.isEmpty()) {
        throw new UnusableInputException(where + ": the profile selects no cells");
      }
      return new Profile(
          name,
          json.path("says").asString(""),
          Math.max(1, json.path("rounds").asInt(1)),
          JmhOptions.parse(strings(json.path("jmhArgs")), where).checked(where),
          List.copyOf(groups));
    } catch (JacksonException e) {
      throw new UnusableInputException(where + ": not a profile: " + e.getMessage(), e);
    }
  }

  /** A profile as the jar has it. */
  static String text(BenchmarkJar jar, String name) {
    return jar.resource(FOLDER + name + ".json")
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElseThrow(() -> noSuchProfile(jar, name));
  }

  /** The names of the profiles that a jar brings along, sorted. */
  static List<String> names(BenchmarkJar jar) {
    return jar.resourcesBelow(FOLDER).stream()
        .filter(file -> file.endsWith(".json"))
        .map(file -> file.substring(0, file.length() - ".json".length()))
        .toList();
  }

  private static UnusableInputException noSuchProfile(BenchmarkJar jar, String name) {
    List<String> names = names(jar);
    return new UnusableInputException(
        "--profile %s: %s has %s"
            .formatted(
                name,
                jar.path(),
                names.isEmpty()
                    ? "no profiles; name benchmarks by a regular expression instead"
                    : "no such profile; it has " + String.join(", ", names)));
  }

  private static Group group(JsonNode json, String where, int cores) {
    Map<String, List<String>> params = new LinkedHashMap<>();
    json.path("params")
        .properties()
        .forEach(e -> params.put(e.getKey(), numbers(strings(e.getValue()), cores)));
    return new Group(
        json.path("benchmark").asString(),
        params,
        numbers(strings(json.path("threads")), cores),
        strings(json.path("modes")),
        JmhOptions.parse(strings(json.path("jmhArgs")), where).checked(where));
  }

  private static List<String> strings(JsonNode array) {
    List<String> values = new ArrayList<>();
    array.forEach(value -> values.add(value.asString()));
    return values;
  }

  /** Values with their expressions replaced by plain numbers, each once, in order. */
  static List<String> numbers(List<String> values, int cores) {
    Set<String> plain = new LinkedHashSet<>();
    for (String value : values) {
      Matcher expression = EXPRESSION.matcher(value);
      if (!expression.matches()) {
        plain.add(value);
        continue;
      }
      int factor = expression.group(2) == null ? 1 : Integer.parseInt(expression.group(2));
      if (expression.group(1) == null) {
        plain.add(String.valueOf(factor * cores));
      } else {
        upTo(factor * cores, cores).forEach(count -> plain.add(String.valueOf(count)));
      }
    }
    return List.copyOf(plain);
  }

  private static Set<Integer> upTo(int last, int cores) {
    Set<Integer> counts = new TreeSet<>(List.of(cores, last));
    for (int count = 1; count <= last; count *= 2) {
      counts.add(count);
    }
    return counts;
  }
}
