package squareoff.harness.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import squareoff.harness.compare.Side;
import squareoff.harness.report.CellNotes;
import squareoff.harness.report.Source;
import squareoff.harness.report.format.Input;
import squareoff.harness.result.Cell;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.run.Journal;
import squareoff.harness.run.RunDirectory;

/** Reads what is compared: files, run directories, or patterns that match several of them. */
final class CompareInputs {

  /**
   * One of the two.
   *
   * @param given what the command line says
   * @param sources what was read
   * @param facts how cells of runs were measured, where JMH's entries do not say
   */
  record Given(String given, List<Source> sources, Map<Cell, Set<Map<String, String>>> facts) {

    /** The source's own name, where there is one source. */
    String name() {
      return sources.size() == 1 ? sources.getFirst().name() : given;
    }

    /** The same for the comparison. */
    Side side(String name) {
      List<JmhEntry> entries = sources.stream().flatMap(s -> s.entries().stream()).toList();
      Map<Cell, List<String>> remarks = new LinkedHashMap<>();
      sources.forEach(source ->
          source
              .notes()
              .forEach((cell, notes) ->
                  remarks.computeIfAbsent(cell, c -> new ArrayList<>()).addAll(remarks(notes))));
      return new Side(name, entries, remarks, facts);
    }

    private static List<String> remarks(CellNotes notes) {
      List<String> remarks = new ArrayList<>();
      if (notes.failed() > 0) {
        remarks.add(
            "%d %s failed: %s"
                .formatted(
                    notes.failed(),
                    notes.failed() == 1 ? "trial" : "trials",
                    String.join("; ", notes.failures())));
      }
      int disturbed = notes.disturbances().size();
      if (disturbed > 0) {
        remarks.add(
            "%d %s disturbed by others on the machine"
                .formatted(disturbed, disturbed == 1 ? "trial" : "trials"));
      }
      return remarks;
    }
  }

  private final InputStream standardInput;
  private final Consumer<String> notes;

  /**
   * A reader.
   *
   * @param standardInput what {@code -} stands for
   * @param notes hears sentences on how far a journal can be relied on
   */
  CompareInputs(InputStream standardInput, Consumer<String> notes) {
    this.standardInput = standardInput;
    this.notes = notes;
  }

  /**
   * Reads one side.
   *
   * @param given a file, a run directory, a pattern of them, or {@code -}
   * @param role of a run of several builds, the one that is taken
   */
  Given read(String given, String role) {
    Map<Cell, Set<Map<String, String>>> facts = new HashMap<>();
    if (!PathPattern.isOne(given)) {
      return new Given(given, sources(given, role, facts), facts);
    }
    List<Source> sources = new ArrayList<>();
    for (Path path : PathPattern.matches(given)) {
      sources.addAll(sources(path.toString(), role, facts));
    }
    return new Given(given, sources, facts);
  }

  private static void learn(
      Journal.Contents contents, Set<String> builds, Map<Cell, Set<Map<String, String>>> facts) {
    contents.trials().stream()
        .filter(trial -> builds.contains(trial.build()) && !trial.facts().isEmpty())
        .forEach(trial ->
            facts
                .computeIfAbsent(Cell.parse(trial.cell()), cell -> new LinkedHashSet<>())
                .add(trial.facts()));
  }

  private List<Source> sources(
      String path, String role, Map<Cell, Set<Map<String, String>>> facts) {
    Path directory = Path.of(path);
    if (RunDirectory.isRun(directory)) {
      RunDirectory run = new RunDirectory(directory.toAbsolutePath().normalize());
      Journal.Contents contents = Journal.read(run.journal());
      contents.notes().forEach(notes);
      Set<String> builds = contents.plan().builds().keySet();
      boolean one = builds.size() > 1 && builds.contains(role);
      learn(contents, one ? Set.of(role) : builds, facts);
      return one
          ? List.of(Sources.of(run, contents, role))
          : builds.stream().map(build -> Sources.of(run, contents, build)).toList();
    }
    return new ReportInputs(standardInput, List.of(), notes)
        .read(List.of(path)).stream().map(Input::source).toList();
  }
}
