package squareoff.harness.cli;

import java.io.PrintWriter;
import java.util.List;
import squareoff.harness.run.Plan;
import squareoff.harness.run.PlannedCell;
import squareoff.harness.run.TimeLeft;
import squareoff.harness.run.TrialCommand;

/** Prints what a run would do. */
final class DryRun {

  private DryRun() {}

  static void print(Plan plan, PrintWriter out) {
    plan.cells().forEach(cell -> out.println(cell.cell()));
    out.println();
    boolean untimed = plan.cells().stream().anyMatch(cell -> cell.seconds() == 0);
    out.printf(
        "%d cell%s, %d trial%s each: %d trials in random order (--seed %d), about %s%s%n",
        plan.cells().size(),
        plan.cells().size() == 1 ? "" : "s",
        plan.rounds(),
        plan.rounds() == 1 ? "" : "s",
        plan.trials(),
        plan.seed(),
        Durations.text(TimeLeft.expected(plan)),
        untimed ? ", single shots counted as what a JVM takes to start" : "");
    List<PlannedCell> cells = plan.cells();
    out.printf("%nThe first cell's trial:%n%s%n", TrialCommand.example(plan, cells.getFirst()));
    out.flush();
  }
}
