package squareoff.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static squareoff.harness.gate.GateCourseTest.NO_BUDGET;
import static squareoff.harness.gate.GateCourseTest.cells;
import static squareoff.harness.gate.InventedMachine.plan;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import squareoff.harness.run.Plan;
import squareoff.harness.run.PlannedCell;
import squareoff.harness.run.Trial;
import squareoff.harness.run.TrialRecord;

/** Gates of many cells, in processor time, which a busy machine does not change much. */
class GreatGateTest {

  /** Quadratic would be 400 times. */
  @Test
  void choosesATrialAmongManyCellsAboutAsFastAsAmongFew() {
    long few = Math.min(nanosToChoose(100), nanosToChoose(100));
    long many = Math.min(nanosToChoose(2000), nanosToChoose(2000));
    assertThat(many).isLessThan(60 * few);
  }

  /** What was told is not gone through again: linear would be 20 times. */
  @Test
  void newsAndTheNumberOfDecidedCellsCostTheSameAmongManyCells() {
    long few = Math.min(nanosToTell(100), nanosToTell(100));
    long many = Math.min(nanosToTell(2000), nanosToTell(2000));
    assertThat(many).isLessThan(7 * few);
  }

  private static long nanosToTell(int cells) {
    Plan plan = plan(40, NO_BUDGET, cells(cells));
    GateCourse course = new GateCourse(plan);
    List<TrialRecord> trials = new ArrayList<>();
    InventedMachine machine = new InventedMachine(13);
    for (PlannedCell cell : plan.cells()) {
      machine.with(cell.cell().toString(), 1.3, 0.001);
      for (int block = 0; block < 3; block++) {
        trials.addAll(machine.trials(BlockOrder.of(plan.seed(), cell, block)));
      }
    }
    course.next(trials);
    assertThat(course.news()).hasSize(course.decided()).hasSizeGreaterThan(cells / 2);
    assertThat(course.news()).isEmpty();
    List<Trial> more = BlockOrder.of(plan.seed(), plan.cells().getFirst(), 3);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (int i = 0; i < 400; i++) {
      course.add(machine.trials(more.subList(i % 4, i % 4 + 1)).getFirst());
      long from = threads.getCurrentThreadCpuTime();
      int decided = course.decided();
      int news = course.news().size();
      nanos += threads.getCurrentThreadCpuTime() - from;
      assertThat(news).isEqualTo(1);
      assertThat(decided).isGreaterThan(cells / 2);
    }
    return nanos / 400;
  }

  private static long nanosToChoose(int cells) {
    Plan plan = plan(40, NO_BUDGET, cells(cells));
    InventedMachine machine = new InventedMachine(13);
    List<TrialRecord> trials = new ArrayList<>();
    for (PlannedCell cell : plan.cells()) {
      machine.with(cell.cell().toString(), 1, 0.05);
      trials.addAll(machine.trials(BlockOrder.of(plan.seed(), cell, 0)));
    }
    GateCourse course = new GateCourse(plan);
    List<Trial> next = course.next(trials);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (int i = 0; i < 80; i++) {
      trials.addAll(machine.trials(next));
      long from = threads.getCurrentThreadCpuTime();
      next = course.next(trials);
      nanos += threads.getCurrentThreadCpuTime() - from;
    }
    return nanos / 80;
  }
}
