package squareoff.harness.audit;

import java.util.List;
import squareoff.harness.stats.Sample;

/**
 * What was recorded of one cell, all of it with the same jar.
 *
 * @param name the cell, written out
 * @param rate whether its score is one of which more is better
 * @param blocks of four trials next to each other in time, each in the order of time
 */
record RecordedCell(String name, boolean rate, List<List<RecordedTrial>> blocks) {

  /** The standard deviation between the trials of a block, of the logarithm of their cost. */
  double noise() {
    double variances = 0;
    for (List<RecordedTrial> block : blocks) {
      variances += Sample.of(block.stream().map(RecordedTrial::logCost).toList()).variance();
    }
    return Math.sqrt(variances / blocks.size());
  }
}
