package squareoff.harness.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import squareoff.harness.report.MarkdownReport;
import squareoff.harness.report.Source;
import squareoff.harness.run.Journal;
import squareoff.harness.run.Plan;
import squareoff.harness.run.Run;
import squareoff.harness.run.TrialRecord;
import squareoff.harness.text.SafeText;

/** What a run prints at its end: the table, what failed, where it is, and what to do next. */
final class RunSummary {

  private RunSummary() {}

  /**
   * Prints it.
   *
   * @return the exit code
   */
  static int print(Run run, Journal.Contents contents, CommandLine command) {
    PrintWriter out = command.getOut();
    Source source = Sources.of(run.directory(), contents, Plan.CANDIDATE);
    out.print(MarkdownReport.render(source, SuiteFile.options(run.directory().path())));
    out.print(ProfileClaims.outcomes(run.directory().path(), source));
    out.flush();
    PrintWriter err = command.getErr();
    List<TrialRecord> failures = contents.failures();
    failures.forEach(failure -> describe(failure, run, err));
    err.printf("%nEverything is in %s%n", run.directory().path());
    if (failures.isEmpty()) {
      err.printf("The table again: %s report %s%n", OwnJar.command(), run.directory().path());
    } else {
      err.printf(
          "%d of %d trials failed. Run them again: %s run --resume %s --retry-failed%n",
          failures.size(), contents.plan().trials(), OwnJar.command(), run.directory().path());
    }
    err.flush();
    return failures.isEmpty() ? ExitCode.DONE : ExitCode.TRIAL_FAILED;
  }

  private static void describe(TrialRecord failure, Run run, PrintWriter err) {
    TrialRecord.Failed failed = failure.failed().orElseThrow();
    err.printf(
        "%nFAILED %s, trial %d: %s. The end of logs/%05d.log:%n",
        SafeText.line(failure.cell()),
        failure.round() + 1,
        SafeText.line(failure.failureReason().orElseThrow()),
        failure.order());
    failed.log().lines().forEach(line -> err.println("  | " + line));
  }
}
