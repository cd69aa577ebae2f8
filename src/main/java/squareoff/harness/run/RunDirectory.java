package squareoff.harness.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.result.JmhFile;
import squareoff.harness.result.TrialMerge;
import squareoff.harness.result.WholeFile;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a run is recorded: the journal, and what is derived from it.
 *
 * @param path the directory, absolute
 */
public record RunDirectory(Path path) {

  private static final String JOURNAL = "journal.jsonl";
  private static final String RESULTS = "results.json";

  /**
   * A directory for a new run.
   *
   * @param path where; made if it does not exist, and must be empty if it does
   * @return the directory, with its folder for logs
   * @throws UnusableInputException if it is not empty or cannot be written
   */
  static RunDirectory create(Path path) {
    RunDirectory directory = new RunDirectory(path.toAbsolutePath().normalize());
    try {
      if (Files.isDirectory(path)) {
        try (Stream<Path> content = Files.list(path)) {
          if (content.findAny().isPresent()) {
            throw new UnusableInputException(
                isRun(path) && Files.size(path.resolve(JOURNAL)) > 0
                    ? "--out %s: holds a run already; go on with it by --resume %s, or choose another directory"
                        .formatted(path, path)
                    : "--out %s: is not empty; empty it or choose another directory"
                        .formatted(path));
          }
        }
      }
      Files.createDirectories(directory.logs());
      return directory;
    } catch (IOException e) {
      throw new UnusableInputException(
          "--out %s: cannot be written (%s); make room there, or choose another directory"
              .formatted(path, WholeFile.why(e)),
          e);
    }
  }

  /**
   * Whether a directory holds a run.
   *
   * @param path any path
   * @return whether there is a journal in it
   */
  public static boolean isRun(Path path) {
    return Files.isRegularFile(path.resolve(JOURNAL));
  }

  /** The journal. */
  public Path journal() {
    return path.resolve(JOURNAL);
  }

  /** The folder of the trials' output. */
  Path logs() {
    return path.resolve("logs");
  }

  /** The results of a build, in JMH's own format. */
  private Path results(Plan plan, String build) {
    return path.resolve(plan.builds().size() == 1 ? RESULTS : build + ".json");
  }

  /**
   * Writes all files that are derived from the journal, each complete or not at all.
   *
   * @param contents the journal's
   * @throws IOException if one cannot be written; it names the file and has a reason
   */
  void derive(Journal.Contents contents) throws IOException {
    for (String build : contents.plan().builds().keySet()) {
      try {
        JmhFile.write(results(contents.plan(), build), merged(contents, build));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    String environment =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build()
            .writeValueAsString(MeasuredJvms.environment(List.of(contents)));
    WholeFile.write(path.resolve("environment.json"), environment + "\n");
  }

  /**
   * The results of one build: an entry for each cell that has any, its trials as forks, in the
   * plan's order.
   *
   * @param contents the journal's
   * @param build the name of the build
   * @return JMH's entries
   */
  public static List<JmhEntry> merged(Journal.Contents contents, String build) {
    List<JmhEntry> merged = new ArrayList<>();
    for (PlannedCell cell : contents.plan().cells()) {
      String id = cell.cell().toString();
      List<JmhEntry> trials =
          contents.trials(id).stream()
              .filter(trial -> trial.build().equals(build))
              .sorted(Comparator.comparingInt(TrialRecord::round))
              .flatMap(trial -> trial.measured().stream())
              .toList();
      if (!trials.isEmpty()) {
        merged.add(TrialMerge.merge(trials));
      }
    }
    return merged;
  }
}
