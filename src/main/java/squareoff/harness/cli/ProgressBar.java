package squareoff.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import squareoff.harness.run.Plan;
import squareoff.harness.run.Trial;
import squareoff.harness.run.TrialRecord;
import squareoff.harness.text.SafeText;

/** One line of a terminal, redrawn: bar, trial, time left, cell, last score. */
final class ProgressBar implements Progress {

  private static final int BAR = 20;

  private final PrintWriter err;
  private final int width;
  private int total;
  private int done;
  private String cell = "";
  private String last = "";
  private double secondsLeft = Double.NaN;
  private long learnedAt = System.nanoTime();

  ProgressBar(PrintWriter err, int width) {
    this.err = err;
    this.width = width;
  }

  @Override
  public synchronized void started(Plan plan, Path directory, int done) {
    total = plan.trials();
    this.done = done;
    err.println(Progress.heading(plan, directory, done));
    draw();
    // Once a second: often enough for a clock, too seldom to disturb what is measured.
    Thread clock = new Thread(this::tick, "progress");
    clock.setDaemon(true);
    clock.start();
  }

  private void tick() {
    try {
      while (true) {
        Thread.sleep(1000);
        synchronized (this) {
          if (total == 0) {
            return;
          }
          draw();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void trialStarted(Trial trial, int done) {
    this.done = done;
    cell = Progress.shortName(trial);
    draw();
  }

  @Override
  public synchronized void waitingFor(Path lock) {
    above("waiting: another JMH is running on this machine and holds " + lock);
  }

  @Override
  public synchronized void note(String sentence) {
    above(sentence);
  }

  @Override
  public synchronized void trialEnded(TrialRecord record, int done, double secondsLeft) {
    this.done = done;
    this.secondsLeft = secondsLeft;
    learnedAt = System.nanoTime();
    last = Progress.outcome(record);
    if (record.failed().isPresent()) {
      above(cell + "  " + last);
    }
    draw();
  }

  private void above(String line) {
    Terminal.clearLine(err);
    err.println(SafeText.line(line));
    draw();
  }

  private void draw() {
    Terminal.clearLine(err);
    err.print(line());
    err.flush();
  }

  private String line() {
    int filled = total == 0 ? 0 : BAR * done / total;
    String left =
        Double.isNaN(secondsLeft)
            ? ""
            : ", %s left".formatted(Durations.text(Math.max(0, secondsLeft - sinceLearned())));
    String text =
        "[%s%s] %d/%d%s  %s%s"
            .formatted(
                "#".repeat(filled),
                ".".repeat(BAR - filled),
                done,
                total,
                left,
                last.isEmpty() ? "" : "last " + last + "; ",
                cell);
    return text.length() < width ? text : text.substring(0, Math.max(0, width - 1));
  }

  private double sinceLearned() {
    return (System.nanoTime() - learnedAt) / 1e9;
  }

  @Override
  public synchronized void close() {
    total = 0;
    Terminal.clearLine(err);
    err.flush();
  }
}
