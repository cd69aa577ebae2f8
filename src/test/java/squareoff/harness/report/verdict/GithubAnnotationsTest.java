package squareoff.harness.report.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import squareoff.harness.gate.CellVerdict;
import squareoff.harness.gate.Verdict;

class GithubAnnotationsTest {

  private static List<CellVerdict> cells(Verdict verdict, int number) {
    List<CellVerdict> cells = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      cells.add(
          Gates.judged(
              Gates.cell("a.B.c", "avgt", 1, "i", "" + i, "of", verdict.word()),
              verdict,
              Gates.estimate(1.1 + 0.001 * i, 1.05, 1.2, 3, "ns/op"),
              10));
    }
    return cells;
  }

  private static List<String> render(List<CellVerdict> cells) {
    return GithubAnnotations.render(Gates.gate(cells, List.of(), List.of()));
  }

  @Test
  void writesTheGoldenCommandsOfEveryVerdict() throws IOException {
    Golden.assertGolden(
        "every.annotations.txt",
        String.join("\n", GithubAnnotations.render(Gates.ofEveryVerdict())) + "\n");
  }

  @Test
  void saysNothingWhereNothingIsWrong() {
    assertThat(render(cells(Verdict.NOT_SLOWER, 3))).isEmpty();
    assertThat(GithubAnnotations.render(Gates.ofNothing())).isEmpty();
  }

  @Test
  void beginsWithAnErrorWhereNothingCouldBeDecided() {
    assertThat(render(cells(Verdict.UNDECIDED, 2)).getFirst())
        .startsWith("::error title=nothing decided::")
        .contains("nothing could be decided. Go on with gate --resume");
    List<CellVerdict> some = cells(Verdict.UNDECIDED, 2);
    some.addAll(cells(Verdict.NOT_SLOWER, 1));
    assertThat(render(some)).allMatch(line -> line.startsWith("::warning "));
  }

  @Test
  void showsTenWhereThereAreTen() {
    assertThat(render(cells(Verdict.SLOWER, 10)))
        .hasSize(10)
        .noneMatch(line -> line.contains("more"));
  }

  @Test
  void saysInTheTenthHowManyMoreThereAre() {
    List<String> lines = render(cells(Verdict.SLOWER, 11));

    assertThat(lines).hasSize(10);
    assertThat(lines.getLast()).startsWith("::error title=2 more::");
  }

  @Test
  void putsTheWorstFirst() {
    List<CellVerdict> cells = cells(Verdict.UNDECIDED, 20);
    cells.addAll(cells(Verdict.SLOWER, 2));

    List<String> lines = render(cells);

    assertThat(lines.subList(0, 2)).allMatch(line -> line.startsWith("::error title=slower%3A"));
    assertThat(lines.getFirst()).contains("i=1&");
    assertThat(lines.subList(2, 10)).allMatch(line -> line.startsWith("::warning "));
    assertThat(lines.getLast()).startsWith("::warning title=13 more::");
  }

  @Test
  void keepsStrangersTextInsideItsCommand() {
    for (CellVerdict cell : Gates.ofHostileNames().cells()) {
      String line = render(List.of(cell)).getFirst();

      // The property ends where the message begins; what is per cent is an escape.
      assertThat(line).matches("::(error|warning) title=[^:,\\p{Cntrl}]*::[^\\p{Cntrl}]*");
      assertThat(line.replaceAll("%(25|3A|2C)", "")).doesNotContain("%");
      assertThat(line).hasSizeLessThan(3000);
    }
  }
}
