package squareoff.harness.gate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import squareoff.harness.run.Journal;
import squareoff.harness.run.MeasuredJvms;
import squareoff.harness.run.Plan;
import squareoff.harness.run.TrialRecord;
import squareoff.harness.run.UnusableInputException;
import squareoff.harness.stats.TrialBlock;

/** Decides again from recorded trials, and runs nothing. */
public final class Replay {

  private Replay() {}

  /**
   * Decides from one gate's trials, in the order in which they ended: by its own terms that gives
   * its own verdicts.
   *
   * @param contents the journal's
   * @param changed the terms to use, from those of the gate
   * @return the verdicts
   */
  public static GateResult of(Journal.Contents contents, UnaryOperator<Terms> changed) {
    Plan plan = contents.plan().withEnvironment(MeasuredJvms.environment(List.of(contents)));
    GateCourse course = new GateCourse(plan, changed.apply(Terms.of(plan)));
    course.next(contents.trials());
    return course.result();
  }

  /**
   * Decides from the trials of several gates of the same jars, such as those of several machines,
   * or of several parts of the cells. Blocks stay within their gate; the trials of one machine are
   * evidence together, those of several each by itself; it is decided once.
   *
   * @param gates what each journal holds, in any order
   * @param changed the terms to use, from those of a gate
   * @return the verdicts over the cells of all, with the jars and the environment of the first by
   *     the machine's name
   * @throws UnusableInputException if they are of different jars or policies, or two of them have
   *     the same trials, or drew their order by one lot
   */
  public static GateResult of(List<Journal.Contents> gates, UnaryOperator<Terms> changed) {
    if (gates.size() == 1) {
      return of(gates.getFirst(), changed);
    }
    List<Journal.Contents> inOrder = Machines.inOrder(gates);
    Plan first = inOrder.getFirst().plan();
    Terms terms = changed.apply(Terms.of(first));
    for (Journal.Contents gate : inOrder) {
      refuseOthers(first, gate.plan());
      Terms its = changed.apply(Terms.of(gate.plan()));
      if (!its.policy().toString().equals(terms.policy().toString())) {
        throw new UnusableInputException(
            ("--replay: runs %s and %s were held to different policies; say which by --tolerance,"
                    + " --tolerances, --alpha and --beta")
                .formatted(first.run(), gate.plan().run()));
      }
    }
    refuseSameLots(inOrder);
    return Machines.judge(inOrder, terms);
  }

  /**
   * What a gate's journal has lost in its middle: a block that lacks a trial does not count. The
   * block that was under way when the gate ended, and those of cells that failed, lack none.
   *
   * @param contents the journal's
   * @return a sentence where something is missing
   */
  public static Optional<String> gaps(Journal.Contents contents) {
    Map<String, Map<Integer, Integer>> measured = new LinkedHashMap<>();
    for (TrialRecord trial : contents.trials()) {
      if (trial.measured().isPresent()) {
        measured
            .computeIfAbsent(trial.cell(), cell -> new HashMap<>())
            .merge(trial.round() / 2, 1, Integer::sum);
      }
    }
    contents.failures().forEach(trial -> measured.remove(trial.cell()));
    List<String> lacking = new ArrayList<>();
    measured.forEach((cell, trials) -> {
      int last = Collections.max(trials.keySet());
      boolean underWay = contents.trials().getLast().cell().equals(cell);
      for (int block = 0; block < (underWay ? last : last + 1); block++) {
        if (trials.getOrDefault(block, 0) < 2 * TrialBlock.PAIRS) {
          lacking.add("%s, rounds %d and %d".formatted(cell, 2 * block, 2 * block + 1));
        }
      }
    });
    return lacking.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s of four trials with a trial that the journal lacks: they do not count: %s%s"
                .formatted(
                    lacking.size() == 1 ? "1 block" : lacking.size() + " blocks",
                    lacking.getFirst(),
                    lacking.size() == 1 ? "" : ", …"));
  }

  /** The lot that put a block in order. */
  private record Lot(long seed, String cell, int block) {}

  /** Evidence of one journal may count once only, and so may what one lot has put in order. */
  private static void refuseSameLots(List<Journal.Contents> gates) {
    Map<String, Plan> byHash = new HashMap<>();
    Map<Lot, Plan> byLot = new HashMap<>();
    for (Journal.Contents gate : gates) {
      Plan plan = gate.plan();
      if (byHash.put(plan.hash(), plan) != null) {
        throw new UnusableInputException(
            "--replay: run %s is given twice; its trials may count once".formatted(plan.run()));
      }
      for (TrialRecord trial : gate.trials()) {
        Plan other =
            byLot.put(new Lot(plan.seed(), trial.cell(), trial.round() / TrialBlock.PAIRS), plan);
        if (other != null && other != plan) {
          throw new UnusableInputException(
              ("--replay: runs %s and %s drew the order of the trials of %s from the same seed (%d),"
                      + " so that they are no evidence of each other's; replay them one by one, and"
                      + " give gates of the same cells to be put together no --seed, or different ones")
                  .formatted(other.run(), plan.run(), trial.cell(), plan.seed()));
        }
      }
    }
  }

  private static void refuseOthers(Plan first, Plan other) {
    for (String build : first.builds().keySet()) {
      String expected = first.builds().get(build).sha256();
      String found = other.builds().get(build).sha256();
      if (!expected.equals(found)) {
        throw new UnusableInputException(
            ("--replay: the %s of run %s is another jar than that of run %s (SHA-256 %.12s and"
                    + " %.12s); trials of different jars say nothing together")
                .formatted(build, other.run(), first.run(), found, expected));
      }
    }
  }
}
