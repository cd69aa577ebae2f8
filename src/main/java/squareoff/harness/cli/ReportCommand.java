package squareoff.harness.cli;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import squareoff.harness.claim.ClaimFile;
import squareoff.harness.report.ChartFiles;
import squareoff.harness.report.ClaimsSection;
import squareoff.harness.report.HtmlReport;
import squareoff.harness.report.MarkdownReport;
import squareoff.harness.report.NoiseSection;
import squareoff.harness.report.Options;
import squareoff.harness.report.PageVerdict;
import squareoff.harness.report.SideBySide;
import squareoff.harness.report.Source;
import squareoff.harness.report.format.Format;
import squareoff.harness.report.format.Input;
import squareoff.harness.run.RunDirectory;
import squareoff.harness.run.UnusableInputException;

/** {@code report}: results as tables that can be published, and in the formats of other tools. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Prints run directories and JMH's files (JSON, CSV, text) as Markdown tables;",
      "several of them side by side, compared with the first."
    },
    footer = {"", "Exit codes: 0 done; 2 wrong usage or unreadable input."})
final class ReportCommand implements Callable<Integer> {
  private static final String MARKDOWN = "markdown";
  private static final String HTML = "html";

  @Parameters(
      paramLabel = "DIR|FILE|-",
      arity = "0..*",
      description = "What to report; - is standard input.")
  private List<String> paths = List.of();

  @Option(
      names = "--as",
      paramLabel = "NAME=PATH",
      description = "Reports PATH under another name than its file's; may be repeated.")
  private List<String> names = List.of();

  @Option(
      names = "--reference",
      paramLabel = "NAME=VALUE",
      description = {
        "The rows that others are compared with, such as kind=old.",
        "Without it, those that the benchmarks' suite declares.",
        "With several inputs all are compared with the first, and these rows stand first."
      })
  private Optional<String> reference = Optional.empty();

  @Option(
      names = "--claims",
      paramLabel = "FILE",
      description = {
        "Sentences that the results confirm or refute (JSON).",
        "Without it, the claims of this jar's own suite where the results are of it."
      })
  private Optional<Path> claims = Optional.empty();

  @Option(
      names = "--suite",
      paramLabel = "FILE",
      description = {
        "What is declared of benchmarks (JSON): who shares the work, its amount, the reference, the ideal.",
        "Without it, what the run's jar declared, or this jar's own suite where the results are of it."
      })
  private Optional<Path> suite = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = {
        "markdown (the default), html (the page of --html), csv, json, jmh (all inputs in one file), openmetrics,",
        "github-action-benchmark (two files, split by direction) or otava."
      })
  private String format = MARKDOWN;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Writes to a file instead of standard output.")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--github",
      description = "Appends the Markdown to $GITHUB_STEP_SUMMARY as well, within its 1 MiB.")
  private boolean github;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Writes one self-contained page, with charts, as well.")
  private Optional<Path> html = Optional.empty();

  @Option(
      names = "--charts",
      paramLabel = "DIR",
      description = {
        "Writes each chart of the page as an SVG file of its own as well, such as",
        "DIR/CpuBoundSquares.run.svg. Replaces charts of earlier reports, no other file."
      })
  private Optional<Path> charts = Optional.empty();

  @Option(
      names = "--noise",
      description = "Adds to the Markdown how far the trials of each cell lie apart.")
  private boolean noise;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Options plain = Options.DEFAULT.withDeclarations(SuiteFile.of(suite, paths, names));
    Options options = reference.map(plain::withReference).orElse(plain);
    Optional<Format> chosen = format();
    Optional<Path> summary = github ? Optional.of(ReportOutput.summary()) : Optional.empty();
    Function<Source, Optional<ClaimsSection>> claimed = claimed();
    List<Input> inputs =
        new ReportInputs(System.in, names, spec.commandLine().getErr()::println).read(paths);
    charts.ifPresent(directory -> ChartsOutput.write(charts(inputs, options), directory));
    html.ifPresent(file -> OutputFile.write("--html", file, page(inputs, claimed, options)));
    boolean page = format.equals(HTML);
    if (noise && (page || chosen.isPresent()) && !github) {
      throw new UnusableInputException(
          "--noise with --format %s: it is a section of the Markdown; leave out --format"
              .formatted(format));
    }
    String markdown =
        github || (chosen.isEmpty() && !page)
            ? markdown(inputs.stream().map(Input::source).toList(), claimed, options)
            : "";
    Map<String, String> texts =
        chosen
            .map(f -> f.texts(inputs))
            .orElseGet(() -> Map.of("", page ? page(inputs, claimed, options) : markdown));
    ReportOutput.write(texts, output, spec.commandLine().getOut());
    summary.ifPresent(file -> ReportOutput.appendToSummary(markdown, file));
    return ExitCode.DONE;
  }

  private String markdown(
      List<Source> sources, Function<Source, Optional<ClaimsSection>> claimed, Options options) {
    if (sources.size() == 1) {
      Source source = sources.getFirst();
      return MarkdownReport.render(source, options)
          + outcomes(source)
          + claimed.apply(source).map(ClaimsSection::markdown).orElse("")
          + (noise ? NoiseSection.of(source, true) : "");
    }
    StringBuilder out = new StringBuilder(SideBySide.render(sources, options));
    for (Source source : sources) {
      claimed
          .apply(source)
          .map(section -> section.markdownOf(source.name()))
          .ifPresent(out::append);
      out.append(noise ? NoiseSection.of(source, false) : "");
    }
    return out.toString();
  }

  /** As at the end of the run, where one run is reported. */
  private String outcomes(Source source) {
    List<Path> runs = paths.stream().map(Path::of).filter(RunDirectory::isRun).toList();
    return runs.size() == 1 ? ProfileClaims.outcomes(runs.getFirst(), source) : "";
  }

  private Optional<Format> format() {
    Optional<Format> found = Format.labelled(format);
    if (found.isEmpty() && !format.equals(MARKDOWN) && !format.equals(HTML)) {
      throw new UnusableInputException(
          "--format %s: no such format; choose %s, %s, %s"
              .formatted(format, MARKDOWN, HTML, String.join(", ", Format.labels())));
    }
    return found;
  }

  private Function<Source, Optional<ClaimsSection>> claimed() {
    if (claims.isPresent()) {
      ClaimFile file = ClaimFile.read(claims.get());
      return source -> Optional.of(ClaimsSection.of(source, file));
    }
    Optional<ClaimFile> own = ClaimFile.ofThisJar();
    return source -> own.map(file -> ClaimsSection.whereAbout(source, file));
  }

  private static Map<String, String> charts(List<Input> inputs, Options options) {
    return ChartFiles.of(inputs.stream().map(Input::source).toList(), options);
  }

  private static String page(
      List<Input> inputs, Function<Source, Optional<ClaimsSection>> claimed, Options options) {
    List<Source> sources = inputs.stream().map(Input::source).toList();
    List<PageVerdict> verdicts =
        sources.stream()
            .flatMap(source -> claimed.apply(source).stream())
            .flatMap(section -> section.verdicts().stream())
            .toList();
    StringWriter page = new StringWriter();
    HtmlReport.write(sources, options, verdicts, page);
    return page.toString();
  }
}
