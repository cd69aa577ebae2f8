package squareoff.harness.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {

  private static Cell cell(Map<String, String> params) {
    return new Cell("squareoff.suite.CpuBoundSquares.run", "avgt", 1, new TreeMap<>(params));
  }

  @Test
  void isWrittenWithItsParametersSorted() {
    assertThat(cell(Map.of("workers", "2", "strategy", "virtual")))
        .hasToString("squareoff.suite.CpuBoundSquares.run:avgt:t1?strategy=virtual&workers=2");
    assertThat(cell(Map.of())).hasToString("squareoff.suite.CpuBoundSquares.run:avgt:t1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a=b&c?d:e%f",
        "%20",
        "line\nbreak\ttab\u0000\u001b[31m",
        "ünï",
        "a\"b\\c&d[1];<x>{y}",
        "\u00a0\u2028",
        "😀 %F0",
        "\ud800 alone",
        "%u12"
      })
  void isReadBackExactlyWhateverItsParametersHold(String text) {
    Cell cell = cell(Map.of("name" + text, text, "", text));

    assertThat(Cell.parse(cell.toString())).isEqualTo(cell);
    assertThat(cell.toString()).doesNotContainPattern("[\\s\\p{Cntrl}]");
  }

  @Test
  void escapesAsUtf8BytesOnlyWhatMustBe() {
    assertThat(cell(Map.of("a b", "ü=1%\u0085")).toString()).endsWith("?a%20b=ü%3D1%25%C2%85");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a.B.c",
        "a.B.c:avgt",
        "a.B.c:avgt:1",
        "a.B.c:avgt:t1?",
        "a.B.c:avgt:t1?x",
        "a.B.c:avgt:t1?x=1=2",
        "a.B.c:avgt:t1?x=1&x=2",
        "a.B.c:avgt:t1?x=%",
        "a.B.c:avgt:t1?x=%zz",
        "a.B.c:avgt:t1?x=%FF",
        "a.B.c:avgt:t1?x=%u12",
        "a.B.c:avgt:t99999999999"
      })
  void isNotReadFromWhatIsNoCell(String text) {
    assertThatThrownBy(() -> Cell.parse(text))
        .isInstanceOf(UnreadableResultException.class)
        .hasMessageContaining("'" + text + "' is not a cell")
        .hasMessageContaining("package.Class.method:avgt:t1?name=value");
  }

  @Test
  void sortsNumbersByValueAndBeforeOtherText() {
    List<Cell> sorted =
        Stream.of("9a", "10", "x", "9", "-1", "1.5")
            .map(v -> cell(Map.of("p", v)))
            .sorted()
            .toList();

    assertThat(sorted)
        .extracting(c -> c.params().get("p"))
        .containsExactly("-1", "1.5", "9", "10", "9a", "x");
  }

  @Test
  void isNotChangedByChangingTheMapItWasMadeFrom() {
    TreeMap<String, String> params = new TreeMap<>(Map.of("a", "1"));
    Cell cell = new Cell("B.m", "ss", 1, params);
    params.put("b", "2");

    assertThat(cell.params()).containsOnlyKeys("a");
    assertThatThrownBy(() -> cell.params().put("c", "3"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void knowsItsClassAndMethod() {
    Cell cell = cell(Map.of());
    assertThat(cell.className()).isEqualTo("squareoff.suite.CpuBoundSquares");
    assertThat(cell.simpleName()).isEqualTo("CpuBoundSquares");
    assertThat(cell.methodName()).isEqualTo("run");
    Cell bare = new Cell("fib", "avgt", 1, new TreeMap<>());
    assertThat(bare.className()).isEmpty();
    assertThat(bare.methodName()).isEqualTo("fib");
  }
}
