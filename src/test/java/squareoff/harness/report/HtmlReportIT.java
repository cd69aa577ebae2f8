package squareoff.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import squareoff.harness.result.JmhEntry;

/** The page in a real browser. */
@Timeout(600)
class HtmlReportIT {
  private static final Path SAMPLES = Path.of("src/test/resources/samples").toAbsolutePath();

  private static BrowserCheck browser;

  @TempDir Path folder;

  @BeforeAll
  static void setsUpABrowser(@TempDir Path folder) throws Exception {
    browser = BrowserCheck.setUp(folder);
  }

  private String page(String name, Source source, PageVerdict... verdicts) throws IOException {
    Path file = folder.resolve(name + ".html");
    try (Writer out = Files.newBufferedWriter(file)) {
      HtmlReport.write(List.of(source), Synthetic.SUITE, List.of(verdicts), out);
    }
    return name + "=" + file;
  }

  private void check(String... pages) throws Exception {
    browser.check(folder, pages);
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
    BrowserCheck.Output output =
        BrowserCheck.run(
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
