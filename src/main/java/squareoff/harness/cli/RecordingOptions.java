package squareoff.harness.cli;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import squareoff.harness.run.Plan;
import squareoff.harness.run.TypedJava;
import squareoff.harness.run.UnusableInputException;

/** Where trials are recorded, in which order they come, and how a recording goes on. */
final class RecordingOptions {

  private static final int SEEDS = 1_000_000;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run directory, new or empty (results/<UTC time>-<host>).")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the order of the trials.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--dry-run",
      description = "Print the plan and about how long it takes; run nothing.")
  private boolean dryRun;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Go on with one that was cut short: only what is missing is run.")
  private Optional<Path> resume = Optional.empty();

  @Option(names = "--retry-failed", description = "With --resume: run failed trials again.")
  private boolean retryFailed;

  /** Whether nothing is to be run. */
  boolean dryRun() {
    return dryRun;
  }

  /**
   * The run directory to go on with, if one was given.
   *
   * @throws UnusableInputException if there is none, but failed trials are to be run again
   */
  Optional<Path> resume() {
    if (retryFailed && resume.isEmpty()) {
      throw new UnusableInputException(
          "--retry-failed goes with --resume DIR: there are no failed trials yet");
    }
    return resume;
  }

  /** Whether failed trials are run again. */
  boolean retryFailed() {
    return retryFailed;
  }

  /**
   * Says on which java the trials run where that is the one that was typed, and this program, as
   * the launcher has just said, runs on another.
   *
   * @param plan what is to be measured
   * @param java what it is measured on unless -jvm names another
   * @param command the command that was given, where to say it
   */
  static void sayJava(Plan plan, TypedJava java, CommandSpec command) {
    if (!java.equals(TypedJava.ours()) && plan.java().equals(java.java())) {
      command
          .commandLine()
          .getErr()
          .printf(
              "%s: trials run on java %s (%s), as typed; -jvm names another%n",
              command.name(), plan.javaVersion(), plan.java());
    }
  }

  /**
   * Says that a recording goes on with the JVM arguments that it began with, where others were
   * typed.
   *
   * @param plan what is recorded
   * @param command the command that was given, where to say it
   */
  static void sayArguments(Plan plan, CommandSpec command) {
    List<String> typed = TypedJava.ours().args();
    if (!typed.isEmpty() && !typed.equals(plan.hostArgs())) {
      command
          .commandLine()
          .getErr()
          .printf(
              "%s: trials keep the JVM arguments that they began with (%s), not those of this"
                  + " command (%s); to measure with these, begin anew%n",
              command.name(),
              plan.hostArgs().isEmpty() ? "none" : String.join(" ", plan.hostArgs()),
              String.join(" ", typed));
    }
  }

  /** The seed that was given, or a short one by lot, which can be typed again. */
  long seed() {
    return seed.orElseGet(() -> (long) new SecureRandom().nextInt(SEEDS));
  }

  /** The directory that was given, or a new one. */
  Path directory(Plan plan) {
    return out.orElseGet(() -> Directories.unused(plan));
  }

  /**
   * Refuses what an option that goes by a recording leaves no room for.
   *
   * @param option that option
   * @param allowed the options that may stand beside it, itself among them
   * @param command the command that was given
   * @param cells the regexes, of which there may be none
   * @param forJmh what is meant for JMH, of which there may be nothing
   */
  static void refuseBeside(
      String option,
      Set<String> allowed,
      CommandSpec command,
      CellOptions cells,
      List<String> forJmh) {
    List<String> given = new ArrayList<>();
    command.commandLine().getParseResult().matchedOptions().stream()
        .map(matched -> matched.longestName())
        .filter(name -> !allowed.contains(name))
        .forEach(given::add);
    given.addAll(cells.includes());
    if (!forJmh.isEmpty()) {
      given.add("-- " + String.join(" ", forJmh));
    }
    if (!given.isEmpty()) {
      throw new UnusableInputException(
          "%s goes by what was recorded and takes no %s"
              .formatted(option, String.join(", ", given)));
    }
  }
}
