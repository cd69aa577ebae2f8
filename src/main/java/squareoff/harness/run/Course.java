package squareoff.harness.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Chooses which trials come next, from what those so far have brought. */
public interface Course {

  /**
   * The next trials.
   *
   * @param recorded every trial that has ended, in the order in which they did; a list that has
   *     grown at its end since the last call
   * @return trials to run in this order before the next call; empty where none is to come
   */
  List<Trial> next(List<TrialRecord> recorded);

  /**
   * Every trial of a plan, round by round, each round in a random order of its own.
   *
   * @param plan whose trials
   */
  static Course whole(Plan plan) {
    return recorded -> {
      Set<Trial.Key> ended = new HashSet<>();
      recorded.forEach(trial -> ended.add(trial.key()));
      return Schedule.of(plan).stream().filter(trial -> !ended.contains(trial.key())).toList();
    };
  }
}
