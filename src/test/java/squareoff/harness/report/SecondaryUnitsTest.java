package squareoff.harness.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import squareoff.harness.compare.Invented;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.result.JmhFile;

/**
 * A secondary metric's number means the same in a table as in its file, whatever the rows' units.
 */
class SecondaryUnitsTest {
  private static final Path CASES = Path.of("src/test/resources/trouble");
  private static final Map<String, Double> SECONDS =
      Map.of("ns", 1e-9, "us", 1e-6, "µs", 1e-6, "ms", 1e-3, "s", 1.0, "min", 60.0);

  private static JmhEntry entry(String method, String unit, double value) {
    return Invented.score("a.B." + method, "avgt", "us/op", 1, 1, 1)
        .with("wait", unit, value, value, value)
        .entry();
  }

  private static List<String> lines(JmhEntry... entries) {
    Source source = Source.ofFile("x", List.of(entries));
    return MarkdownReport.render(source, Options.DEFAULT)
        .lines()
        .filter(line -> line.startsWith("| "))
        .toList();
  }

  private static String cell(String line, int fromRight) {
    String[] cells = line.split("\\|");
    return cells[cells.length - fromRight].strip();
  }

  private static double seconds(String number, String unit) {
    return Double.parseDouble(number) * SECONDS.get(unit.split("/")[0]);
  }

  @ParameterizedTest
  @CsvSource({
    "ms/op, 4, us/op, 2",
    "ns/op, 0.21, min/op, 12",
    "us/op, 900, ns/op, 900",
    "s/op, 1, ns/op, 3",
    "us/op, 5, us/op, 7",
    "ms/op, 3, ns/op, 3000000"
  })
  void timesOfDifferentUnitsAreConverted(String one, double first, String two, double second) {
    List<String> lines = lines(entry("a", one, first), entry("b", two, second));
    String header = cell(lines.getFirst(), 2);
    for (int i = 0; i < 2; i++) {
      double wanted = i == 0 ? seconds("" + first, one) : seconds("" + second, two);
      String[] shown = cell(lines.get(2 + i), 2).split(" ");
      String unit = header.contains(",") ? header.split(", ")[1] : shown[1];
      assertThat(seconds(shown[0], unit)).as(lines + "").isCloseTo(wanted, within(wanted * 0.01));
    }
  }

  @Test
  void unitsOfDifferentDimensionsStandBesideTheirNumbers() {
    List<String> lines = lines(entry("a", "ms/op", 4), entry("b", "B/op", 2), entry("c", "#", 9));
    assertThat(cell(lines.getFirst(), 2)).isEqualTo("wait");
    assertThat(lines.stream().skip(2).map(line -> cell(line, 2)))
        .containsExactly("4.00 ms/op", "2.00 B/op", "9.00 `#`");
  }

  @Test
  void theCaseOfTwoMethodsHasTwoMicroseconds() {
    List<JmhEntry> entries = JmhFile.read(CASES.resolve("secondary-units-differ.json"));
    List<String> lines = lines(entries.toArray(JmhEntry[]::new));
    assertThat(cell(lines.getFirst(), 2)).isEqualTo("p0.50, µs/op");
    assertThat(cell(lines.get(2), 2)).isEqualTo("4000");
    assertThat(cell(lines.get(3), 2)).isEqualTo("2.00");
  }

  @Test
  void percentilesOfOldJmhAreShownForEveryMethod() {
    List<JmhEntry> entries = JmhFile.read(CASES.resolve("percentile-names-before-1.37.json"));
    List<String> lines = lines(entries.toArray(JmhEntry[]::new));
    assertThat(lines.getFirst()).contains("p0.50, µs/op", "p0.99, µs/op", "p0.999, µs/op");
    assertThat(lines.get(2)).contains("1.80", "4.00", "10.0");
    assertThat(lines.get(3)).contains("2.70", "6.00", "15.0");
  }
}
