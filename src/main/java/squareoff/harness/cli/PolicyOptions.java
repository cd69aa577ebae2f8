package squareoff.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Option;
import squareoff.harness.gate.Policy;
import squareoff.harness.result.WholeFile;
import squareoff.harness.run.UnusableInputException;

/** What a gate holds against the candidate, as the command line says it. */
final class PolicyOptions {

  private static final Pattern LINE = Pattern.compile("(\\S+)\\s+(\\S.*)");

  @Option(
      names = "--tolerance",
      paramLabel = "FRACTION",
      description = "The slowdown that does not matter, such as 5%% (5%%).")
  private Optional<String> tolerance = Optional.empty();

  @Option(
      names = "--tolerances",
      paramLabel = "FILE",
      description = {
        "Tolerances of some cells, a line each: FRACTION REGEX, such as",
        "\"20%% LostUpdates.*lock=none\"; the first that is found in a cell counts."
      })
  private Optional<Path> tolerances = Optional.empty();

  @Option(
      names = "--alpha",
      paramLabel = "P",
      description =
          "The most that the probability of even one wrong \"slower\" may be, over all cells (1%%).")
  private Optional<String> alpha = Optional.empty();

  @Option(
      names = "--beta",
      paramLabel = "P",
      description =
          "The most that the probability of a wrong \"not-slower\" may be, for each cell that is slower by"
              + " the tolerance (5%%).")
  private Optional<String> beta = Optional.empty();

  @Option(
      names = "--rare",
      paramLabel = "P",
      description = {
        "Call a cell \"not-slower\" only where a mode that makes this part of the candidate's JVMs",
        "slower is excluded: 50%% takes 5 JVMs without one, 25%% 11, 10%% 29 (50%%; 100%%: none)."
      })
  private Optional<String> rare = Optional.empty();

  @Option(
      names = "--prove-excess",
      description =
          "Call a cell \"slower\" only where it is shown to be slower by more than the tolerance, and"
              + " not where it is slower at all and by more than the tolerance as estimated.")
  private boolean proveExcess;

  /**
   * A policy with what was asked for.
   *
   * @param otherwise what holds where nothing was
   * @throws UnusableInputException if a value or the file cannot be used
   */
  Policy over(Policy otherwise) {
    return new Policy(
        alpha.map(p -> Fraction.probability(p, "--alpha")).orElse(otherwise.alpha()),
        beta.map(p -> Fraction.probability(p, "--beta")).orElse(otherwise.beta()),
        tolerance.map(t -> Fraction.tolerance(t, "--tolerance")).orElse(otherwise.tolerance()),
        tolerances.map(PolicyOptions::read).orElse(otherwise.exemptions()),
        rare.map(p -> Fraction.part(p, "--rare")).orElse(otherwise.rare()),
        proveExcess || otherwise.proveExcess());
  }

  private static List<Policy.Exemption> read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new UnusableInputException(
          "--tolerances %s: no such file; name a file with lines FRACTION REGEX".formatted(file),
          e);
    } catch (IOException e) {
      throw new UnusableInputException(
          "--tolerances %s: cannot be read (%s)".formatted(file, WholeFile.why(e)), e);
    }
    List<Policy.Exemption> exemptions = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        exemptions.add(exemption(line, "--tolerances %s line %d:".formatted(file, i + 1)));
      }
    }
    return exemptions;
  }

  private static Policy.Exemption exemption(String line, String where) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new UnusableInputException(
          "%s \"%s\" is not FRACTION REGEX, such as 20%% LostUpdates.*lock=none"
              .formatted(where, line));
    }
    try {
      return new Policy.Exemption(
          Pattern.compile(parts.group(2)), Fraction.tolerance(parts.group(1), where));
    } catch (PatternSyntaxException e) {
      throw new UnusableInputException(
          "%s \"%s\" is not a regular expression: %s"
              .formatted(where, parts.group(2), e.getDescription()),
          e);
    }
  }
}
