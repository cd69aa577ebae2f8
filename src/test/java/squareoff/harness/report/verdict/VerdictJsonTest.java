package squareoff.harness.report.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import squareoff.harness.gate.CellVerdict;
import squareoff.harness.gate.GateResult;
import squareoff.harness.result.Cell;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class VerdictJsonTest {

  private static JsonNode json(GateResult result) {
    return JsonMapper.shared().readTree(VerdictJson.write(result));
  }

  @Test
  void writesTheGoldenFileOfEveryVerdict() throws IOException {
    Golden.assertGolden("every.json", VerdictJson.write(Gates.ofEveryVerdict()));
  }

  @Test
  void holdsTheNumbersInFull() {
    GateResult result = Gates.ofMany(30);

    JsonNode cells = json(result).get("cells");

    assertThat(cells).hasSize(30);
    for (int i = 0; i < 30; i++) {
      CellVerdict.Estimate estimate = result.cells().get(i).estimate().orElseThrow();
      JsonNode written = cells.get(i).get("estimate");
      assertThat(written.get("ratio").doubleValue()).isEqualTo(estimate.ratio());
      assertThat(written.get("candidate").doubleValue()).isEqualTo(estimate.candidate());
      assertThat(Cell.parse(cells.get(i).get("cell").asString()))
          .isEqualTo(result.cells().get(i).cell());
    }
  }

  @Test
  void writesNullForWhatIsNotFinite() {
    JsonNode open = json(Gates.ofHostileNames()).get("cells").get(0).get("estimate");

    assertThat(open.get("interval").get("low").doubleValue()).isZero();
    assertThat(open.get("interval").get("high").isNull()).isTrue();
    assertThat(open.get("excludedSlowdown").isNull()).isTrue();
    assertThat(open.get("evidenceNeeded").isNull()).isTrue();
    assertThat(json(Gates.ofNothing()).get("summary").get("geometricMeanRatio").isNull()).isTrue();
  }

  @Test
  void keepsHostileTextAsItIs() {
    JsonNode root = json(Gates.ofHostileNames());

    Set<String> reasons = new TreeSet<>();
    root.get("cells").forEach(cell -> reasons.add(cell.get("reason").asString()));
    assertThat(reasons).isEqualTo(new TreeSet<>(Gates.HOSTILE));
  }

  /** The documentation is written by hand: here it is held against what is written. */
  @Test
  void writesOnlyWhatTheDocumentationNames() throws IOException {
    String documentation = Files.readString(Path.of("docs/verdicts.md"));
    Set<String> missing = new TreeSet<>();
    JsonNode root = json(Gates.ofEveryVerdict());
    for (String object :
        new String[] {"", "/summary", "/policy", "/cells/0", "/cells/0/estimate"}) {
      for (String name : root.at(object).propertyNames()) {
        if (!documentation.matches("(?s).*`[\\w.]*\\b" + name + "[\\w.]*(\\[])?`.*")) {
          missing.add(object + "/" + name);
        }
      }
    }
    assertThat(missing).isEmpty();
  }
}
