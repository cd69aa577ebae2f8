package squareoff.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import squareoff.harness.report.Declarations;
import squareoff.harness.report.InvalidReferenceException;
import squareoff.harness.report.Options;
import squareoff.harness.run.BenchmarkJar;
import squareoff.harness.run.UnusableInputException;
import squareoff.harness.text.SafeText;

/**
 * Where declarations of benchmarks come from: of this program's own suite, from its jar; of any
 * other jar's, from the run directory, into which the run has copied them; and from the reader.
 */
final class SuiteFile {
  private static final String FILE = "suite.json";

  private SuiteFile() {}

  /** What is declared of the benchmarks of some inputs; what the reader gives comes first. */
  static Declarations of(Optional<Path> given, List<String> paths, List<String> named) {
    Declarations all = Declarations.ofThisJar();
    List<Path> inputs =
        Stream.concat(
                paths.stream(), named.stream().map(pair -> pair.substring(pair.indexOf('=') + 1)))
            .map(Path::of)
            .toList();
    for (Path input : inputs) {
      Path file = input.resolve(FILE);
      all = Files.isRegularFile(file) ? all.with(read(file, file.toString())) : all;
    }
    return given.isPresent() ? all.with(read(given.get(), "--suite " + given.get())) : all;
  }

  /** The options of a report on one run. */
  static Options options(Path run) {
    return Options.DEFAULT.withDeclarations(
        of(Optional.empty(), List.of(run.toString()), List.of()));
  }

  private static Declarations read(Path file, String name) {
    try {
      return Declarations.parse(Files.readString(file), name);
    } catch (IOException e) {
      throw new UnusableInputException(
          "%s: not readable as UTF-8 text (%s)".formatted(name, e.getClass().getSimpleName()), e);
    }
  }

  /**
   * What the directory of a run keeps of what its jar declares: a text by the name of its file.
   *
   * @throws InvalidReferenceException where nobody understands it
   */
  static Map<String, String> kept(BenchmarkJar jar) {
    Optional<String> text =
        jar.resource(Declarations.RESOURCE).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    text.ifPresent(t -> Declarations.parse(t, jar.path() + "!" + Declarations.RESOURCE));
    return text.map(t -> Map.of(FILE, t)).orElse(Map.of());
  }

  /**
   * What the directory of a gate keeps, for reports. Since no verdict depends on it, what nobody
   * understands, as of a later version, is told and left out.
   *
   * @param err where that is told
   * @param jars the first that declares something that is understood speaks for all
   */
  static Map<String, String> understood(PrintWriter err, BenchmarkJar... jars) {
    Map<String, String> first = Map.of();
    for (BenchmarkJar jar : jars) {
      try {
        Map<String, String> kept = kept(jar);
        first = first.isEmpty() ? kept : first;
      } catch (InvalidReferenceException e) {
        err.println(
            "Reports will lack what a jar declares, since it is not understood; no verdict depends"
                + " on it: "
                + SafeText.line(e.getMessage()));
      }
    }
    return first;
  }
}
