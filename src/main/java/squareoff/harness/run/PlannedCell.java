package squareoff.harness.run;

import java.util.List;
import squareoff.harness.result.Cell;

/**
 * A cell with what a trial of it takes.
 *
 * @param cell the identity of its results
 * @param args the JMH arguments that select it and set its times, without those that all trials
 *     share
 * @param seconds what its iterations were asked to take together, in seconds; 0 where the mode has
 *     no times to ask for
 * @param timeout after how many seconds a trial of it is taken for hung, above 0
 */
public record PlannedCell(Cell cell, List<String> args, double seconds, double timeout) {

  /** Keeps a copy that cannot be changed. */
  public PlannedCell {
    args = List.copyOf(args);
  }
}
