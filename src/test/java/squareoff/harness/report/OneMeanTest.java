package squareoff.harness.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.harness.compare.Comparer;
import squareoff.harness.compare.Comparison;
import squareoff.harness.compare.Invented;
import squareoff.harness.compare.Question;
import squareoff.harness.compare.Side;
import squareoff.harness.report.format.ComparisonFormat;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.stats.Interval;

/** What a row says of a change agrees with the scores that stand beside it, whatever the noise. */
class OneMeanTest {
  /** Trials that lie so far apart that geometric and arithmetic means differ by a quarter. */
  private static double[] trials(Random random, double centre) {
    return DoubleStream.generate(() -> centre * Math.exp(0.7 * random.nextGaussian()))
        .limit(3 + random.nextInt(4))
        .toArray();
  }

  private static List<JmhEntry> side(long seed, String mode, String unit) {
    Random random = new Random(seed);
    List<JmhEntry> entries = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      entries.add(
          Invented.score("a.B.run", mode, unit, trials(random, 60))
              .with("n", i)
              .with("kind", "new")
              .entry());
      entries.add(
          Invented.score("a.B.run", mode, unit, trials(random, 40))
              .with("n", i)
              .with("kind", "old")
              .entry());
    }
    return entries;
  }

  /** The cells of every line of a Markdown table that has a column of this name. */
  private static List<List<String>> lines(String markdown, String column) {
    List<List<String>> tables = new ArrayList<>();
    boolean inside = false;
    for (String line : markdown.lines().toList()) {
      List<String> cells = Stream.of(line.split("\\|")).map(String::strip).toList();
      if (line.startsWith("|") && !inside) {
        inside = cells.contains(column);
      } else if (inside && !line.startsWith("|")) {
        inside = false;
      }
      if (inside && !line.startsWith("| --")) {
        tables.add(cells);
      }
    }
    return tables;
  }

  /** What a number may have been before it was rounded to the digits that are shown. */
  private static Interval shown(String cell) {
    BigDecimal number = new BigDecimal(cell.split(" ")[0]);
    double half = number.ulp().doubleValue() / 2 * (1 + 1e-9);
    return new Interval(number.doubleValue() - half, number.doubleValue() + half, 1);
  }

  private static void assertAgrees(List<List<String>> table, int above, int below, int ratio) {
    assertThat(table).hasSizeGreaterThan(10);
    for (List<String> line : table.subList(1, table.size())) {
      Interval numerator = shown(line.get(above));
      Interval denominator = shown(line.get(below));
      Interval stated = shown(line.get(ratio));
      assertThat(stated.high())
          .as(line.toString())
          .isGreaterThanOrEqualTo(numerator.low() / denominator.high());
      assertThat(stated.low())
          .as(line.toString())
          .isLessThanOrEqualTo(numerator.high() / denominator.low());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ratiosOfACompareAreThoseOfItsScores(long seed) {
    Comparison comparison = comparison(seed, "avgt", "us/op");
    String text = ComparisonReport.render(comparison, List.of(), List.of());
    List<List<String>> table = lines(text, "× base");
    int base = table.getFirst().indexOf("base, µs/op");
    int candidate = table.getFirst().indexOf("candidate");
    assertAgrees(table, candidate, base, table.getFirst().indexOf("× base"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ratiosOfCostsAreTheInverseOfThoseOfThroughputs(long seed) {
    Comparison comparison = comparison(seed, "thrpt", "ops/s");
    String text = ComparisonReport.render(comparison, List.of(), List.of());
    List<List<String>> table = lines(text, "× base");
    int base = table.getFirst().indexOf("base, ops/s");
    int candidate = table.getFirst().indexOf("candidate");
    assertAgrees(table, base, candidate, table.getFirst().indexOf("× base"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "json"})
  void ratiosOfTheDataAreThoseOfItsValues(String format) {
    Comparison comparison = comparison(5, "avgt", "us/op");
    String text = ComparisonFormat.labelled(format).orElseThrow().text(comparison);
    for (var cell : comparison.cells()) {
      double base = cell.summary(cell.base()).mean();
      double candidate = cell.summary(cell.candidate()).mean();
      double ratio = cell.ratio().orElseThrow().value();
      assertThat(candidate / base).isCloseTo(ratio, within(1e-12 * ratio));
      assertThat(text).contains("" + base, "" + candidate, "" + ratio);
    }
  }

  private static Comparison comparison(long seed, String mode, String unit) {
    return Comparer.compare(
        new Side("base", side(seed, mode, unit), Map.of()),
        new Side("candidate", side(seed + 1000, mode, unit), Map.of()),
        Question.USUAL);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ratiosToAReferenceAreThoseOfTheScores(long seed) {
    Source source = Source.ofFile("a.json", side(seed, "avgt", "us/op"));
    Options options = Options.DEFAULT.withReference("kind=old");
    List<List<String>> table = lines(MarkdownReport.render(source, options), "× old");
    List<String> header = table.getFirst();
    List<List<String>> pairs = new ArrayList<>(List.of(List.of("new", "old", "ratio")));
    for (int i = 1; i < table.size(); i += 2) {
      assertThat(table.get(i).get(header.indexOf("× old"))).isEqualTo("1");
      pairs.add(
          List.of(
              table.get(i + 1).get(header.indexOf("µs/op")),
              table.get(i).get(header.indexOf("µs/op")),
              table.get(i + 1).get(header.indexOf("× old"))));
    }
    assertAgrees(pairs, 0, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ratiosSideBySideAreThoseOfTheScores(long seed) {
    List<Source> sources =
        List.of(
            Source.ofFile("one", side(seed, "avgt", "us/op")),
            Source.ofFile("two", side(seed + 1000, "avgt", "us/op")));
    String text = SideBySide.render(sources, Options.DEFAULT.withReference("kind=none"));
    List<List<String>> table = lines(text, "× one");
    List<String> header = table.getFirst();
    int two = header.indexOf("two, µs/op");
    assertAgrees(table, two, header.indexOf("one, µs/op"), header.indexOf("× one"));
  }
}
