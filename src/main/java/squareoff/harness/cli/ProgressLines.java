package squareoff.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import squareoff.harness.run.Plan;
import squareoff.harness.run.Trial;
import squareoff.harness.run.TrialRecord;
import squareoff.harness.text.SafeText;

/** A line for each finished trial, for logs. */
final class ProgressLines implements Progress {

  private final PrintWriter err;
  private int total;
  private String name = "";

  ProgressLines(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void started(Plan plan, Path directory, int done) {
    total = plan.trials();
    line(Progress.heading(plan, directory, done));
  }

  @Override
  public void trialStarted(Trial trial, int done) {
    name = Progress.shortName(trial);
  }

  @Override
  public void waitingFor(Path lock) {
    line("waiting: another JMH is running on this machine and holds " + lock);
  }

  @Override
  public void note(String sentence) {
    line(sentence);
  }

  @Override
  public void trialEnded(TrialRecord record, int done, double secondsLeft) {
    line(
        "%d/%d  %s  %s  (%.1f s, %s left)"
            .formatted(
                done,
                total,
                name,
                Progress.outcome(record),
                record.seconds(),
                Durations.text(secondsLeft)));
  }

  private void line(String text) {
    err.println(SafeText.line(text));
    err.flush();
  }

  @Override
  public void close() {
    err.flush();
  }
}
