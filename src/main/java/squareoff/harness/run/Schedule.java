package squareoff.harness.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The order of trials: round by round, each round in a random order of its own. */
final class Schedule {

  private Schedule() {}

  /**
   * All trials of a plan. The same seed gives the same order on every machine: {@link Random} is
   * specified to the bit.
   */
  static List<Trial> of(Plan plan) {
    List<Trial> all = new ArrayList<>();
    for (int round = 0; round < plan.rounds(); round++) {
      List<Trial> trials = new ArrayList<>();
      for (PlannedCell cell : plan.cells()) {
        for (String build : plan.builds().keySet()) {
          trials.add(new Trial(cell, build, round));
        }
      }
      Collections.shuffle(trials, new Random(plan.seed() * 1_000_003 + round));
      all.addAll(trials);
    }
    return all;
  }
}
