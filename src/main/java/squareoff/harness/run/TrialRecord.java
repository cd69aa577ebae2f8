package squareoff.harness.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import squareoff.harness.machine.Quietness;
import squareoff.harness.result.Conditions;
import squareoff.harness.result.JmhEntry;

/**
 * What the journal holds of a trial that has ended.
 *
 * @param cell the cell, written out
 * @param build the name of the jar under test
 * @param round the round, from 0
 * @param order the how-manieth trial of the run it was, from 0
 * @param startedAt when it started, ISO 8601 in UTC
 * @param seconds how long it took, JVM start included
 * @param machine how quiet the machine was meanwhile, by measure; only what is known
 * @param outcome what came of it
 * @param facts how it was measured, where JMH's entry does not say, by the names of {@link
 *     squareoff.harness.result.Conditions}; empty where a journal has none
 */
public record TrialRecord(
    String cell,
    String build,
    int round,
    int order,
    String startedAt,
    double seconds,
    Map<String, Double> machine,
    Outcome outcome,
    Map<String, String> facts) {

  /** A trial of which nothing is known but JMH's entry. */
  public TrialRecord(
      String cell,
      String build,
      int round,
      int order,
      String startedAt,
      double seconds,
      Map<String, Double> machine,
      Outcome outcome) {
    this(cell, build, round, order, startedAt, seconds, machine, outcome, Map.of());
  }

  /** What came of a trial. */
  public sealed interface Outcome {}

  /**
   * It measured.
   *
   * @param entry JMH's own entry for it, unchanged
   */
  public record Measured(JmhEntry entry) implements Outcome {}

  /**
   * It measured nothing.
   *
   * @param reason a word: {@code timeout}, {@code exit}, {@code no-result}, {@code other-result}
   * @param exit the exit code of the process that ran JMH, 128 + signal where it was killed
   * @param log the last lines of its output
   */
  public record Failed(String reason, int exit, String log) implements Outcome {}

  /** How it was measured, where it was. */
  public Optional<Conditions> conditions() {
    return measured().map(entry -> Conditions.of(entry, facts));
  }

  /** What tells this trial from every other of its plan. */
  Trial.Key key() {
    return new Trial.Key(cell, build, round);
  }

  /**
   * What disturbed the machine meanwhile.
   *
   * @return phrases; empty if it was quiet, or nothing is known
   */
  public List<String> disturbances() {
    return Quietness.fromMap(machine).disturbances();
  }

  /**
   * JMH's entry, where the trial measured.
   *
   * @return the entry, or empty for a failed trial
   */
  public Optional<JmhEntry> measured() {
    return outcome instanceof Measured m ? Optional.of(m.entry()) : Optional.empty();
  }

  /**
   * Why the trial failed, where it did.
   *
   * @return the failure, or empty for a trial that measured
   */
  public Optional<Failed> failed() {
    return outcome instanceof Failed f ? Optional.of(f) : Optional.empty();
  }

  /**
   * Why the trial failed, in a few words.
   *
   * @return a phrase, or empty for a trial that measured
   */
  public Optional<String> failureReason() {
    return failed()
        .map(failed ->
            switch (failed.reason()) {
              case "timeout" -> "killed by the watchdog after %.0f s".formatted(seconds);
              case "exit" -> "JMH ended with exit code " + failed.exit();
              case "no-result" -> "JMH wrote no result";
              case "other-result" -> "JMH measured something else";
              default -> failed.reason();
            });
  }
}
