package squareoff.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import squareoff.harness.result.Cell;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.run.Plan;
import squareoff.harness.run.RunListener;
import squareoff.harness.run.Trial;
import squareoff.harness.run.TrialRecord;
import squareoff.harness.text.SafeText;

/** Shows how far a run is: a bar on a terminal, a line for each trial elsewhere. */
sealed interface Progress extends RunListener, AutoCloseable permits ProgressBar, ProgressLines {

  /**
   * The progress that suits where the messages go.
   *
   * @param err where messages go
   */
  static Progress on(PrintWriter err) {
    return Terminal.isTerminal(2) ? new ProgressBar(err, Terminal.width()) : new ProgressLines(err);
  }

  @Override
  void close();

  /** The heading of a run. */
  static String heading(Plan plan, Path directory, int done) {
    return "%d cell%s, %d trial%s each: %d trials%s, recorded in %s"
        .formatted(
            plan.cells().size() * plan.builds().size(),
            plan.cells().size() == 1 ? "" : "s",
            plan.rounds(),
            plan.rounds() == 1 ? "" : "s",
            plan.trials(),
            done == 0 ? "" : ", %d of them done before".formatted(done),
            directory);
  }

  /** A cell as short as it can be told: simple class, method, what distinguishes it. */
  static String shortName(Trial trial) {
    return shortName(trial.cell().cell());
  }

  /** A cell as short as it can be told: simple class, method, what distinguishes it. */
  static String shortName(Cell cell) {
    StringBuilder name = new StringBuilder(cell.simpleName()).append('.').append(cell.methodName());
    name.append(' ').append(cell.mode());
    if (cell.threads() > 1) {
      name.append(" t").append(cell.threads());
    }
    cell.params().forEach((key, value) -> name.append(' ').append(key).append('=').append(value));
    return SafeText.line(name.toString());
  }

  /** What came of a trial, in a few words. */
  static String outcome(TrialRecord record) {
    return switch (record.outcome()) {
      case TrialRecord.Measured m -> score(m.entry());
      case TrialRecord.Failed f ->
          switch (f.reason()) {
            case "timeout" -> "FAILED: killed after %.1f s".formatted(record.seconds());
            case "exit" -> "FAILED: exit code " + f.exit();
            default -> "FAILED: " + f.reason();
          };
    };
  }

  private static String score(JmhEntry entry) {
    return "%.4g %s".formatted(entry.primary().score(), entry.primary().unit());
  }
}
