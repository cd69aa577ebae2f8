package squareoff.harness.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import squareoff.harness.run.JmhCommandLine;
import squareoff.harness.run.UnusableInputException;

/**
 * What the first word of a command line asks for: one of our commands, or JMH. Whatever is neither
 * is a mistake, and must not start hours of measuring.
 */
final class FirstWord {

  /** Our commands, in the order in which they are told. */
  static final List<String> COMMANDS =
      List.of("run", "report", "compare", "gate", "audit", "simulate", "help");

  private static final Set<String> ABOUT_US = Set.of("--help", "--version", "-V", "version");

  /** What is printed where nothing is asked for. */
  static final String WHAT_CAN_BE_DONE =
      """
      Squareoff measures with JMH, and judges what was measured. Its commands:

        run        measures benchmarks of this or another JMH jar, and loses nothing
        report     prints results as tables, as a page, and in the formats of other tools
        compare    holds two result files against each other
        gate       says whether one jar is slower than another, by measuring both in turn
        audit      says what the gate's verdicts are worth on this machine's noise
        simulate   says the same of simulated suites
        help       explains a command

      For example:

        %1$s run --profile quick
        %1$s gate --base base.jar --candidate candidate.jar --budget 20m

      With any option of JMH, or a regular expression that matches a benchmark, this is JMH itself:

        %1$s -h
      """;

  private FirstWord() {}

  /** Whether it is one of our commands, or asks about them. */
  static boolean isOurs(String word) {
    return COMMANDS.contains(word) || ABOUT_US.contains(word);
  }

  /**
   * Makes sure that JMH has something to do.
   *
   * @param word none of ours
   * @throws UnusableInputException if it is neither an option of JMH nor matches a benchmark; the
   *     message has what may have been meant
   * @throws IOException if the list of benchmarks cannot be read
   */
  static void requireJmh(String word) throws IOException {
    if (word.length() > 1 && word.startsWith("-")) {
      if (!JmhCommandLine.isOption(word)) {
        throw mistake(word, "neither an option of JMH nor one of ours", List.of());
      }
      return;
    }
    List<String> benchmarks = JmhCommandLine.benchmarks();
    if (benchmarks.stream().noneMatch(pattern(word).asPredicate())) {
      throw mistake(word, "neither a command, nor does it match a benchmark", benchmarks);
    }
  }

  private static Pattern pattern(String word) {
    try {
      return Pattern.compile(word);
    } catch (PatternSyntaxException e) {
      throw new UnusableInputException(
          "%s: neither a command nor a regular expression of benchmarks: %s"
              .formatted(word, e.getDescription()),
          e);
    }
  }

  private static UnusableInputException mistake(String word, String what, List<String> benchmarks) {
    return new UnusableInputException(
        "%s: %s.%s Commands: %s; -h has JMH's options, -l the benchmarks"
            .formatted(
                word,
                what,
                meant(word, benchmarks).map(" Did you mean %s?"::formatted).orElse(""),
                String.join(", ", COMMANDS)));
  }

  /** The command or the name of a benchmark that differs in the fewest letters, if few do. */
  static Optional<String> meant(String word, List<String> benchmarks) {
    String typed = word.replaceFirst("^-+", "").toLowerCase(Locale.ROOT);
    List<String> known = new ArrayList<>(COMMANDS);
    for (String benchmark : benchmarks) {
      String[] parts = benchmark.split("\\.");
      int last = parts.length - 1;
      known.add(last > 0 ? parts[last - 1] : benchmark);
      known.add(last > 0 ? parts[last - 1] + "." + parts[last] : benchmark);
      known.add(parts[last]);
      known.add(benchmark);
    }
    return known.stream()
        .distinct()
        .filter(name -> distance(typed, name) <= Math.max(1, Math.min(typed.length(), 9) / 3))
        .min(Comparator.comparingInt(name -> distance(typed, name)));
  }

  /**
   * How many letters were left out, put in, exchanged or swapped with their neighbour (optimal
   * string alignment), not counting case.
   */
  private static int distance(String typed, String name) {
    String to = name.toLowerCase(Locale.ROOT);
    int[][] d = new int[typed.length() + 1][to.length() + 1];
    for (int i = 0; i <= typed.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        boolean same = typed.charAt(i - 1) == to.charAt(j - 1);
        d[i][j] =
            Math.min(d[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && typed.charAt(i - 1) == to.charAt(j - 2)
            && typed.charAt(i - 2) == to.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[typed.length()][to.length()];
  }
}
