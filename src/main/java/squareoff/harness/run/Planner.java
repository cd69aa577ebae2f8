package squareoff.harness.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Defaults;

/** Works out which cells a selection means, from what a jar says of its benchmarks. */
final class Planner {

  /** The profile that is run when nothing is named, where the jar has it. */
  static final String DEFAULT_PROFILE = "quick";

  /** What was worked out: the cells, and how many trials each gets. */
  record Cells(List<PlannedCell> cells, int rounds, Optional<Profile> profile) {}

  private final BenchmarkJar jar;
  private final Selection selection;
  private final int cores;
  private final JmhOptions given;

  /** The jar whose profiles are meant. */
  private final BenchmarkJar profiles;

  /** What goes before the annotations of benchmarks whose mode has times. */
  private final JmhOptions timed;

  /** Whether what this jar lacks is passed over: another jar has it. */
  private final boolean lenient;

  /**
   * Plans for one jar.
   *
   * @param jar what to choose from
   * @param selection what the command line asks for
   * @param cores processors of this machine
   * @throws UnusableInputException if the options for JMH are not options of JMH
   */
  Planner(BenchmarkJar jar, Selection selection, int cores) {
    this(jar, selection, cores, jar, JmhOptions.NONE);
  }

  /**
   * Plans for one of two jars that are compared.
   *
   * @param jar what to choose from
   * @param selection what the command line asks for
   * @param cores processors of this machine
   * @param profiles the jar whose profiles are meant; where it is another one, what this jar lacks
   *     is passed over
   * @param timed JMH options for modes with times, before what annotations say
   * @throws UnusableInputException if the options for JMH are not options of JMH
   */
  Planner(
      BenchmarkJar jar, Selection selection, int cores, BenchmarkJar profiles, JmhOptions timed) {
    this.jar = jar;
    this.selection = selection;
    this.cores = cores;
    this.profiles = profiles;
    this.timed = timed;
    this.lenient = !profiles.path().equals(jar.path());
    JmhOptions.parse(selection.passedOn(), "behind --")
        .value("jvm")
        .ifPresent(jvm -> {
          throw new UnusableInputException(
              "behind --: -jvm cannot be handed to JMH: give -jvm to run itself, which runs JMH"
                  + " on it too");
        });
    this.given =
        JmhOptions.parse(selection.jmhArgs(), "the command line")
            .checked("the command line")
            .with(JmhOptions.parse(selection.passedOn(), "behind --").checked("behind --"));
  }

  /**
   * The cells that are meant, in the order of the profile or of the jar's list.
   *
   * @throws UnusableInputException if nothing matches, a parameter is unknown, or a cell cannot be
   *     run by JMH's command line
   */
  Cells plan() {
    Optional<Profile> profile = profile();
    Map<String, List<BenchmarkListEntry>> benchmarks = selected();
    List<Profile.Group> groups =
        profile
            .map(p -> named(p, benchmarks))
            .orElseGet(() -> benchmarks.keySet().stream().map(Planner::asAnnotated).toList());
    JmhOptions common = profile.map(Profile::options).orElse(JmhOptions.NONE);

    Map<String, PlannedCell> cells = new LinkedHashMap<>();
    Map<String, String> impossible = new LinkedHashMap<>();
    for (Profile.Group group : groups) {
      JmhOptions options = common.with(group.options()).with(given);
      for (BenchmarkListEntry entry : benchmarks.get(group.benchmark())) {
        try {
          new CellExpansion(entry, group, selection, timed, options, cores, lenient)
              .cells()
              .forEach(cell -> cells.putIfAbsent(cell.cell().toString(), cell));
        } catch (UnrunnableBenchmarkException e) {
          impossible.put(group.benchmark(), e.getMessage());
        }
      }
    }
    if (!impossible.isEmpty()) {
      throw new UnusableInputException(
          "%s%nTo leave them out: -e '%s'"
              .formatted(
                  String.join(System.lineSeparator(), impossible.values()),
                  String.join(
                      ",", impossible.keySet().stream().map(name -> "^" + name + "$").toList())));
    }
    if (cells.isEmpty() && !lenient) {
      throw new UnusableInputException(
          "profile %s has no benchmark that matches %s; its benchmarks: %s"
              .formatted(
                  profile.map(Profile::name).orElse("-"),
                  selection.includes(),
                  profile.stream()
                      .flatMap(p -> p.groups().stream())
                      .map(Profile.Group::benchmark)
                      .distinct()
                      .collect(Collectors.joining(", "))));
    }
    if (!lenient) {
      refuseUnmatched(cells.values());
    }
    return new Cells(List.copyOf(cells.values()), rounds(profile, benchmarks.values()), profile);
  }

  /** A regular expression without a cell is a typing error, or names what a profile leaves out. */
  private void refuseUnmatched(Collection<PlannedCell> cells) {
    for (Pattern include : patterns(selection.includes(), "benchmark")) {
      if (cells.stream().noneMatch(c -> include.matcher(c.cell().benchmark()).find())) {
        throw new UnusableInputException(
            "\"%s\" matches no benchmark that would be run%s"
                .formatted(
                    include,
                    selection
                        .profile()
                        .map(p -> "; profile " + p + " may leave it out: name it without --profile")
                        .orElse("")));
      }
    }
  }

