package squareoff.harness.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import squareoff.harness.compare.ComparedCell;
import squareoff.harness.compare.Comparer;
import squareoff.harness.compare.Comparison;
import squareoff.harness.compare.Question;
import squareoff.harness.compare.Verdict;
import squareoff.harness.report.ComparisonReport;
import squareoff.harness.report.format.ComparisonFormat;
import squareoff.harness.result.Cell;
import squareoff.harness.result.Metric;
import squareoff.harness.result.Quantity;
import squareoff.harness.run.UnusableInputException;

/** {@code compare}: did it get slower, by two files of results? */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Compares two results of the same benchmarks: which cells got slower, which faster.",
      "Each trial (a fork of JMH) counts as one number; says by how much cells differ, and which"
          + " cannot be told apart."
    },
    footer = {
      "",
      "BASE and CANDIDATE are files of any JMH (JSON; of its CSV nothing can be judged), run directories, - for standard input, or"
          + " patterns in quotes ('base-*.json'): forks of one cell from several files count"
          + " together. Of a run of two builds, BASE takes the build base and CANDIDATE the build"
          + " candidate.",
      "",
      "The test is an exact permutation test of the trials' means (their logarithms), two-sided,"
          + " adjusted by Holm for the number of cells. Where the trials are too few for it to reach"
          + " the level, it is a t-test whose variances are moderated over the cells. Both take both"
          + " sides for measured alike: what the machine did between the two looks like a change of"
          + " the code. Cells of which it is known that their scores mean different things (another"
          + " batch size, other blackholes ...) are incomparable.",
      "",
      "Exit codes: 0 nothing is slower; 10 at least one cell is slower (or worse, of a metric whose"
          + " direction is known); 2 wrong usage or unreadable input; 70 a bug; 4 a cell is incomparable or,"
          + " with --strict, on one side only; 3 no cell could be judged or, with --strict, not every"
          + " one. The first of 10, 4, 3 that is true."
    })
