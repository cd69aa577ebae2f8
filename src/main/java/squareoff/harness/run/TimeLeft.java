package squareoff.harness.run;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How long trials take, learned from those that have ended: a cell's own mean where it has been
 * run, else what its iterations were asked to take plus what the others needed on top of that.
 */
public final class TimeLeft {

  /** What a trial needs on top of its iterations, in seconds, until one has been measured. */
  private static final double USUAL_OVERHEAD = 1.0;

  private final Map<String, double[]> byCell = new HashMap<>();
  private double overhead;
  private int measured;

  /**
   * Learns from a trial.
   *
   * @param cell what was run
   * @param seconds how long it took, in seconds
   */
  void add(PlannedCell cell, double seconds) {
    double[] sum = byCell.computeIfAbsent(cell.cell().toString(), key -> new double[2]);
    sum[0] += seconds;
    sum[1]++;
    overhead += Math.max(0, seconds - cell.seconds());
    measured++;
  }

  /**
   * What a trial should take.
   *
   * @param cell what is run
   * @return the time in seconds, JVM start included
   */
  double of(PlannedCell cell) {
    double[] sum = byCell.get(cell.cell().toString());
    if (sum != null) {
      return sum[0] / sum[1];
    }
    return cell.seconds() + (measured == 0 ? USUAL_OVERHEAD : overhead / measured);
  }

  /** What several trials should take together, in seconds. */
  double of(Collection<Trial> trials) {
    return trials.stream().mapToDouble(trial -> of(trial.cell())).sum();
  }

  /**
   * What a whole plan should take before anything has been measured.
   *
   * @param plan the plan
   * @return the time in seconds; single shots count as what a JVM needs to start
   */
  public static double expected(Plan plan) {
    TimeLeft unknown = new TimeLeft();
    return plan.rounds()
        * plan.builds().size()
        * plan.cells().stream().mapToDouble(unknown::of).sum();
  }
}
