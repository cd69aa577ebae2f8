package squareoff.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;
import squareoff.harness.gate.GateResult;
import squareoff.harness.gate.Verdict;
import squareoff.harness.report.verdict.GithubAnnotations;
import squareoff.harness.report.verdict.JUnitXml;
import squareoff.harness.report.verdict.VerdictJson;
import squareoff.harness.report.verdict.VerdictPage;
import squareoff.harness.report.verdict.VerdictTable;
import squareoff.harness.run.UnusableInputException;
import squareoff.harness.text.SafeText;

/** Where a gate's verdicts go. */
final class GateOutput {

  @Option(
      names = "-o",
      paramLabel = "FILE",
      description = "Writes the table there instead of to standard output.")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes verdicts.json there as well.")
  private Optional<Path> json = Optional.empty();

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Writes a page with a chart of the intervals there as well.")
  private Optional<Path> html = Optional.empty();

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description =
          "Writes JUnit's XML there as well: slower cells are failures, failed ones errors.")
  private Optional<Path> junit = Optional.empty();

  @Option(
      names = "--github",
      description =
          "Appends the table to $GITHUB_STEP_SUMMARY as well, and prints the worst cells as"
              + " annotations.")
  private boolean github;

  @Option(
      names = "--strict",
      description = "Exit code 3 where cells remain undecided, 4 where one jar lacks a cell.")
  private boolean strict;

  /** What could not be written. */
  private final List<String> lost = new ArrayList<>();

  /** Looks at what can be known to be wrong before hours of trials. */
  void check() {
    output.ifPresent(file -> requireFolder("-o", file));
    json.ifPresent(file -> requireFolder("--json", file));
    html.ifPresent(file -> requireFolder("--html", file));
    junit.ifPresent(file -> requireFolder("--junit", file));
    if (github) {
      ReportOutput.summary();
    }
  }

  private static void requireFolder(String option, Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new UnusableInputException(
          "%s %s: cannot be written; name a file in a directory that exists"
              .formatted(option, file));
    }
  }

  /** Takes note of a file of the run directory that could not be written. */
  void lost(IOException why, Path directory) {
    lost.add(
        "--out %s: not all files can be written (%s); make room there, then go on with --resume"
            .formatted(directory, why.getMessage()));
  }

  /**
   * Writes it all: what fails keeps none of the rest from whoever has waited hours for it.
   *
   * @param result the verdicts
   * @param directory the run directory, which gets verdicts.json; empty for a replay
   * @param out where the table goes, also where the file cannot be written that it was meant for
   * @param err hears of what cannot be written
   * @return the exit code
   */
  int write(GateResult result, Optional<Path> directory, PrintWriter out, PrintWriter err) {
    Optional<Path> own = directory.map(path -> path.resolve("verdicts.json"));
    write("--out", own, () -> VerdictJson.write(result));
    write("--json", json, () -> VerdictJson.write(result));
    write("--html", html, () -> VerdictPage.render(result));
    write("--junit", junit, () -> JUnitXml.render(result));
    if (!write("-o", output, () -> VerdictTable.render(result))) {
      out.print(VerdictTable.brief(result));
    }
    if (github) {
      trying(
          () -> ReportOutput.appendToSummary(VerdictTable.render(result), ReportOutput.summary()));
      GithubAnnotations.render(result).forEach(out::println);
    }
    out.flush();
    lost.forEach(message -> err.println("gate: " + SafeText.line(message)));
    return lost.isEmpty() ? exitCode(result) : ExitCode.USAGE;
  }

  private boolean write(String option, Optional<Path> file, Supplier<String> text) {
    return file.isPresent() && trying(() -> OutputFile.write(option, file.get(), text.get()));
  }

  private boolean trying(Runnable output) {
    try {
      output.run();
      return true;
    } catch (UnusableInputException e) {
      lost.add(e.getMessage());
      return false;
    }
  }

  /** What scripts are told: the worst of what holds. */
  int exitCode(GateResult result) {
    if (result.count(Verdict.SLOWER) + result.count(Verdict.MIXED) > 0) {
      return ExitCode.SLOWER;
    }
    boolean missing = !result.onlyInBase().isEmpty() || !result.onlyInCandidate().isEmpty();
    if (result.count(Verdict.FAILED) + result.count(Verdict.INCOMPARABLE) > 0
        || (strict && missing)) {
      return ExitCode.TRIAL_FAILED;
    }
    boolean slowerOnOne =
        result.cells().stream()
            .anyMatch(cell -> cell.verdict() == Verdict.UNDECIDED && cell.slowerOnOne());
    return result.nothingDecided() || slowerOnOne || (strict && result.count(Verdict.UNDECIDED) > 0)
        ? ExitCode.UNDECIDED
        : ExitCode.DONE;
  }
}
