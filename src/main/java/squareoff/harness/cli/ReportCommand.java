package squareoff.harness.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import squareoff.harness.claim.ClaimFile;
import squareoff.harness.report.ClaimsSection;
import squareoff.harness.report.MarkdownReport;
import squareoff.harness.report.Options;
import squareoff.harness.report.Source;
import squareoff.harness.result.JmhFile;
import squareoff.harness.run.Journal;
import squareoff.harness.run.RunDirectory;
import squareoff.harness.run.UnusableInputException;

/** {@code report}: results as tables that can be published. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Prints run directories and JMH's JSON files as Markdown tables.",
    footer = {"", "Exit codes: 0 done; 2 wrong usage or unreadable input."})
final class ReportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DIR|FILE", arity = "1..*", description = "What to report.")
  private List<Path> paths = List.of();

  @Option(
      names = "--reference",
      paramLabel = "NAME=VALUE",
      description = "The rows that others are compared with (strategy=sequential).")
  private Optional<String> reference = Optional.empty();

  @Option(
      names = "--claims",
      paramLabel = "FILE",
      description = {
        "Sentences that the results confirm or refute (JSON).",
        "Without it, the claims of this jar's own suite where the results are of it."
      })
  private Optional<Path> claims = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Options options = reference.map(Options::withReference).orElse(Options.DEFAULT);
    List<Source> sources = new ArrayList<>();
    paths.forEach(path -> sources.addAll(sources(path)));
    Function<Source, String> claimed = claimed();
    PrintWriter out = spec.commandLine().getOut();
    for (Source source : sources) {
      out.print(MarkdownReport.render(source, options));
      out.print(claimed.apply(source));
    }
    out.flush();
    return ExitCode.DONE;
  }

  private Function<Source, String> claimed() {
    if (claims.isPresent()) {
      ClaimFile file = ClaimFile.read(claims.get());
      return source -> ClaimsSection.render(source, file);
    }
    return ClaimFile.ofThisJar()
        .<Function<Source, String>>map(
            file -> source -> ClaimsSection.renderWhereAbout(source, file))
        .orElse(source -> "");
  }

  private static List<Source> sources(Path path) {
    if (Files.isDirectory(path)) {
      if (!RunDirectory.isRun(path)) {
        throw new UnusableInputException(
            "%s: holds no journal.jsonl; name the directory of a run, or a JMH JSON file"
                .formatted(path));
      }
      RunDirectory directory = new RunDirectory(path.toAbsolutePath().normalize());
      Journal.Contents contents = Journal.read(directory.journal());
      return contents.plan().builds().keySet().stream()
          .map(build -> Sources.of(directory, contents, build))
          .toList();
    }
    return List.of(Source.ofFile(path.getFileName().toString(), JmhFile.read(path)));
  }
}
