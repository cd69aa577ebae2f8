package squareoff.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import squareoff.harness.result.JmhEntry;

class ChartFilesTest {
  private static final Pattern PATH = Pattern.compile("<path class=\"(?!paper)[^>]+>");

  private static Map<String, String> files(Source... sources) {
    return ChartFiles.of(List.of(sources), Synthetic.SUITE);
  }

  private static Source one(String benchmark) {
    JmhEntry entry = Synthetic.entry(benchmark, "avgt", 1, 3, Map.of("x", "p"));
    return Source.ofFile("x", List.of(entry));
  }

  private static Document parsed(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    byte[] bytes = svg.getBytes(StandardCharsets.UTF_8);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
  }

  @Test
  void areNamedByClassMethodAndWhatTheyShow() {
    assertThat(files(MarkdownReportTest.suite()).keySet())
        .contains(
            "CpuBoundSquares.run.svg",
            "CpuBoundSquares.run.ratio.svg",
            "IoBoundSquares.run.svg",
            "IoBoundSquares.run.limit.svg");
  }

  @Test
  void areNamedByTheirInputTooWhereThereAreSeveral() {
    Source other = one("a.B.run").named("../after (2)");

    assertThat(files(one("a.B.run"), other).keySet())
        .containsExactly("x.B.run.svg", "after-2.B.run.svg");
  }

  @Test
  void showWhatThePageOpensWith() {
    StringWriter page = new StringWriter();
    HtmlReport.write(List.of(MarkdownReportTest.suite()), Synthetic.SUITE, List.of(), page);

    files(MarkdownReportTest.suite())
        .forEach((name, svg) -> {
          List<String> paths = PATH.matcher(svg).results().map(m -> m.group()).toList();
          assertThat(paths).as(name).hasSizeGreaterThan(5);
          assertThat(page.toString()).contains(paths);
        });
  }

  @Test
  void haveTitleDescriptionAndOneStyleForLightAndDark() throws Exception {
    String svg = files(MarkdownReportTest.suite()).get("CpuBoundSquares.run.svg");

    assertThat(svg).startsWith(ChartFiles.BEGINNING).contains("prefers-color-scheme: dark");
    Document document = parsed(svg);
    assertThat(document.getElementsByTagName("style").getLength()).isEqualTo(1);
    assertThat(document.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("CpuBoundSquares.run over workers, ms/op");
    assertThat(document.getElementsByTagName("desc").item(0).getTextContent())
        .contains("strategy sequential: 4");
    assertThat(svg)
        .contains(">Ring: one trial. Filled mark: the score, with the interval of its ±.");
  }

  @Test
  void keepNamesOfStrangersOutOfPathsAndMarkup() throws Exception {
    Map<String, String> files = files(HtmlHostile.source());

    assertThat(files).hasSizeGreaterThan(15);
    assertThat(files.keySet())
        .allMatch(name -> name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,118}\\.svg"))
        .noneMatch(name -> name.contains(".."));
    for (String svg : files.values()) {
      Document document = parsed(svg);
      NodeList all = document.getElementsByTagName("*");
      for (int i = 0; i < all.getLength(); i++) {
        assertThat(all.item(i).getNodeName())
            .isIn("svg", "title", "desc", "style", "path", "text", "g");
        assertThat(all.item(i).getAttributes().getNamedItem("href")).isNull();
        assertThat(all.item(i).getAttributes().getNamedItem("onload")).isNull();
      }
      assertThat(svg).doesNotContainPattern("(?i)url\\(|@import|[\\x00-\\x08\\x0b-\\x1f\\u202e]");
    }
  }

  @Test
  void neverShareANameWhateverTheCaseOrTheSystem() {
    List<JmhEntry> entries = new ArrayList<>();
    for (String name :
        List.of("a.B.run", "a.b.run", "a.C/d.run", "a.C:d.run", "a.con.run", "a. .?")) {
      entries.add(Synthetic.entry(name, "avgt", 1, 3, Map.of("x", "p")));
    }

    assertThat(files(Source.ofFile("x", entries)).keySet())
        .containsExactlyInAnyOrder(
            "B.run.svg",
            "b.run-2.svg",
            "C-d.run.svg",
            "C-d.run-2.svg",
            "chart-con.run.svg",
            "chart.svg");
  }

  @Test
  void areTheSameEveryTime() {
    assertThat(files(MarkdownReportTest.suite())).isEqualTo(files(MarkdownReportTest.suite()));
  }
}
