package squareoff.harness.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import squareoff.harness.report.Source;
import squareoff.harness.report.format.Input;
import squareoff.harness.result.JmhFile;
import squareoff.harness.run.Journal;
import squareoff.harness.run.RunDirectory;
import squareoff.harness.run.UnusableInputException;

/** Reads what a report is made of: run directories, JMH's files, standard input. */
final class ReportInputs {
  private static final String STANDARD_INPUT = "-";

  /** What else than a run is read. */
  static final String A_FILE = "a file of JMH (its JSON, its CSV or the table on its console)";

  private final InputStream standardInput;
  private final Consumer<String> notes;
  private final Map<String, String> names = new LinkedHashMap<>();
  private final List<String> all = new ArrayList<>();

  /**
   * A reader.
   *
   * @param standardInput what {@code -} stands for
   * @param named {@code name=path} for inputs that are to be called otherwise than their files
   * @param notes hears sentences on how far a journal can be relied on
   */
  ReportInputs(InputStream standardInput, List<String> named, Consumer<String> notes) {
    this.standardInput = standardInput;
    this.notes = notes;
    for (String pair : named) {
      int equals = pair.indexOf('=');
      if (equals < 1 || equals == pair.length() - 1) {
        throw new UnusableInputException(
            "--as %s: not NAME=PATH, such as --as before=old.json".formatted(pair));
      }
      names.put(pair.substring(equals + 1), pair.substring(0, equals));
    }
  }

  /** All sources of some paths and, behind those, of the paths that were only given names. */
  List<Input> read(List<String> paths) {
    all.addAll(paths);
    // In the order given: the first is the one that others are compared with.
    names.keySet().stream().filter(path -> !paths.contains(path)).forEach(all::add);
    if (all.isEmpty()) {
      throw new UnusableInputException(
          "nothing to report: name the directory of a run, %s, or - for standard input"
              .formatted(A_FILE));
    }
    if (all.stream().filter(STANDARD_INPUT::equals).count() > 1) {
      throw new UnusableInputException("- - : standard input can be read once only");
    }
    List<Input> inputs = new ArrayList<>();
    all.forEach(path -> inputs.addAll(read(path)));
    return inputs;
  }

  private List<Input> read(String path) {
    if (path.equals(STANDARD_INPUT)) {
      String name = names.getOrDefault(path, "standard input");
      Source source = Source.ofFile(name, JmhFile.read(standardInput, "standard input"));
      return List.of(new Input(source, Instant.now()));
    }
    Path file = Path.of(path);
    if (!Files.isDirectory(file)) {
      String name = names.getOrDefault(path, shortest(file));
      return List.of(new Input(Source.ofFile(name, JmhFile.read(file)), modified(file)));
    }
    if (!RunDirectory.isRun(file)) {
      throw new UnusableInputException(
          "%s: holds no journal.jsonl; name the directory of a run, or %s".formatted(path, A_FILE));
    }
    RunDirectory directory = new RunDirectory(file.toAbsolutePath().normalize());
    Journal.Contents contents = Journal.read(directory.journal());
    contents.notes().forEach(notes);
    return contents.plan().builds().keySet().stream()
        .map(build -> named(Sources.of(directory, contents, build), path, build, contents))
        .map(source -> new Input(source, started(contents, directory.journal())))
        .toList();
  }

  /** The file's name where no other input has the same, as results.json often has. */
  private String shortest(Path file) {
    String name = String.valueOf(file.getFileName());
    long namesakes = all.stream().filter(p -> p.equals(name) || p.endsWith("/" + name)).count();
    return namesakes > 1 ? file.toString() : name;
  }

  private Source named(Source source, String path, String build, Journal.Contents contents) {
    if (!names.containsKey(path)) {
      return source;
    }
    String name = names.get(path);
    return source.named(contents.plan().builds().size() == 1 ? name : Sources.named(name, build));
  }

  private static Instant started(Journal.Contents contents, Path journal) {
    // The file's own time is near enough where the journal does not say.
    return Sources.started(contents).orElseGet(() -> modified(journal));
  }

  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw new UnusableInputException("%s: its time cannot be read (%s)".formatted(file, e), e);
    }
  }
}
