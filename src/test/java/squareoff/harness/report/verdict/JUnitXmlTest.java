package squareoff.harness.report.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import squareoff.harness.gate.CellVerdict;
import squareoff.harness.gate.GateResult;
import squareoff.harness.gate.Verdict;

class JUnitXmlTest {
  private static final Path SCHEMA = Path.of("src/test/resources/schema/junit.xsd");

  private static Document valid(GateResult result) throws Exception {
    String xml = JUnitXml.render(result);
    schema().newValidator().validate(new StreamSource(new StringReader(xml)));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static Schema schema() throws SAXException {
    return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(SCHEMA.toFile());
  }

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  @Test
  void writesTheGoldenFileOfEveryVerdict() throws IOException {
    Golden.assertGolden("every.xml", JUnitXml.render(Gates.ofEveryVerdict()));
  }

  @Test
  void countsWhatItHolds() throws Exception {
    Document document = valid(Gates.ofEveryVerdict());

    Element suite = elements(document, "testsuite").getFirst();
    assertThat(elements(document, "testcase")).hasSize(10);
    assertThat(suite.getAttribute("tests")).isEqualTo("10");
    assertThat(elements(document, "failure")).hasSize(2);
    assertThat(suite.getAttribute("failures")).isEqualTo("2");
    assertThat(elements(document, "error")).hasSize(2);
    assertThat(suite.getAttribute("errors")).isEqualTo("2");
    // Two that are undecided, and two that only one of the jars has.
    assertThat(elements(document, "skipped")).hasSize(4);
    assertThat(suite.getAttribute("skipped")).isEqualTo("4");
  }

  @Test
  void hasAnErrorWhereNothingCouldBeDecided() throws Exception {
    List<CellVerdict> undecided =
        Gates.ofEveryVerdict().cells().stream()
            .filter(cell -> cell.verdict() == Verdict.UNDECIDED)
            .toList();
    Document document = valid(Gates.gate(undecided, List.of(), List.of()));
    assertThat(elements(document, "testcase")).hasSize(3);
    assertThat(elements(document, "testsuite").getFirst().getAttribute("tests")).isEqualTo("3");
    assertThat(elements(document, "testsuite").getFirst().getAttribute("errors")).isEqualTo("1");
    assertThat(elements(document, "error").getFirst().getAttribute("message"))
        .contains("nothing could be decided");
  }

  @Test
  void isValidWithoutAnyCell() throws Exception {
    assertThat(elements(valid(Gates.ofNothing()), "testcase")).isEmpty();
  }

  @Test
  void keepsStrangersTextAsTextAndXml10() throws Exception {
    Document document = valid(Gates.ofHostileNames());

    List<String> names =
        elements(document, "testcase").stream().map(e -> e.getAttribute("classname")).toList();
    assertThat(names).contains("a.<script>alert(1)</script>B", "a.]]>&amp;&#60;B");
    assertThat(elements(document, "script")).isEmpty();
    assertThat(elements(document, "failure").stream().map(Element::getTextContent))
        .contains("line\nline\n::set-output name=x::y", "\\ud800", "]]>&amp;&#60;");
  }

  @Test
  void namesTestsTheSameWhateverElseWasMeasured() throws Exception {
    GateResult many = Gates.ofEveryVerdict();
    GateResult one = Gates.gate(List.of(many.cells().getFirst()), List.of(), List.of());

    assertThat(elements(valid(one), "testcase").getFirst().getAttribute("name"))
        .isEqualTo(elements(valid(many), "testcase").getFirst().getAttribute("name"))
        .isEqualTo("run:avgt:t1?squares=80000000&strategy=process&workers=2");
  }

  @Test
  void theSchemaRefusesWhatReadersWouldNotUnderstand() throws Exception {
    String xml = JUnitXml.render(Gates.ofEveryVerdict()).replace("<failure", "<fail");

    assertThatThrownBy(
            () -> schema().newValidator().validate(new StreamSource(new StringReader(xml))))
        .isInstanceOf(SAXException.class);
  }
}
