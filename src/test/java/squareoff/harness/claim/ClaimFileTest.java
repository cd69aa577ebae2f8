package squareoff.harness.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimFileTest {
  private static final String SIDE = "{'benchmark': 'a.B.c'}";

  private static String claim(String members) {
    return ("{'claims': [{" + members + "}]}").replace('\'', '"');
  }

  private static void refused(String text, String... messages) {
    assertThatThrownBy(() -> ClaimFile.parse(text.replace('\'', '"'), "mine.json"))
        .isInstanceOf(InvalidClaimFileException.class)
        .hasMessageStartingWith("mine.json")
        .satisfies(e -> assertThat(e.getMessage()).contains(messages));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'says': 'x'                                   | claim 1: \"id\" is missing; give a text",
        "'id': 'i'                                     | claim 1 'i': neither \"against\" and \"ratio\" nor",
        "'id': 7                                       | claim 1: \"id\" is 7; give a text",
        "'id': 'i', 'ration': '< 1'                    | unknown key \"ration\"; known are id, says",
        "'id': 'i', 'measure': $, 'against': $         | \"against\" without \"ratio\"",
        "'id': 'i', 'measure': $, 'ratio': '< 1'       | \"ratio\" without \"against\"",
        "'id': 'i', 'measure': $, 'value': '< 1'       | \"value\" needs \"metric\"",
        "'id': 'i', 'ratio': '< 1', 'value': '< 1'     | exclude each other",
        "'id': 'i', 'says': 's', 'measure': $, 'metric': 'm', 'value': '0.5' | 'i': '0.5' is no bound; write",
        "'id': 'i', 'says': 's', 'measure': 'm', 'metric': 'm', 'value': '< 1' | no object, { … }, in \"measure\"",
        "'id': 'i', 'says': 's', 'measure': {}, 'metric': 'm', 'value': '< 1' | \"benchmark\" in \"measure\" is missing",
        "'id': 'i', 'says': 's', 'measure': {'benchmark': 'b', 'param': {}}, 'metric': 'm', 'value': '< 1' | unknown key \"param\" in \"measure\"",
        "'id': 'i', 'says': 's', 'measure': {'benchmark': 'b', 'params': {'n': {}}}, 'metric': 'm', 'value': '< 1' | n in \"measure\" is {}",
        "'id': 'i', 'says': 's', 'measure': $, 'metric': 'm', 'value': '< 1', 'jvm': {'true': 'x'} | 'true' in \"jvm\" is no verdict",
      })
  void namesTheClaimAndWhatIsWrongWithIt(String members, String message) {
    refused(claim(members.replace("$", SIDE)), message);
  }

  @Test
  void namesTheLineThatIsNoJson() {
    refused("{'claims': [\n{'id': 'x',\n]}", "line 3", "not JSON");
  }

  @Test
  void refusesAFileWithoutClaims() {
    refused("[]", "a claim file is {");
    refused("{'claims': []}", "no claims");
  }

  @Test
  void refusesTwoClaimsOfOneId() {
    String one = "{'id': 'i', 'says': 's', 'measure': " + SIDE + ", 'metric': 'm', 'value': '< 1'}";
    refused("{'claims': [" + one + "," + one + "]}", "claim 2: the id 'i' is another claim's");
  }

  @Test
  void namesAFileThatIsNotThere() {
    assertThatThrownBy(() -> ClaimFile.read(Path.of("none.json")))
        .isInstanceOf(InvalidClaimFileException.class)
        .hasMessage("--claims none.json: no such file");
  }

  @Test
  void theSuitesOwnClaimsAllSayWhatTheirVerdictsMean() {
    List<Claim> claims = ClaimFile.ofThisJar().orElseThrow().claims();

    assertThat(claims).hasSizeGreaterThan(15);
    assertThat(claims)
        .allSatisfy(claim -> {
          assertThat(claim.python()).isNotEmpty();
          assertThat(claim.jvm()).containsKeys(Verdict.HOLDS, Verdict.REFUTED);
        });
  }
}
