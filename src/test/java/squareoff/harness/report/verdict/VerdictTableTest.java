package squareoff.harness.report.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import squareoff.harness.gate.CellVerdict;
import squareoff.harness.gate.GateResult;
import squareoff.harness.gate.Policy;
import squareoff.harness.gate.Verdict;
import squareoff.harness.result.Cell;

class VerdictTableTest {

  private static CellVerdict one(Verdict verdict, String name, double ratio) {
    return Gates.judged(
        Gates.cell(name, "avgt", 1),
        verdict,
        Gates.estimate(ratio, ratio - 0.01, ratio + 0.01, 3, "ns/op"),
        6);
  }

  private static String render(CellVerdict... cells) {
    return VerdictTable.render(Gates.gate(List.of(cells), List.of(), List.of()));
  }

  private static List<String> rows(String markdown) {
    return markdown
        .lines()
        .filter(line -> line.matches("\\| [a-z].*") && !line.contains("change"))
        .toList();
  }

  @Test
  void makesTheGoldenTableOfEveryVerdict() throws IOException {
    Golden.assertGolden("every.md", VerdictTable.render(Gates.ofEveryVerdict()));
  }

  @Test
  void makesTheGoldenTableOfManyCells() throws IOException {
    Golden.assertGolden("many.md", VerdictTable.render(Gates.ofMany(120)));
  }

  @Test
  void makesTheGoldenTableOfNoCell() throws IOException {
    Golden.assertGolden("nothing.md", VerdictTable.render(Gates.ofNothing()));
  }

  @Test
  void makesTheGoldenTableOfHostileNames() throws IOException {
    Golden.assertGolden("hostile.md", VerdictTable.render(Gates.ofHostileNames()));
  }

  @Test
  void hasNothingInItThatActs() {
    String markdown = VerdictTable.render(Gates.ofHostileNames());

    // What stands in code is only text, there and in a terminal.
    String outside = markdown.replaceAll("<code>[^<]*</code>|(`+)[^`].*?\\1(?!`)", "code");
    assertThat(outside).doesNotContain("<script", "<img", "<svg", "@everyone", "](", "**");
    assertThat(markdown).doesNotContainPattern("[\\x00-\\x09\\x0b-\\x1f\\x7f\\u202e\\u200b]");
    assertThat(markdown.lines()).allMatch(line -> line.matches("([#|-] |Run |<|[A-Z]|\\d).*|"));
    int columns = rows(markdown).getFirst().split("\\|", -1).length;
    assertThat(rows(markdown)).hasSize(36).allMatch(row -> row.split("\\|", -1).length == columns);
    assertThat(markdown.lines().mapToInt(String::length).max().orElseThrow()).isLessThan(4000);
  }

  @Test
  void leadsWithWhatMatters() {
    assertThat(render(one(Verdict.NOT_SLOWER, "a.B.c", 1), one(Verdict.SLOWER, "a.B.d", 1.2)))
        .startsWith("# Gate: 1 of 2 cells is slower\n");
    assertThat(
            render(one(Verdict.NOT_SLOWER, "a.B.c", 1), Gates.failed(Gates.cell("a.B.d", "ss", 1))))
        .startsWith("# Gate: no cell is known to be slower, 1 of 2 failed\n");
    assertThat(render(one(Verdict.UNDECIDED, "a.B.c", 1)))
        .startsWith(
            "# Gate: the budget of 20 min was used up, and trials vary by 2.1 % in the middle"
                + " cell; nothing could be decided. Go on with gate --resume and more");
    assertThat(render(one(Verdict.UNDECIDED, "a.B.c", 1), one(Verdict.NOT_SLOWER, "a.B.d", 1)))
        .startsWith("# Gate: no cell is known to be slower, 1 of 2 undecided\n");
    assertThat(render(one(Verdict.NOT_SLOWER, "a.B.c", 1), one(Verdict.FASTER, "a.B.d", 0.5)))
        .startsWith("# Gate: none of 2 cells is slower\n");
  }

  @Test
  void saysWhatBecameOfTheOthersWhereSomeAreIncomparable() {
    CellVerdict other =
        Gates.incomparable(
            Gates.cell("a.B.d", "avgt", 1),
            new CellVerdict.Scores(1, "us/op", 2, "us/op"),
            "measured otherwise");
    assertThat(render(other, one(Verdict.NOT_SLOWER, "a.B.c", 1)))
        .startsWith("# Gate: no cell is known to be slower, 1 of 2 incomparable\n");
    assertThat(render(other, one(Verdict.UNDECIDED, "a.B.c", 1)))
        .startsWith("# Gate: no cell is known to be slower, 1 of 2 incomparable, 1 undecided\n");
  }

