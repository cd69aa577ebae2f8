package squareoff.harness.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * The JMH options of trials, by their short names without the dash, each with its values: a later
 * source (a profile's group over the profile, the command line over both) replaces what an earlier
 * one set, which JMH's own parser would refuse as given twice.
 *
 * @param values the options in the order in which they are handed on
 */
record JmhOptions(Map<String, List<String>> values) {

  /** What each trial sets for itself; a plan's own options choose these. */
  private static final Map<String, String> OWNED =
      Map.ofEntries(
          Map.entry("f", "give -f to run itself: it is the number of trials for each cell"),
          Map.entry("wf", "every trial is a fork of its own, and warms itself up"),
          Map.entry("foe", "each trial fails by itself and the run goes on"),
          Map.entry("rf", "results.json is in JMH's format; report writes others"),
          Map.entry("rff", "results are written to the run directory; choose it with --out"),
          Map.entry("o", "each trial's output is in the run directory's logs"),
          Map.entry("bm", "give -bm to run itself: modes belong to the cells"),
          Map.entry("p", "give -p to run itself: parameters belong to the cells"),
          Map.entry("t", "give -t to run itself: thread counts belong to the cells"),
          Map.entry("e", "give -e to run itself: it chooses the cells"),
          Map.entry("tg", "thread groups belong to the cells: they are as annotated"),
          Map.entry("l", "run --dry-run lists the cells"),
          Map.entry("lp", "run --dry-run lists the cells"),
          Map.entry("h", "ask JMH itself: java -jar JAR -h"),
          Map.entry("lrf", "ask JMH itself: java -jar JAR -lrf"),
          Map.entry("lprof", "ask JMH itself: java -jar JAR -lprof"),
          Map.entry("wmb", "bulk warm-up would put other benchmarks into the trial"),
          Map.entry("wm", "bulk warm-up would put other benchmarks into the trial"));

  private static final Set<String> REPEATABLE = Set.of("prof");

  static final JmhOptions NONE = new JmhOptions(Map.of());

  JmhOptions {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    values.forEach((name, list) -> copy.put(name, List.copyOf(list)));
    values = Collections.unmodifiableMap(copy);
  }

  /**
   * Reads options as JMH's command line has them.
   *
   * @param args such as {@code -wi 3 -prof gc}
   * @param where the option or file they come from, for messages
   * @throws UnusableInputException if they hold something else than options, or one that trials set
   *     for themselves
   */
  static JmhOptions parse(List<String> args, String where) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (int i = 0; i < args.size(); i += 2) {
      String name = optionName(args.get(i), where);
      if (i + 1 == args.size()) {
        throw new UnusableInputException("%s: -%s has no value".formatted(where, name));
      }
      List<String> given = values.computeIfAbsent(name, key -> new ArrayList<>());
      if (!given.isEmpty() && !REPEATABLE.contains(name)) {
        throw new UnusableInputException(
            "%s: -%s is given twice (%s and %s); give it once"
                .formatted(where, name, given.getFirst(), args.get(i + 1)));
      }
      given.add(args.get(i + 1));
    }
    return new JmhOptions(values);
  }

  private static String optionName(String arg, String where) {
    if (!arg.startsWith("-") || arg.length() < 2) {
      throw new UnusableInputException(
          "%s: \"%s\" is not one of JMH's options; benchmarks are named before --"
              .formatted(where, arg));
    }
    String name = arg.replaceFirst("^-+", "");
    if (OWNED.containsKey(name)) {
      throw new UnusableInputException(
          "%s: -%s cannot be handed to JMH: %s".formatted(where, name, OWNED.get(name)));
    }
    return name;
  }

  /**
   * Has JMH's own parser look at the values, so that a wrong one is named before anything runs.
   *
   * @param where the option or file they come from, for messages
   * @throws UnusableInputException with JMH's message
   */
  JmhOptions checked(String where) {
    parsed(where);
    return this;
  }

  /** These options as JMH itself reads them. */
  CommandLineOptions parsed(String where) {
    try {
      return new CommandLineOptions(args().toArray(String[]::new));
    } catch (CommandLineOptionException e) {
      throw new UnusableInputException("%s: %s".formatted(where, e.getMessage()), e);
    }
  }

  /** These options with another's in place of, or behind, their own. */
  JmhOptions with(JmhOptions later) {
    Map<String, List<String>> merged = new LinkedHashMap<>(values);
    later.values.forEach((name, list) -> {
      if (REPEATABLE.contains(name) && merged.containsKey(name)) {
        List<String> both = new ArrayList<>(merged.get(name));
        list.stream().filter(value -> !both.contains(value)).forEach(both::add);
        merged.put(name, both);
      } else {
        merged.put(name, list);
      }
    });
    return new JmhOptions(merged);
  }

  /** The value of an option that is given once. */
  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name)).map(List::getFirst);
  }

  /** As words of a command line. */
  List<String> args() {
    List<String> args = new ArrayList<>();
    values.forEach((name, list) ->
        list.forEach(value -> {
          args.add("-" + name);
          args.add(value);
        }));
    return args;
  }
}
