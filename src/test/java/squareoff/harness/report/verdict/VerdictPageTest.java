package squareoff.harness.report.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import squareoff.harness.gate.CellVerdict;
import squareoff.harness.gate.GateResult;
import squareoff.harness.gate.Verdict;

class VerdictPageTest {
  private static final Pattern ROW = Pattern.compile("(?s)<tr id=\"cell-\\d+\".*?</tr>");

  private static List<String> rows(String page) {
    return ROW.matcher(page).results().map(MatchResult::group).toList();
  }

  private static String row(double ratio, double low, double high) {
    CellVerdict cell =
        Gates.judged(
            Gates.cell("a.B.c", "avgt", 1),
            Verdict.UNDECIDED,
            Gates.estimate(ratio, low, high, 3, "ns/op"),
            4);
    return rows(VerdictPage.render(Gates.gate(List.of(cell), List.of(), List.of()))).getFirst();
  }

  private static String path(String row, String style) {
    return Pattern.compile("class=\"" + style + "\" d=\"([^\"]*)\"")
        .matcher(row)
        .results()
        .map(m -> m.group(1))
        .findFirst()
        .orElse("");
  }

  /** Where a path begins, in the drawing's units. */
  private static double start(String path) {
    return Double.parseDouble(path.substring(1, path.indexOf(' ')));
  }

  @Test
  void showsTheCellsOfTheTableInItsOrder() {
    List<String> rows = rows(VerdictPage.render(Gates.ofEveryVerdict()));

    assertThat(rows).hasSize(8);
    assertThat(rows.getFirst())
        .contains("class=\"slower\"", "CpuBoundSquares.run", "strategy=process", "×3.18")
        .contains("×2.94 to ×3.44", "109.6 → 348.5 ms/op", ">8 ‡ §<");
    assertThat(rows.get(2)).contains("class=\"failed\"").doesNotContain("<svg");
    assertThat(rows.get(3))
        .contains("class=\"incomparable\"", "59.07 → 118.2 ms/op")
        .doesNotContain("<svg");
    assertThat(rows.getLast()).contains("class=\"faster\"", "<svg");
  }

  @Test
  void drawsAllRowsOnOneAxis() {
    List<String> rows = rows(VerdictPage.render(Gates.ofMany(30)));

    assertThat(rows.stream().map(row -> path(row, "axis")))
        .hasSize(30)
        .containsOnly(path(rows.getFirst(), "axis"));
    assertThat(rows.stream().map(row -> start(path(row, "centre"))).distinct())
        .hasSizeGreaterThan(5);
  }

  @Test
  void putsTheDiamondRightOfTheLineOfNoChangeWhereSlower() {
    String slower = row(1.1, 1.05, 1.15);
    String faster = row(0.9, 0.85, 0.95);

    assertThat(start(path(slower, "centre"))).isGreaterThan(start(path(slower, "axis")));
    assertThat(start(path(slower, "one"))).isGreaterThan(start(path(slower, "axis")));
    assertThat(start(path(slower, "centre"))).isGreaterThan(start(path(slower, "one")));
    assertThat(start(path(faster, "centre"))).isLessThan(start(path(faster, "axis")));
  }

  @Test
  void drawsOpenEndsAsArrowsAndNoPlaceThatIsNoNumber() {
    // An arrow has a corner, a cap has none.
    Pattern corner = Pattern.compile("M\\S+ \\S+L\\S+ \\S+L");
    assertThat(path(row(1, 0.99, 1.01), "interval")).doesNotContainPattern(corner);
    assertThat(path(row(1, 0, 1.01), "interval")).containsPattern(corner);
    assertThat(path(row(1, 0.99, Gates.OPEN), "interval")).containsPattern(corner);
    assertThat(path(row(1, 0, Gates.OPEN), "interval").split("L", -1)).hasSize(6);
    for (double ratio : new double[] {1e-300, 0.5, 1, 3, 1e300}) {
      assertThat(row(ratio, ratio * 0.9, ratio * 1.1)).doesNotContainPattern("NaN|Infinity");
    }
  }

  @Test
  void drawsNoIntervalWhereAllOfItIsBeyondTheAxis() {
    assertThat(path(row(50, 49, 51), "interval")).isEmpty();
    assertThat(path(row(50, 49, 51), "centre")).isNotEmpty();
  }

  @Test
  void keepsStrangersTextInert() {
    String page = VerdictPage.render(Gates.ofHostileNames());

    assertThat(page.split("(?i)<script", -1)).hasSize(2);
    assertThat(page.split("(?i)<style", -1)).hasSize(2);
    String markup = page.replaceAll("(?s)<(style|script)>.*?</\\1>", "");
    assertThat(markup)
        .doesNotContainPattern("(?i)<(img|iframe|a href=.?javascript|animate|foreignObject)")
        .doesNotContainPattern("(?i)<[^>\"]*(\"[^\"]*\"[^>\"]*)*\\son\\w+=")
        .doesNotContainPattern("[\\x00-\\x08\\x0b-\\x1f\\x7f\\u202e\\u200b]");
  }

  @Test
  void loadsNothing() {
    assertThat(VerdictPage.render(Gates.ofEveryVerdict()))
        .contains("default-src &#39;none&#39;")
        .doesNotContainPattern("(?i)<(link|img|iframe|object|embed|base)\\b|url\\(|@import")
        .doesNotContainPattern("https?://");
  }

  @Test
  void standsWithoutAnyCell() {
    GateResult nothing = Gates.ofNothing();

    assertThat(VerdictPage.render(nothing))
        .contains("Gate: no cell was compared")
        .doesNotContain("<table");
  }
}