  /** The profile that is named, or the one that is meant where nothing is. */
  Optional<Profile> profile() {
    if (selection.profile().isPresent()) {
      return Optional.of(Profile.of(profiles, selection.profile().get(), cores));
    }
    boolean nothingNamed = selection.includes().isEmpty();
    return nothingNamed && Profile.names(profiles).contains(DEFAULT_PROFILE)
        ? Optional.of(Profile.of(profiles, DEFAULT_PROFILE, cores))
        : Optional.empty();
  }

  /** The jar's benchmarks by full name, after -e and the regular expressions. */
  private Map<String, List<BenchmarkListEntry>> selected() {
    List<Pattern> excludes = patterns(selection.excludes(), "-e");
    Map<String, List<BenchmarkListEntry>> selected =
        jar.matching(patterns(selection.includes(), "benchmark")).stream()
            .filter(e -> excludes.stream().noneMatch(p -> p.matcher(e.getUsername()).find()))
            .collect(
                Collectors.groupingBy(
                    BenchmarkListEntry::getUsername, LinkedHashMap::new, Collectors.toList()));
    if (lenient) {
      return selected;
    }
    if (selected.isEmpty()) {
      throw new UnusableInputException(
          "no benchmark of %s matches %s%s; it has:%n%s"
              .formatted(
                  jar.path(),
                  selection.includes(),
                  excludes.isEmpty() ? "" : " without " + selection.excludes(),
                  listed(jar.benchmarks())));
    }
    refuseUnknownParameters(selected.values());
    return selected;
  }

  private static String listed(List<BenchmarkListEntry> entries) {
    return entries.stream()
        .map(BenchmarkListEntry::getUsername)
        .distinct()
        .sorted()
        .map(name -> "  " + name)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private void refuseUnknownParameters(Collection<List<BenchmarkListEntry>> selected) {
    Set<String> known = new TreeSet<>();
    selected.stream()
        .flatMap(List::stream)
        .forEach(entry -> known.addAll(declared(entry).keySet()));
    for (String name : selection.params().keySet()) {
      if (!known.contains(name)) {
        throw new UnusableInputException(
            "-p %s: no benchmark that was chosen has this parameter; %s"
                .formatted(
                    name,
                    known.isEmpty() ? "they have none" : "they have " + String.join(", ", known)));
      }
    }
  }

  /** The parameters of a benchmark with the values of its annotations. */
  static Map<String, List<String>> declared(BenchmarkListEntry entry) {
    Map<String, List<String>> declared = new LinkedHashMap<>();
    if (entry.getParams().hasValue()) {
      entry.getParams().get().forEach((name, values) -> declared.put(name, Arrays.asList(values)));
    }
    return declared;
  }

  private List<Profile.Group> named(
      Profile profile, Map<String, List<BenchmarkListEntry>> selected) {
    List<Profile.Group> groups = new ArrayList<>();
    for (Profile.Group group : profile.groups()) {
      boolean known =
          jar.benchmarks().stream().anyMatch(e -> e.getUsername().equals(group.benchmark()));
      if (!known && !lenient) {
        throw new UnusableInputException(
            "profile %s of %s names a benchmark that the jar does not have: %s"
                .formatted(profile.name(), jar.path(), group.benchmark()));
      }
      if (selected.containsKey(group.benchmark())) {
        groups.add(group);
      }
    }
    return groups;
  }

  private static Profile.Group asAnnotated(String benchmark) {
    return new Profile.Group(benchmark, Map.of(), List.of(), List.of(), JmhOptions.NONE);
  }

  private int rounds(Optional<Profile> profile, Collection<List<BenchmarkListEntry>> benchmarks) {
    if (selection.trials().isPresent()) {
      return selection.trials().getAsInt();
    }
    return profile
        .map(Profile::rounds)
        .orElseGet(() ->
            benchmarks.stream()
                .flatMap(List::stream)
                .mapToInt(e -> e.getForks().orElse(Defaults.MEASUREMENT_FORKS))
                .max()
                .stream()
                .map(forks -> Math.max(1, forks))
                .findFirst()
                .orElse(Defaults.MEASUREMENT_FORKS));
  }

  private static List<Pattern> patterns(List<String> expressions, String option) {
    List<Pattern> patterns = new ArrayList<>();
    for (String expression : expressions) {
      try {
        patterns.add(Pattern.compile(expression));
      } catch (PatternSyntaxException e) {
        throw new UnusableInputException(
            "%s \"%s\" is not a regular expression: %s"
                .formatted(option, expression, e.getDescription()),
            e);
      }
    }
    return patterns;
  }

  /** JMH's modes by a label, as -bm takes it. */
  static Set<Mode> modes(String label) {
    try {
      Mode mode = Mode.deepValueOf(label);
      Set<Mode> modes =
          new LinkedHashSet<>(mode == Mode.All ? List.of(Mode.values()) : List.of(mode));
      modes.remove(Mode.All);
      return modes;
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new UnusableInputException(
          "-bm %s: no such mode; JMH has thrpt, avgt, sample, ss, all".formatted(label), e);
    }
  }
}
