package squareoff.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.result.JmhFile;
import squareoff.harness.result.Metric;

class HtmlReportTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples");
  private static final Pattern CELL =
      Pattern.compile("<td class=\"(?:number|words)[^>]*>(.*?)</td>");

  private static String page(Source source, PageVerdict... verdicts) {
    StringWriter out = new StringWriter();
    HtmlReport.write(List.of(source), Synthetic.SUITE, List.of(verdicts), out);
    return out.toString();
  }

  /** What stands in the cells of the tables of the rows, mark-up taken away. */
  private static List<String> cells(String page) {
    return Pattern.compile("(?s)<table class=\"(?:rows|plain)\">.*?</table>")
        .matcher(page)
        .results()
        .flatMap(table -> CELL.matcher(table.group()).results())
        .map(cell -> cell.group(1).replaceAll("</?code>", "").strip())
        .toList();
  }

  private static List<String> markdownCells(String markdown) {
    List<String> cells = new ArrayList<>();
    List<String> lines = markdown.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      boolean header = i + 1 < lines.size() && lines.get(i + 1).startsWith("| --");
      if (lines.get(i).startsWith("| ") && !lines.get(i).startsWith("| --") && !header) {
        for (String cell : lines.get(i).substring(1).split("\\|")) {
          cells.add(cell.strip());
        }
      }
    }
    return cells;
  }

  @Test
  void showsTheCellsOfTheMarkdownTables() {
    String page = page(MarkdownReportTest.suite());

    String markdown = MarkdownReport.render(MarkdownReportTest.suite(), Synthetic.SUITE);
    assertThat(markdownCells(markdown)).hasSizeGreaterThan(80);
    assertThat(cells(page)).isEqualTo(markdownCells(markdown));
  }

  @Test
  void drawsALineChartWhereAParameterHasThreeNumbers() {
    assertThat(page(MarkdownReportTest.suite()))
        .contains("<figcaption>CpuBoundSquares.run over workers, ms/op</figcaption>")
        .contains("<figcaption>CpuBoundSquares.run, ratio to sequential</figcaption>")
        .contains("<figcaption>IoBoundSquares.run, ms/op</figcaption>")
        .doesNotContain("IoBoundSquares.run over");
  }

  @Test
  void drawsARingForEveryTrial() {
    List<JmhEntry> entries =
        List.of(
            Synthetic.entry("a.B.c", "avgt", 1, 7, Map.of("x", "p")),
            Synthetic.entry("a.B.c", "avgt", 1.2, 4, Map.of("x", "q")));

    String page = page(Source.ofFile("x", entries));

    assertThat(page.split("class=\"trial\"", -1)).hasSize(1 + 11);
    assertThat(page.split("class=\"centre\"", -1)).hasSize(1 + 2);
  }

  @Test
  void doesNotRoundSmallValuesAway() {
    List<JmhEntry> entries =
        List.of(Synthetic.entry("a.B.c", "avgt", 0.4321e-9, 5, Map.of("x", "p")));

    assertThat(cells(page(Source.ofFile("x", entries))).getFirst()).matches("0\\.4[23]\\d+");
  }

  @Test
  void hasNoPlaceForClaimsWhereNoneWasPut() {
    assertThat(page(MarkdownReportTest.suite())).doesNotContain("Claims", "id=\"claims\"");
  }

  @Test
  void showsVerdictsAboveTheTables() {
    PageVerdict verdict = new PageVerdict("refuted", "Threads <b>share</b> memory", "1 < 2");

    String page = page(MarkdownReportTest.suite(), verdict);

    assertThat(page).contains("Threads &lt;b&gt;share&lt;/b&gt; memory", "✗</span> refuted</p>");
    assertThat(page.indexOf("id=\"claims\"")).isLessThan(page.indexOf("class=\"benchmark\""));
  }

  @Test
  void loadsNothing() {
    assertThat(page(MarkdownReportTest.suite()))
        .contains("default-src &#39;none&#39;")
        .doesNotContainPattern("(?i)<(link|img|iframe|object|embed|base)\\b|url\\(|@import")
        .doesNotContainPattern("https?://");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jmh1.36-gc-middot",
        "jmh1.37-all-modes-NaN",
        "jmh1.37-empty-array-all-failed",
        "jmh1.37-group-auxcounters",
        "jmh1.37-nasty-params",
        "jmh1.37-ragged-forks",
        "jmh1.37-rawData-off",
        "jmh1.37-sample-gc-2forks"
      })
  void drawsNoPlaceThatIsNoNumber(String name) throws IOException {
    Source source = Source.ofFile(name, JmhFile.read(SAMPLES.resolve(name + ".json")));

    String page = page(source);

    assertThat(page).doesNotContainPattern("\\sd=\"[^\"]*(NaN|Infinity)");
    for (JmhEntry entry : source.entries()) {
      entry.secondaries().keySet().stream()
          .filter(metric -> metric.matches("[a-z.]+"))
          .forEach(metric -> assertThat(page).contains("<td>" + metric + "</td>"));
    }
  }

  @Test
  void keepsUnitsInertToo() {
    JmhEntry entry = Synthetic.entry("a.B.c", "avgt", 1, 3, Map.of("x", "p"));
    Metric metric = entry.primary();
    ChartPoint point =
        new ChartPoint(
            Row.measured(entry, CellNotes.NONE, 1),
            "id",
            Map.of("x", "p"),
            new Scale("\u202e" + metric.unit(), 1));

    assertThat(point.unit()).isEqualTo("\\u202es/op");
    assertThat(point.spoken()).doesNotContain("\u202e");
    assertThat(ChartDots.of("id", "", "h", List.of(point)).title()).doesNotContain("\u202e");
  }

  @Test
  void saysWhereAChartHasNotAllRows() {
    List<JmhEntry> entries = new ArrayList<>();
    for (int i = 0; i < 42; i++) {
      for (String strategy : List.of("sequential", "virtual")) {
        Map<String, String> params = Map.of("strategy", strategy, "n", "v" + i);
        entries.add(Synthetic.entry("a.B.c", "avgt", 1, 3, params));
      }
    }

    assertThat(page(Source.ofFile("x", entries)))
        .contains("The chart has the first 40 of 84 rows", "The chart has the first 40 of 42 rows");
  }

  @Test
  void drawsWhatIsBeyondTheLimitFromOne() {
    List<JmhEntry> entries =
        List.of(
            Synthetic.entry("a.B.c", "avgt", 1, 3, Map.of("x", "p"), Map.of("ratioToLimit", 1.25)));

    assertThat(page(Source.ofFile("x", entries)))
        .contains("<figcaption>B.c, × limit</figcaption>", ">1.25</text>")
        .contains("Dashed line: 1, the least time that is possible.");
  }

  @Test
  void hasTheTablesThatFollowFromTheRows() {
    List<JmhEntry> entries = new ArrayList<>();
    for (String squares : List.of("1000", "1000000")) {
      for (String workers : List.of("1", "2")) {
        double work = Double.parseDouble(squares);
        Map<String, String> params = Map.of("squares", squares, "workers", workers);
        entries.add(Synthetic.entry("a.B.c", "avgt", 1e-9 * work, 5, with(params, "sequential")));
        entries.add(
            Synthetic.entry("a.B.c", "avgt", 1e-5 + 5e-10 * work, 5, with(params, "platform")));
      }
    }

    assertThat(page(Source.ofFile("x", entries)))
        .contains("<h3>Break-even</h3>", "Break-even: the squares from which on", "from squares")
        .contains("<h3>Scaling with workers</h3>", "speed-up", "No fit of the Universal");
  }

  private static Map<String, String> with(Map<String, String> params, String strategy) {
    Map<String, String> all = new HashMap<>(params);
    all.put("strategy", strategy);
    return all;
  }

  @Test
  void saysWhenItWasMeasured() {
    Source suite = MarkdownReportTest.suite();
    Source dated =
        new Source(
            suite.name(),
            suite.entries(),
            suite.notes(),
            suite.machineLines(),
            Optional.of("measured 2026-11-23 07:20 UTC"));

    assertThat(page(dated)).contains("measured 2026-11-23 07:20 UTC");
    assertThat(MarkdownReport.render(dated, Synthetic.SUITE))
        .contains("\n- measured 2026-11-23 07:20 UTC\n- AMD");
  }

  @Test
  void tellsVerdictsApartByWordAndShape() {
    String page =
        page(
            MarkdownReportTest.suite(),
            new PageVerdict("x", "holds", "A.", "0.5; claimed: < 1", "r", List.of("Python: no.")),
            new PageVerdict("undecided", "B.", "r"),
            new PageVerdict("not measured", "C.", "r"),
            new PageVerdict("not measured", "D.", "r"));

    assertThat(page)
        .contains("holds: 1, undecided: 1, not measured: 2")
        .contains("✓</span> holds", "?</span> undecided", "–</span> not measured")
        .contains("0.5; claimed: &lt; 1", "<p>Python: no.</p>");
  }

  @Test
  void keepsStrangersTextInert() {
    String page = page(HtmlHostile.source());

    assertThat(page.split("(?i)<script", -1)).hasSize(2);
    assertThat(page.split("(?i)<style", -1)).hasSize(2);
    String markup = page.replaceAll("(?s)<(style|script)>.*?</\\1>", "");
    assertThat(markup)
        .doesNotContainPattern("(?i)<(img|iframe|a href=.?javascript|animate|foreignObject)")
        .doesNotContainPattern("(?i)<[^>\"]*(\"[^\"]*\"[^>\"]*)*\\son\\w+=")
        .doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\x7f\\u202e\\u200b]");
  }
}
