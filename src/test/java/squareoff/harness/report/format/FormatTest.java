package squareoff.harness.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import squareoff.harness.report.Source;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.result.JmhFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FormatTest {
  private static final Path SAMPLES = Path.of("src/test/resources/samples");
  private static final Path GOLDEN = Path.of("src/test/resources/golden/format");
  private static final List<Input> INPUTS =
      List.of(
          input("jmh1.37-ragged-forks", "2026-11-23T08:00:00Z"),
          input("jmh1.37-all-modes-NaN", "2026-11-22T08:00:00Z"),
          input("jmh1.37-nasty-params", "2026-11-23T07:00:00Z"),
          input("jmh1.37-rawData-off", "2026-11-23T07:30:00Z"));

  private static Input input(String name, String time) {
    List<JmhEntry> entries = JmhFile.read(SAMPLES.resolve(name + ".json"));
    return new Input(Source.ofFile(name, entries), Instant.parse(time));
  }

  private static String only(Format format, List<Input> inputs) {
    Map<String, String> texts = format.texts(inputs);
    assertThat(texts).containsOnlyKeys("");
    return texts.get("");
  }

  @ParameterizedTest
  @EnumSource
  void writesTheGoldenTextOfSeveralFiles(Format format) throws IOException {
    String all =
        format.texts(INPUTS).entrySet().stream()
            .map(e -> e.getKey() + "\n" + e.getValue())
            .collect(Collectors.joining());

    Path file = GOLDEN.resolve(format.name().toLowerCase(Locale.ROOT) + ".txt");
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, all);
    }
    assertThat(all).isEqualTo(Files.readString(file));
  }

  @Test
  void jmhsOwnFormatIsReadBackUnchanged() {
    byte[] bytes = only(Format.JMH, INPUTS).getBytes(StandardCharsets.UTF_8);

    List<JmhEntry> back = JmhFile.read(new ByteArrayInputStream(bytes), "x");

    assertThat(back.stream().map(JmhEntry::json).toList())
        .isEqualTo(
            INPUTS.stream()
                .flatMap(i -> i.source().entries().stream())
                .map(JmhEntry::json)
                .toList());
  }

  @Test
  void csvHasAsManyFieldsInEveryLineAsInTheFirst() {
    List<String> lines = only(Format.CSV, INPUTS).lines().toList();

    assertThat(lines.getFirst()).startsWith("source,benchmark,mode,threads,metric,unit,value,");
    Set<Integer> fields =
        lines.stream()
            .map(line -> line.replaceAll("\"(?:[^\"]|\"\")*\"", "").split(",", -1).length)
            .collect(Collectors.toSet());
    assertThat(fields).hasSize(1);
  }

  @Test
  void openMetricsNamesNoSeriesTwice() {
    Input one = INPUTS.getFirst();
    String text = only(Format.OPENMETRICS, List.of(one, one));

    List<String> series =
        text.lines().filter(l -> !l.startsWith("#")).map(l -> l.replaceAll(" \\S+$", "")).toList();
    assertThat(series).doesNotHaveDuplicates().anyMatch(s -> s.contains("occurrence=\"2\""));
    assertThat(text).endsWith("# EOF\n");
  }

  @Test
  void splitsByDirectionForGithubActionBenchmark() {
    Map<String, String> texts = Format.GITHUB_ACTION_BENCHMARK.texts(INPUTS);

    assertThat(texts).containsOnlyKeys("-smaller-is-better", "-bigger-is-better");
    JsonNode bigger = JsonMapper.shared().readTree(texts.get("-bigger-is-better"));
    JsonNode smaller = JsonMapper.shared().readTree(texts.get("-smaller-is-better"));
    assertThat(bigger.values())
        .isNotEmpty()
        .allMatch(e -> e.get("unit").asString().startsWith("ops/"));
    assertThat(smaller.values())
        .isNotEmpty()
        .allMatch(e -> e.get("unit").asString().endsWith("/op"));
  }

  @Test
  void otavaHasALineForEachInputInTheOrderOfTime() {
    List<String> lines = only(Format.OTAVA, INPUTS).lines().toList();

    assertThat(lines).hasSize(5);
    assertThat(lines.subList(1, 5)).isSorted();
    assertThat(lines.get(1)).startsWith("2026-11-22T08:00:00Z,jmh1.37-all-modes-NaN,");
  }

  @Test
  void writesNothingWhereANumberIsMissing() {
    assertThat(CsvFormat.number(Double.NaN)).isEmpty();
    assertThat(CsvFormat.number(0)).isEqualTo("0.0");
  }
}
