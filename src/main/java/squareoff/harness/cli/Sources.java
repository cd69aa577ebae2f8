package squareoff.harness.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import squareoff.harness.machine.Environment;
import squareoff.harness.machine.Quietness;
import squareoff.harness.report.CellNotes;
import squareoff.harness.report.Disturbance;
import squareoff.harness.report.Source;
import squareoff.harness.result.Cell;
import squareoff.harness.run.Journal;
import squareoff.harness.run.MeasuredJvms;
import squareoff.harness.run.PlannedCell;
import squareoff.harness.run.RunDirectory;
import squareoff.harness.run.TrialRecord;

/** Makes what a report shows of what a run has recorded. */
final class Sources {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Sources() {}

  /**
   * The results of one build of a run, with what its journal knows beyond JMH's format.
   *
   * @param directory the run directory, which names the source
   * @param contents its journal's
   * @param build the name of the build
   */
  static Source of(RunDirectory directory, Journal.Contents contents, String build) {
    Map<Cell, CellNotes> notes = new LinkedHashMap<>();
    for (PlannedCell cell : contents.plan().cells()) {
      CellNotes note = notes(contents, cell.cell(), build);
      if (!note.equals(CellNotes.NONE)) {
        notes.put(cell.cell(), note);
      }
    }
    String run = directory.path().getFileName().toString();
    boolean alone = contents.plan().builds().size() == 1;
    return new Source(
        alone ? run : named(run, build),
        RunDirectory.merged(contents, build),
        notes,
        Environment.fromMap(MeasuredJvms.environment(List.of(contents))).summaryLines(),
        when(contents));
  }

  /** The name of one build of a run that has several. */
  static String named(String run, String build) {
    return run + ", " + build;
  }

  /** When the first trial began; empty where the journal holds none, or a later format's time. */
  static Optional<Instant> started(Journal.Contents contents) {
    try {
      return contents.trials().stream().findFirst().map(trial -> Instant.parse(trial.startedAt()));
    } catch (DateTimeParseException e) {
      // Nothing is lost but a date.
      return Optional.empty();
    }
  }

  private static Optional<String> when(Journal.Contents contents) {
    return started(contents).map(time -> "measured " + MINUTE.format(time) + " UTC");
  }

  private static CellNotes notes(Journal.Contents contents, Cell cell, String build) {
    String id = cell.toString();
    List<TrialRecord> failures =
        contents.failures(id).stream().filter(trial -> trial.build().equals(build)).toList();
    List<TrialRecord> measured =
        contents.trials(id).stream()
            .filter(trial -> trial.measured().isPresent() && trial.build().equals(build))
            .toList();
    return new CellNotes(
        failures.size(),
        failures.stream().flatMap(trial -> trial.failureReason().stream()).distinct().toList(),
        measured.stream()
            .flatMap(trial -> disturbance(Quietness.fromMap(trial.machine())).stream())
            .toList(),
        measured.stream()
            .map(TrialRecord::facts)
            .filter(facts -> !facts.isEmpty())
            .collect(Collectors.toSet()));
  }

  private static Optional<Disturbance> disturbance(Quietness quiet) {
    List<String> what = quiet.disturbances();
    if (what.isEmpty()) {
      return Optional.empty();
    }
    double share =
        quiet.steal().orElse(0)
            + quiet.others().orElse(0)
            + quiet.throttled().orElse(0) / quiet.seconds().orElse(1);
    return Optional.of(new Disturbance(share, String.join(", ", what)));
  }
}