  @Test
  void saysFirstWhyNothingCouldBeDecided() {
    CellVerdict cell = one(Verdict.UNDECIDED, "a.B.c", 1);
    GateResult busy = Gates.gate(List.of(Gates.with(cell, 0.05, "", 206)), List.of(), List.of());
    assertThat(VerdictTable.render(busy))
        .startsWith(
            "# Gate: the machine was busy: 206 of 412 trials disturbed; nothing could be"
                + " decided. Go on with gate --resume when it is quiet\n");
    CellVerdict none =
        new CellVerdict(
            cell.cell(), Verdict.UNDECIDED, 0.05, Optional.empty(), 0, "", List.of(), 0);
    assertThat(render(none))
        .startsWith(
            "# Gate: the budget of 20 min was used up before any cell had its first four"
                + " trials; nothing could be decided. Give more time");
  }

  @Test
  void namesFirstWhatLiesBeyondTheToleranceThoughItsLevelIsNotReached() {
    CellVerdict wide =
        Gates.judged(
            Gates.cell("a.B.wide", "avgt", 1),
            Verdict.UNDECIDED,
            Gates.estimate(60, 0.9, 4000, 3, "ns/op"),
            6);
    CellVerdict sure =
        Gates.judged(
            Gates.cell("a.B.sure", "avgt", 1),
            Verdict.UNDECIDED,
            Gates.estimate(50, 27, 92, 3, "ns/op"),
            6);
    String table = render(wide, one(Verdict.NOT_SLOWER, "a.B.d", 1), sure);
    assertThat(table.lines().skip(2).findFirst().orElseThrow())
        .startsWith("Looks slower, though the level")
        .contains("B.sure ×50.0 (×27.0 to ×92.0)")
        .doesNotContain("wide");
    assertThat(rows(table).getFirst()).contains("undecided", "B.sure");
  }

  @Test
  void saysWhatIsNotedOfEveryCellOnceAndMarksTheRowsOfWhatIsNotedOfSome() {
    String all = "measured with another JMH: 1.36, 1.37";
    String some = "base: 2 of 8 trials about 30 % slower";
    CellVerdict plain = Gates.noted(one(Verdict.FASTER, "a.B.c", 0.5), all);
    CellVerdict marked = Gates.noted(one(Verdict.NOT_SLOWER, "a.B.d", 1), some, all);
    String table = render(plain, marked);
    assertThat(table).containsOnlyOnce("- every cell: " + all).containsOnlyOnce("- ‡ " + some);
    assertThat(rows(table))
        .filteredOn(row -> row.contains("‡"))
        .singleElement()
        .asString()
        .contains("B.d");
    assertThat(render(plain, Gates.noted(marked, all))).doesNotContain("‡").contains(all);
    // What was not measured has nothing to be noted, and is none of "every".
    CellVerdict none =
        new CellVerdict(
            Gates.cell("a.B.e", "ss", 1),
            Verdict.UNDECIDED,
            0.05,
            Optional.empty(),
            0,
            "",
            List.of(),
            0);
    assertThat(render(plain, Gates.noted(marked, all), none)).contains("- every cell: " + all);
    // Of a single cell nothing is noted of every one.
    assertThat(render(plain)).contains("- ‡ " + all).doesNotContain("every cell");
    assertThat(render(one(Verdict.FASTER, "a.B.c", 0.5))).doesNotContain("‡");
  }

