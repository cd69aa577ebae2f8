package squareoff.harness.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import squareoff.harness.result.JmhEntry;

/** The page in a real browser. */
@Timeout(300)
class HtmlReportIT {
  private static final Path BROWSER = Path.of("src/test/browser").toAbsolutePath();
  private static final Path SAMPLES = Path.of("src/test/resources/samples").toAbsolutePath();
  private static final int NOT_TO_BE_HAD = 3;

  private static String browser;

  @TempDir Path folder;

  private record Output(int exit, String text) {}

  private static Output run(Path folder, List<String> command) throws Exception {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    try {
      assertThat(process.waitFor(250, TimeUnit.SECONDS)).as("%s ends", command).isTrue();
      return new Output(process.exitValue(), Files.readString(out));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  @BeforeAll
  static void setsUpABrowser(@TempDir Path folder) throws Exception {
    Output output = run(folder, List.of("sh", BROWSER.resolve("setup.sh").toString()));
    boolean absent = output.exit() == NOT_TO_BE_HAD;
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(!absent, () -> "The page is not tested in a browser: " + output.text().strip());
    }
    assertThat(output.exit()).as(output.text()).isZero();
    browser = output.text().strip().lines().reduce((one, next) -> next).orElseThrow();
  }

  private String page(String name, Source source, PageVerdict... verdicts) throws IOException {
    Path file = folder.resolve(name + ".html");
    try (Writer out = Files.newBufferedWriter(file)) {
      HtmlReport.write(List.of(source), Options.DEFAULT, List.of(verdicts), out);
    }
    return name + "=" + file;
  }

  private void check(String... pages) throws Exception {
    List<String> command = new ArrayList<>(List.of("node", "check.mjs", browser));
    command.set(1, BROWSER.resolve("check.mjs").toString());
    command.addAll(List.of(pages));
    // Where to keep pictures of what the browser showed, for people to look at.
    String shots = System.getenv("SQUAREOFF_SHOTS");
    if (shots != null) {
      command.add("shots=" + shots);
    }
    Output output = run(folder, command);
    assertThat(output.exit()).as(output.text()).isZero();
    assertThat(output.text()).contains(pages.length + " pages, 0 failures");
  }

  @Test
  void worksForReadersOnScreensAndPaper() throws Exception {
    check(
        page(
            "suite",
            MarkdownReportTest.suite(),
            new PageVerdict(
                "x",
                "holds",
                "Processes use several cores.",
                "0.510 (0.505–0.517); claimed: ≤ 0.6",
                "process-pool against sequential",
                List.of("Python: True.", "Here: True.")),
            new PageVerdict("refuted", "Threads use one core.", "0.51 (0.50–0.52)"),
            new PageVerdict("undecided", "Locks are free.", "1.02 (0.98–1.07)"),
            new PageVerdict("not measured", "Threads share memory.", "no such row")),
        pageOfTheJar("jmh1.37-nasty-params"));
  }

  @Test
  void keepsHostileNamesInert() throws Exception {
    check(page("hostile", HtmlHostile.source()));
  }

  @Test
  void staysReadableWithTenThousandRows() throws Exception {
    List<JmhEntry> entries =
        Stream.iterate(1, i -> i + 1)
            .limit(10_000)
            .map(i ->
                Synthetic.entry(
                    "a.B.c", "avgt", 1e-9 * i, 1, Map.of("i", "" + i, "odd", "" + i % 2)))
            .toList();

    check(page("many", Source.ofFile("many", entries)));
  }

  private String pageOfTheJar(String sample) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Path file = folder.resolve(sample + ".html");
    Output output =
        run(
            folder,
            List.of(
                java.toString(),
                "-jar",
                System.getProperty("squareoff.jar"),
                "report",
                SAMPLES.resolve(sample + ".json").toString(),
                "--html",
                file.toString()));
    assertThat(output.exit()).as(output.text()).isZero();
    return sample + "=" + file;
  }
}