final class CompareCommand implements Callable<Integer> {
  private static final String BASE = "base";
  private static final String CANDIDATE = "candidate";
  private static final Pattern AMOUNT =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{1,15})?)\\s*([^\\s\\d.]\\S*)?");

  @Parameters(
      paramLabel = "BASE CANDIDATE",
      arity = "0..*",
      hideParamSyntax = true,
      description = "What was, and what is.")
  private List<String> given = List.of();

  @Option(
      names = "--alpha",
      paramLabel = "P",
      description =
          "The probability of even one wrong verdict over all cells that is put up with, such as 5%% "
              + "or 0.05 (5%% where it is not given).")
  private Optional<String> alpha = Optional.empty();

  @Option(
      names = "--tolerance",
      paramLabel = "PART",
      description =
          "The change that does not matter, such as 5%% or 0.05 (0 where it is not given). Slower "
              + "is what is shown to be slower and, as estimated, by more than this.")
  private String tolerance = "0";

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description =
          "Compares a secondary metric, such as gc.alloc.rate.norm, instead of the score. What is "
              + "given per operation counts as a cost, operations by time as a rate; of any other it is "
              + "only said whether it is more or less.")
  private Optional<String> metric = Optional.empty();

  @Option(
      names = "--floor",
      paramLabel = "AMOUNT",
      description =
          "A difference of less than this is none, such as 16 (in the metric's own unit) or 2ns/op. "
              + "Where it is not given: 0.5 for what is in B/op, else 0.")
  private Optional<String> floor = Optional.empty();

  @Option(
      names = "--filter",
      paramLabel = "REGEX",
      description =
          "Only the cells in whose written form (Class.method:avgt:t1?name=value) it is found. "
              + "The others do not count among the tests.")
  private Optional<String> filter = Optional.empty();

  @Option(
      names = "--strict",
      description = "Exit codes 3 and 4 as well, where not all cells can be compared.")
  private boolean strict;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "markdown (the default), json or csv.")
  private String format = "markdown";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Writes to a file instead of standard output.")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--github",
      description = "Appends the Markdown to $GITHUB_STEP_SUMMARY as well, within its 1 MiB.")
  private boolean github;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Question question = question();
    Optional<ComparisonFormat> chosen = format();
    Optional<Path> summary = github ? Optional.of(ReportOutput.summary()) : Optional.empty();
    requireTwo();
    CompareInputs inputs = new CompareInputs(System.in, spec.commandLine().getErr()::println);
    CompareInputs.Given base = inputs.read(given.getFirst(), BASE);
    CompareInputs.Given candidate = inputs.read(given.getLast(), CANDIDATE);
    boolean namesakes = base.name().equals(candidate.name());
    Comparison comparison =
        Comparer.compare(
            base.side(namesakes ? base.given() : base.name()),
            candidate.side(namesakes ? candidate.given() : candidate.name()),
            question);
    requireUnit(comparison);
    String markdown =
        github || chosen.isEmpty()
            ? ComparisonReport.render(comparison, base.sources(), candidate.sources())
            : "";
    String text = chosen.map(f -> f.text(comparison)).orElse(markdown);
    ReportOutput.write(Map.of("", text), output, spec.commandLine().getOut());
    summary.ifPresent(file -> ReportOutput.appendToSummary(markdown, file));
    return exit(comparison);
  }

  private int exit(Comparison comparison) {
    if (!comparison.of(Verdict.WORSE).isEmpty()) {
      return ExitCode.SLOWER;
    }
    if (!comparison.of(Verdict.INCOMPARABLE).isEmpty() || (strict && comparison.lacksCells())) {
      return ExitCode.TRIAL_FAILED;
    }
    boolean all = comparison.of(Verdict.UNDECIDED).isEmpty();
    return !comparison.judgedAny() || (strict && !all) ? ExitCode.UNDECIDED : ExitCode.DONE;
  }

  private void requireTwo() {
    if (given.size() != 2) {
      throw new UnusableInputException(
          "two inputs are compared, BASE and CANDIDATE, and here are %d%s"
              .formatted(
                  given.size(),
                  given.size() > 2
                      ? "; put a pattern in quotes, so that the shell leaves it alone: 'base-*.json'"
                      : "; name two files of JMH (-rf json, best of all) or two run directories"));
    }
    if (given.equals(List.of("-", "-"))) {
      throw new UnusableInputException("- - : standard input can be one of the two only");
    }
  }

  private Question question() {
    // Before JMH 1.37 the names of profilers' metrics began with a dot.
    Optional<String> name = metric.map(text -> text.startsWith("·") ? text.substring(1) : text);
    return new Question(
        name,
        cells(),
        alpha.map(p -> Fraction.probability(p, "--alpha")).orElse(Question.USUAL_ALPHA),
        Fraction.tolerance(tolerance, "--tolerance"),
        floor.map(CompareCommand::amount));
  }

  /** An amount with its unit, as JMH writes units, or without where the metric's is meant. */
  private static Quantity amount(String text) {
    Matcher form = AMOUNT.matcher(text.strip());
    if (!form.matches()) {
      throw new UnusableInputException(
          "--floor %s: an amount that is 0 or more, such as 0.5 or 2ns/op".formatted(text));
    }
    double amount = Double.parseDouble(form.group(1));
    String unit = form.group(2) == null ? "" : form.group(2);
    return Quantity.ofSecondary(
        new Metric("floor", unit, amount, Double.NaN, List.of(), Metric.Origin.MEAN));
  }

  /** An amount in no unit of the numbers would be passed over without a word. */
  private void requireUnit(Comparison comparison) {
    String unit = floor.map(CompareCommand::amount).map(Quantity::unit).orElse("");
    List<Quantity> all = comparison.cells().stream().map(ComparedCell::base).toList();
    if (floor.isEmpty() || unit.isEmpty() && all.stream().noneMatch(Quantity::isTimeOrRate)) {
      return;
    }
    if (all.stream().noneMatch(quantity -> quantity.unit().equals(unit))) {
      throw new UnusableInputException(
          "--floor %s: %s is measured in %s; give the amount such a unit, as in 2ns/op"
              .formatted(
                  floor.get(),
                  comparison.question().subject(),
                  all.stream().map(Quantity::unit).distinct().collect(Collectors.joining(", "))));
    }
  }

  private Predicate<Cell> cells() {
    if (filter.isEmpty()) {
      return cell -> true;
    }
    try {
      Predicate<String> found = Pattern.compile(filter.get()).asPredicate();
      return cell -> found.test(cell.toString());
    } catch (PatternSyntaxException e) {
      throw new UnusableInputException(
          "--filter %s: not a regular expression: %s".formatted(filter.get(), e.getDescription()),
          e);
    }
  }

  private Optional<ComparisonFormat> format() {
    Optional<ComparisonFormat> found = ComparisonFormat.labelled(format);
    if (found.isEmpty() && !format.equals("markdown")) {
      throw new UnusableInputException(
          "--format %s: no such format; choose markdown, json, csv".formatted(format));
    }
    return found;
  }
}