  @Test
  void namesNotesOfShownCellsOnlyAndNotTooManyOfThem() {
    List<CellVerdict> cells = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      CellVerdict cell = one(Verdict.NOT_SLOWER, "a.B.same" + i, 1);
      cells.add(Gates.noted(cell, "base: %d of 90 trials about 9 %% slower".formatted(i + 1)));
    }
    cells.add(Gates.noted(one(Verdict.SLOWER, "a.B.slow", 1.5), "candidate: 4 of 9 trials"));
    GateResult result = Gates.gate(cells, List.of(), List.of());
    assertThat(VerdictTable.brief(result))
        .contains("- ‡ candidate: 4 of 9 trials")
        .doesNotContain("of 90 trials", "more notes");
    assertThat(VerdictTable.render(result))
        .contains("- § base: 1 of 90 trials", "- 11 more notes are in verdicts.json.");
  }

  @Test
  void incomparableScoresStandEachInItsUnit() {
    Cell cell = Gates.cell("a.B.c", "avgt", 1);
    assertThat(
            render(
                Gates.incomparable(
                    cell, new CellVerdict.Scores(3, "us/op", 40, "B/op"), "measured otherwise")))
        .contains(" 3.000 µs/op → 40.00 B/op |");
    assertThat(
            render(
                Gates.incomparable(
                    cell,
                    new CellVerdict.Scores(3, "us/op", Double.NaN, ""),
                    "measured otherwise")))
        .contains(" 3.000 µs/op → - |");
  }

  @Test
  void foldsWhatIsTheSameOnlyAwayWhereCellsAreMany() {
    assertThat(VerdictTable.render(Gates.ofMany(24))).doesNotContain("<details>");
    String many = VerdictTable.render(Gates.ofMany(25));
    assertThat(many)
        .contains("25 cells are not-slower", "<details><summary>The 25 not-slower</summary>");
    assertThat(rows(many)).hasSize(25);
  }

  @Test
  void hasInATerminalNoMarkUpAndNoMoreRowsThanOneReads() {
    assertThat(VerdictTable.brief(Gates.ofMany(300)))
        .doesNotContain("<")
        .contains("297 cells are not-slower", "size=150");
    List<CellVerdict> cells = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      cells.add(one(Verdict.SLOWER, "a.B.c" + i, 1.2));
    }
    String brief = VerdictTable.brief(Gates.gate(cells, List.of(), List.of()));
    assertThat(rows(brief)).hasSize(60);
    assertThat(brief).contains("\n10 more cells are in verdicts.json.\n");
  }

  @Test
  void tellsClassesOfOneNameByTheirPackages() {
    String table = render(one(Verdict.NOT_SLOWER, "a.B.c", 1), one(Verdict.NOT_SLOWER, "x.B.c", 1));

    assertThat(table).contains("| a.B.c ", "| x.B.c ");
    assertThat(render(one(Verdict.NOT_SLOWER, "a.B.c", 1)))
        .contains("| B.c ")
        .doesNotContain("a.B.c");
  }

  @Test
  void showsOfModeThreadsAndParametersWhatDiffers() {
    List<CellVerdict> cells = new ArrayList<>();
    for (Cell cell :
        List.of(
            Gates.cell("a.B.c", "avgt", 1, "x", "1", "y", "2"),
            Gates.cell("a.B.c", "thrpt", 4, "x", "1"),
            Gates.cell("a.B.d", "avgt", 1, "x", "1"))) {
      cells.add(Gates.judged(cell, Verdict.NOT_SLOWER, Gates.estimate(1, .9, 1.1, 3, "ns/op"), 2));
    }

    String table = VerdictTable.render(Gates.gate(cells, List.of(), List.of()));

    assertThat(table)
        .contains("average time, 1 thread, y=2 ", "throughput, 4 threads ", "- B.c: x=1.")
        .contains("- B.d: average time, 1 thread, x=1.");
  }

  @Test
  void showsTolerancesOnlyWhereOneDiffers() {
    CellVerdict usual = one(Verdict.NOT_SLOWER, "a.B.c", 1);

    assertThat(render(usual)).doesNotContain("| tolerance |");
    assertThat(render(usual, Gates.with(one(Verdict.NOT_SLOWER, "a.B.d", 1), 0.2, "", 0)))
        .contains("| tolerance |", "|      20 % |", "|       5 % |");
  }

  @Test
  void saysAReasonOfManyCellsOnce() {
    List<CellVerdict> cells = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      cells.add(Gates.failed(Gates.cell("a.B.c" + i, "avgt", 1), "exit code 1"));
    }

    assertThat(VerdictTable.render(Gates.gate(cells, List.of(), List.of())))
        .containsOnlyOnce("a trial of the candidate failed; failed trials: exit code 1")
        .contains("- failed B.c0, B.c1, B.c2, B.c3, B.c4, B.c5 and 4 more: a trial");
  }

  @Test
  void saysWhatThePolicyMeansInWords() {
    String usual = render(one(Verdict.NOT_SLOWER, "a.B.c", 1));
    assertThat(usual)
        .contains(
            "At most 1 in 100 such gates without any change reports a slower cell",
            "at most 1 time in 20 (beta = 5 %)");

    GateResult odd =
        new GateResult(
            "x",
            new Policy(0.03, 0.3, 0.05, List.of()),
            List.of(),
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            1,
            59.6,
            "");
    assertThat(VerdictTable.render(odd))
        .contains(
            "At most 3 % of such gates without any change report a slower",
            "at most 30 % of the times (beta = 30 %)")
        .contains("- 1 trial in 1 min 00 s\n");
  }

  @Test
  void neverShowsWhatIsNoNumber() {
    for (GateResult result :
        List.of(Gates.ofEveryVerdict(), Gates.ofHostileNames(), Gates.ofNothing())) {
      Pattern noNumber = Pattern.compile("NaN|Infinity|null");
      assertThat(VerdictTable.render(result)).doesNotContainPattern(noNumber);
    }
  }

  @Test
  void takesTheGeometricMeanOfTheRatios() {
    assertThat(render(one(Verdict.NOT_SLOWER, "a.B.c", 1.21), one(Verdict.NOT_SLOWER, "a.B.d", 1)))
        .contains("Geometric mean of the changes: +10.0 %");
  }
}
