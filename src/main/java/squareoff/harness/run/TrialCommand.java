package squareoff.harness.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command of a trial: JMH's own, as anyone can paste it. */
public final class TrialCommand {

  private TrialCommand() {}

  /**
   * The words of the command.
   *
   * @param plan whose trial it is
   * @param trial which one
   * @param result where JMH is to write its JSON
   */
  static List<String> of(Plan plan, Trial trial, Path result) {
    List<String> command = new ArrayList<>();
    command.add(plan.java());
    command.addAll(plan.hostArgs());
    command.addAll(List.of("-jar", plan.builds().get(trial.build()).given()));
    command.add("^\\Q" + trial.cell().cell().benchmark() + "\\E$");
    command.addAll(trial.cell().args());
    command.addAll(List.of("-f", "1", "-wf", "0", "-foe", "true"));
    command.addAll(List.of("-rf", "json", "-rff", result.toString()));
    return command;
  }

  /**
   * The command of a cell's first trial, for people to read and paste.
   *
   * @param plan whose trial it is
   * @param cell which cell
   * @return a line for a shell, with {@code result.json} for JMH's result
   */
  public static String example(Plan plan, PlannedCell cell) {
    Trial trial = new Trial(cell, plan.builds().keySet().iterator().next(), 0);
    return line(of(plan, trial, Path.of("result.json")));
  }

  /** The command as a line for a shell. */
  static String line(List<String> command) {
    List<String> words = new ArrayList<>();
    for (String word : command) {
      words.add(
          word.matches("[A-Za-z0-9_./:=,+@%-]+") ? word : "'" + word.replace("'", "'\\''") + "'");
    }
    return String.join(" ", words);
  }
}
