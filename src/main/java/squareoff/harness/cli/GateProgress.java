package squareoff.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import squareoff.harness.gate.GateCourse;
import squareoff.harness.run.Plan;
import squareoff.harness.run.RunListener;
import squareoff.harness.run.Trial;
import squareoff.harness.run.TrialRecord;

/**
 * Shows how far a gate is: on a terminal a line that is redrawn, elsewhere a line for each block of
 * trials.
 */
final class GateProgress implements RunListener, AutoCloseable {

  private static final String CLEAR = "\r\033[K";

  private final PrintWriter err;
  private final GateCourse course;
  private final boolean terminal;
  private final int width;
  private int cells;
  private int decided;
  private Trial trial;

  private GateProgress(PrintWriter err, GateCourse course, boolean terminal, int width) {
    this.err = err;
    this.course = course;
    this.terminal = terminal;
    this.width = width;
  }

  static GateProgress on(PrintWriter err, GateCourse course) {
    boolean terminal = Terminal.isTerminal(2);
    return new GateProgress(err, course, terminal, terminal ? Terminal.width() : 0);
  }

  @Override
  public void started(Plan plan, Path directory, int done) {
    cells = plan.cells().size();
    line(
        "%d cell%s of base and candidate, at most %d pairs of trials each%s, recorded in %s"
            .formatted(
                cells,
                cells == 1 ? "" : "s",
                plan.rounds(),
                done == 0 ? "" : "; %d trials done before".formatted(done),
                directory));
  }

  @Override
  public void trialStarted(Trial next, int done) {
    boolean another =
        trial == null || !trial.cell().equals(next.cell()) || trial.round() / 2 != next.round() / 2;
    trial = next;
    if (course.decided() > decided) {
      decided = course.decided();
    }
    String status =
        "%d/%d decided, %s  pairs %d-%d of %s"
            .formatted(
                decided,
                cells,
                Durations.text(course.seconds()),
                next.round() / 2 * 2 + 1,
                next.round() / 2 * 2 + 2,
                Progress.shortName(next));
    if (terminal) {
      err.print(CLEAR + status.substring(0, Math.min(status.length(), Math.max(0, width - 1))));
      err.flush();
    } else if (another) {
      line(status);
    }
  }

  @Override
  public void waitingFor(Path lock) {
    line("waiting: another JMH is running on this machine and holds " + lock);
  }

  @Override
  public void trialEnded(TrialRecord record, int done, double secondsLeft) {
    if (record.failed().isPresent()) {
      line(
          "%s of %s  %s"
              .formatted(record.build(), Progress.shortName(trial), Progress.outcome(record)));
    }
  }

  private void line(String text) {
    err.println((terminal ? CLEAR : "") + text);
    err.flush();
  }

  @Override
  public void close() {
    if (terminal) {
      err.print(CLEAR);
    }
    err.flush();
  }
}
