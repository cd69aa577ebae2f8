package squareoff.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import squareoff.harness.gate.GateCourse;
import squareoff.harness.gate.Verdict;
import squareoff.harness.result.Cell;
import squareoff.harness.run.Plan;
import squareoff.harness.run.RunListener;
import squareoff.harness.run.Trial;
import squareoff.harness.run.TrialRecord;
import squareoff.harness.text.SafeText;

/**
 * Shows how far a gate is: on a terminal a line that is redrawn, elsewhere a line for each block of
 * trials.
 */
final class GateProgress implements RunListener, AutoCloseable {

  private final PrintWriter err;
  private final GateCourse course;
  private final boolean terminal;
  private final int width;
  private final Set<Cell> told = new HashSet<>();
  private int cells;
  private Optional<Trial> trial = Optional.empty();
  private String status = "";
  private boolean waited;
  private boolean saidWaiting;

  GateProgress(PrintWriter err, GateCourse course, boolean terminal, int width) {
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
        "%d cell%s of base and candidate, at most %d pairs of trials each%s%s, recorded in %s"
            .formatted(
                cells,
                cells == 1 ? "" : "s",
                plan.rounds(),
                Double.isFinite(course.budget())
                    ? " and %s of trials".formatted(Durations.text(course.budget()))
                    : "",
                done == 0 ? "" : "; %d trials done before".formatted(done),
                directory));
  }

  @Override
  public void trialStarted(Trial next, int done) {
    boolean another =
        trial
            .filter(before ->
                before.cell().cell().equals(next.cell().cell())
                    && before.round() / 2 == next.round() / 2)
            .isEmpty();
    trial = Optional.of(next);
    waited = false;
    tellSlower();
    status =
        "%d/%d decided, %s%s; %spairs %d-%d of %s"
            .formatted(
                course.decided(),
                cells,
                Durations.text(course.seconds()),
                Double.isFinite(course.budget()) ? " of " + Durations.text(course.budget()) : "",
                terminal ? next.build() + ", " : "",
                next.round() / 2 * 2 + 1,
                next.round() / 2 * 2 + 2,
                Progress.shortName(next));
    if (terminal) {
      draw();
    } else if (another) {
      line(status);
    }
  }

  /** What is slower is worth to be known before the end. */
  private void tellSlower() {
    course
        .news()
        .forEach((cell, verdict) -> {
          if (verdict == Verdict.SLOWER && told.add(cell)) {
            line("slower: " + Progress.shortName(cell));
          }
        });
  }

  @Override
  public void waitingFor(Path lock) {
    waited = true;
    // Where another runs for long, each of our trials waits for one of its: said once.
    if (!saidWaiting) {
      saidWaiting = true;
      line("waiting: another JMH is running on this machine and holds " + lock);
    }
  }

  @Override
  public void note(String sentence) {
    line(sentence);
  }

  @Override
  public void trialEnded(TrialRecord record, int done, double secondsLeft) {
    if (!waited) {
      saidWaiting = false;
    }
    if (record.failed().isPresent()) {
      line(
          "%s of %s  %s"
              .formatted(
                  record.build(),
                  trial.map(Progress::shortName).orElse(record.cell()),
                  Progress.outcome(record)));
    }
  }

  private void line(String text) {
    if (terminal) {
      Terminal.clearLine(err);
    }
    err.println(SafeText.line(text));
    if (terminal) {
      draw();
    }
    err.flush();
  }

  private void draw() {
    Terminal.clearLine(err);
    err.print(status.substring(0, Math.min(status.length(), Math.max(0, width - 1))));
    err.flush();
  }

  @Override
  public void close() {
    status = "";
    tellSlower();
    if (terminal) {
      Terminal.clearLine(err);
    }
    err.flush();
  }
}
