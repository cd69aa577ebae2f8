package squareoff.harness.run;

/**
 * One JVM fork of one cell of one build: the unit of running, of recording, of resuming and of
 * statistics.
 *
 * @param cell what is measured
 * @param build the name of the jar under test
 * @param round which of the plan's rounds it belongs to, from 0
 */
public record Trial(PlannedCell cell, String build, int round) {

  /** What tells this trial from every other of its plan. */
  Key key() {
    return new Key(cell.cell().toString(), build, round);
  }

  /**
   * What tells a trial from every other of its plan.
   *
   * @param cell the cell, written out
   * @param build the name of the jar under test
   * @param round the round, from 0
   */
  record Key(String cell, String build, int round) {}
}
