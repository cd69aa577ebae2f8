package squareoff.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import squareoff.harness.gate.GateResult;
import squareoff.harness.gate.Verdict;
import squareoff.harness.report.verdict.GithubAnnotations;
import squareoff.harness.report.verdict.JUnitXml;
import squareoff.harness.report.verdict.VerdictJson;
import squareoff.harness.report.verdict.VerdictPage;
import squareoff.harness.report.verdict.VerdictTable;
import squareoff.harness.run.UnusableInputException;

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

  /**
   * Writes it all.
   *
   * @param result the verdicts
   * @param directory the run directory, which gets verdicts.json; empty for a replay
   * @param out where the table goes
   * @return the exit code
   */
  int write(GateResult result, Optional<Path> directory, PrintWriter out) {
    directory.ifPresent(path ->
        OutputFile.write("--out", path.resolve("verdicts.json"), VerdictJson.write(result)));
    json.ifPresent(file -> OutputFile.write("--json", file, VerdictJson.write(result)));
    html.ifPresent(file -> OutputFile.write("--html", file, VerdictPage.render(result)));
    junit.ifPresent(file -> OutputFile.write("--junit", file, JUnitXml.render(result)));
    if (output.isPresent()) {
      OutputFile.write("-o", output.get(), VerdictTable.render(result));
    } else {
      out.print(VerdictTable.brief(result));
    }
    if (github) {
      ReportOutput.appendToSummary(VerdictTable.render(result), ReportOutput.summary());
      GithubAnnotations.render(result).forEach(out::println);
    }
    out.flush();
    return exitCode(result);
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
