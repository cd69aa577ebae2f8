package squareoff.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.harness.result.Cell;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.result.JmhFile;

class MarkdownReportTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples");
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String CPU = "squareoff.suite.CpuBoundSquares.run";
  private static final String IO = "squareoff.suite.IoBoundSquares.run";
  private static final String LOST = "squareoff.suite.LostUpdates.increment";

  private static void assertGolden(String name, String text) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
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
  void makesTheGoldenTableOfEverySample(String name) throws IOException {
    List<JmhEntry> entries = JmhFile.read(SAMPLES.resolve(name + ".json"));

    String report = MarkdownReport.render(Source.ofFile(name + ".json", entries), Synthetic.SUITE);

    assertGolden(name + ".md", report);
  }

  static Source suite() {
    List<JmhEntry> entries = new ArrayList<>();
    addCpuBound(entries);
    addIoBoundAndLostUpdates(entries);
    return new Source(
        "quick run of 2026-11-23T07:20Z",
        entries,
        notes(entries),
        List.of("AMD EPYC 7B13, 2 cores, 24 GiB", "Linux 6.1", "JDK 25.0.3 (Temurin), JMH 1.37"));
  }

  private static void addCpuBound(List<JmhEntry> entries) {
    Map<String, Double> relative = new TreeMap<>();
    relative.put("sequential", 1.0);
    relative.put("platform", 0.51);
    relative.put("virtual", 0.505);
    relative.put("process", 0.9);
    for (String strategy : List.of("platform", "process", "sequential", "virtual")) {
      for (String workers : List.of("1", "2", "10")) {
        if (!strategy.equals("process") || !workers.equals("10")) {
          double score = 0.0431 * (workers.equals("1") ? 1 : relative.get(strategy));
          Map<String, String> params =
              Map.of("strategy", strategy, "workers", workers, "squares", "50000000");
          entries.add(Synthetic.entry(CPU, "avgt", score, 5, params));
        }
      }
    }
  }

  private static void addIoBoundAndLostUpdates(List<JmhEntry> entries) {
    for (String strategy : List.of("virtual", "platform")) {
      for (String workers : List.of("2", "10000")) {
        double ratio = workers.equals("2") ? 1.0012 : 1.0834;
        Map<String, String> params = Map.of("strategy", strategy, "workers", workers);
        Map<String, Double> limit = Map.of("ratioToLimit", ratio);
        entries.add(Synthetic.entry(IO, "avgt", 0.1 * ratio, 4, params, limit));
      }
    }
    for (String lock : List.of("none", "reentrant-lock")) {
      double lost = lock.equals("none") ? 0.4375 : 0;
      double score = lock.equals("none") ? 1.9e8 : 2.1e4;
      Map<String, Double> events = Map.of("lostFraction", lost);
      entries.add(Synthetic.entry(LOST, "thrpt", score, 2, Map.of("lock", lock), events));
    }
  }

  private static Map<Cell, CellNotes> notes(List<JmhEntry> entries) {
    Cell disturbed = entries.getFirst().cell();
    Cell halfFailed = entries.get(12).cell();
    Cell failed =
        new Cell(
            CPU,
            "avgt",
            1,
            new TreeMap<>(Map.of("strategy", "process", "workers", "10", "squares", "50000000")));
    return Map.of(
        disturbed,
        new CellNotes(
            0,
            List.of(),
            List.of(new Disturbance(0.02, "steal 2.0 %"), new Disturbance(0.03, "steal 3.0 %"))),
        halfFailed,
        new CellNotes(
            1,
            List.of("timeout after 60 s"),
            List.of(new Disturbance(0.09, "others used 9 % of the processors"))),
        failed,
        new CellNotes(
            5, List.of("exit 1\njava.io.IOException: <error=11> `fork`\n\tat a.B.c"), List.of()));
  }

  @Test
  void makesTheGoldenTablesOfTheSuite() throws IOException {
    assertGolden("suite.md", MarkdownReport.render(suite(), Synthetic.SUITE));
  }

  @Test
  void comparesWithAReferenceOfTheReadersChoice() {
    String report =
        MarkdownReport.render(suite(), Synthetic.SUITE.withReference("strategy=platform"));

    assertThat(report)
        .contains("× platform: the score divided by that of strategy=platform")
        .containsPattern("\\| +1 \\| platform +\\| +[0-9.]+ \\| +[0-9.]+ \\| +1 \\|")
        .containsPattern("\\| +2 \\| sequential +\\| +[0-9.]+ \\| +[0-9.]+ \\| +1\\.9");
  }

  @Test
  void saysWhereNoRowIsTheReference() {
    assertThat(MarkdownReport.render(suite(), Synthetic.SUITE.withReference("strategy=absent")))
        .contains("No row here has the reference strategy=absent.")
        .doesNotContain("× absent");
  }

  @Test
  void comparesAnyNumberOfWorkersWithALoopThatHasNone() {
    List<JmhEntry> entries =
        List.of(
            Synthetic.entry(CPU, "avgt", 1, 3, Map.of("strategy", "sequential", "workers", "1")),
            Synthetic.entry(CPU, "avgt", 0.5, 3, Map.of("strategy", "virtual", "workers", "2")));

    String report = MarkdownReport.render(Source.ofFile("x", entries), Synthetic.SUITE);

    assertThat(report)
        .contains("always with workers = 1")
        .containsPattern("virtual +\\|.*\\| 0\\.5\\d+ \\(0\\.\\d+–0\\.\\d+\\)");
  }

  @Test
  void comparesOnlyWhatAgreesInAllOtherParameters() {
    List<JmhEntry> entries =
        List.of(
            Synthetic.entry(CPU, "avgt", 1, 3, Map.of("strategy", "sequential", "squares", "10")),
            Synthetic.entry(CPU, "avgt", 1, 3, Map.of("strategy", "virtual", "squares", "20")));

    assertThat(MarkdownReport.render(Source.ofFile("x", entries), Synthetic.SUITE))
        .containsPattern("virtual +\\|[^|]+\\|[^|]+\\| +- \\| +3 \\|");
  }

  @Test
  void showsACellThatStandsThereTwiceTwiceAndSaysSo() {
    JmhEntry entry = Synthetic.entry(CPU, "avgt", 1, 3, Map.of("strategy", "sequential"));

    String report =
        MarkdownReport.render(Source.ofFile("x", List.of(entry, entry)), Synthetic.SUITE);

    assertThat(report.lines().filter(line -> line.matches("\\|.* 3( ‡)? \\|"))).hasSize(2);
    assertThat(report).contains("- ‡ measured more than once in this input");
  }

  @Test
  void keepsStrangersTextInertAndTheTableWhole() throws IOException {
    List<String> hostile =
        List.of(
            "<script>alert(1)</script>",
            "a|b`c",
            "`` ` ",
            "[link](https://example.org) ![i](x)",
            "https://example.org www.example.org",
            "*bold* _it_ ~~no~~ $x$ :smile: @someone #1",
            "\u001b[2J\u001b]0;title\u0007",
            "two\nlines\r\n| x |",
            "\u202egnp.exe\u200b",
            "&lt;b&gt; &#60;",
            "日本語",
            "e\u0301",
            "",
            "---",
            "1. list",
            "back\\|slash",
            "x".repeat(10_000));
    List<JmhEntry> entries = new ArrayList<>();
    for (String text : hostile) {
      entries.add(
          Synthetic.entry("a.B." + text.replace('.', ','), "avgt", 1, 3, Map.of("p|<b>", text)));
    }
    Source source =
        new Source("# <b>" + hostile, entries, Map.of(), List.of("> quote", "<!-- hidden"));

    String report = MarkdownReport.render(source, Synthetic.SUITE);

    assertGolden("hostile.md", report);
    assertThat(report.replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\u202e\\u200b]");
  }
}
