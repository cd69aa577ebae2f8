package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.harness.TestJar;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.result.JmhFile;
import squareoff.harness.result.UnreadableResultException;

/** What JMH writes as CSV and as a table is read wherever its JSON is. */
class JmhTableTest {
  private static final String HEADER =
      "\"Benchmark\",\"Mode\",\"Threads\",\"Samples\",\"Score\",\"Score Error (99,9%)\",\"Unit\","
          + "\"Param: size\"\r\n";

  @TempDir Path directory;

  private static List<JmhEntry> read(String text) {
    return read(text, StandardCharsets.UTF_8);
  }

  private static List<JmhEntry> read(String text, Charset charset) {
    return JmhFile.read(new ByteArrayInputStream(text.getBytes(charset)), "x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jmh-result.csv", "jmh-result.txt"})
  void isReportedWithJmhsErrorAndNotJudged(String name) {
    String file = Path.of("src/test/resources/tables", name).toString();

    CommandRun report = CommandRun.of("report", file);
    CommandRun comparison = CommandRun.of("compare", file, file);

    assertThat(report.exit()).isZero();
    assertThat(report.out())
        .contains("JMH's own 99.9 % error")
        .containsPattern("\\| +100 \\| +(123\\.5 \\| 1\\.2|20\\.6 \\| 1\\.4) \\|");
    assertThat(comparison.exit()).isEqualTo(3);
    assertThat(comparison.out()).contains("not judged", "no raw data", "-rf json");
  }

  /** The whole program, as at the end of a pipe. */
  @ParameterizedTest
  @ValueSource(strings = {"jmh-result.csv", "jmh-result.txt"})
  void isReadFromStandardInput(String name) throws Exception {
    Path file = Path.of("src/test/resources/tables", name);
    Path out = directory.resolve("out");
    List<String> command = new ArrayList<>(List.of(RunProcess.ownJava()));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path"), "squareoff.launch.Launcher"));
    command.addAll(List.of("report", "-", "--as", name + "=-"));

    Process process =
        new ProcessBuilder(command)
            .redirectInput(file.toFile())
            .redirectOutput(out.toFile())
            .redirectError(directory.resolve("err").toFile())
            .start();

    assertThat(process.waitFor()).as(Files.readString(directory.resolve("err"))).isZero();
    assertThat(out).hasContent(CommandRun.of("report", file.toString()).out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"jmh-result.csv", "jmh-result.txt"})
  void isOneSideOfAComparisonFromStandardInput(String name) throws Exception {
    Path file = Path.of("src/test/resources/tables", name);
    try (InputStream in = Files.newInputStream(file)) {
      CompareInputs.Given given = new CompareInputs(in, note -> {}).read("-", "base");

      assertThat(given.name()).isEqualTo("standard input");
      assertThat(given.sources().getFirst().entries())
          .extracting(JmhEntry::toString)
          .isEqualTo(JmhFile.read(file).stream().map(JmhEntry::toString).toList());
    }
  }

  @Test
  void whatIsNoneOfTheFormatsIsToldAllThatAreRead() throws Exception {
    Path file = Files.writeString(directory.resolve("other.txt"), "Benchmark of mine: 5 ns\n");
    assertThat(CommandRun.of("report", file.toString()).err())
        .contains("other.txt", "-rf json best of all", "CSV and the table on its console");
    for (List<String> words : List.of(List.of("report"), List.of("report", "" + directory))) {
      CommandRun run = CommandRun.of(words.toArray(String[]::new));
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.err()).contains("its JSON, its CSV or the table on its console");
    }
    CommandRun twice = CommandRun.of("report", "-", "-");
    assertThat(twice.exit()).isEqualTo(2);
    assertThat(twice.err()).contains("- - : standard input can be read once only");
  }

  @Test
  void aTableIsReadWithAllThatJmhLeavesOutOrWritesOtherwise() {
    String table =
        """
        # Run complete.

        Benchmark                 (a)  (b b)    Mode  Cnt     Score   Error   Units
        C.copy                      1    x y    avgt   10    13.507 ± 3.059   ns/op
        C.copy:gc.alloc.rate.norm   1    x y    avgt   10    ≈ 10⁻⁵            B/op
        C.g                       N/A    N/A  sample           ≈ 0            ms/op
        C.g:get                   N/A    N/A  sample        ≥ 2,500            ms/op
        C.g:p0.99                 N/A    N/A  sample         1,500            ms/op

        Benchmark result is saved to x
        """;
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
      List<JmhEntry> entries = read(table, charset);

      assertThat(entries.getFirst().cell()).hasToString("C.copy:avgt:t1?a=1&b%20b=x%20y");
      assertThat(entries.getFirst().primary().score()).isEqualTo(13.507);
      assertThat(entries.getFirst().primary().error()).isEqualTo(3.059);
      assertThat(entries.getFirst().secondaries().get("gc.alloc.rate.norm").score())
          .isEqualTo(1e-5);
      assertThat(entries.get(1).cell()).hasToString("C.g:sample:t1");
      assertThat(entries.get(1).secondaries().get("get").score()).isEqualTo(2.5);
      assertThat(entries.get(1).secondaries().get("p0.99").score()).isEqualTo(1.5);
      assertThat(entries).hasSize(2);
    }
  }

  @Test
  void csvIsReadWithDecimalCommasQuotesAndSemicolons() {
    String row = "\"x.C.c\",\"thrpt\",4,25,\"1234,567890\",NaN,\"ops/ms\",\"a \"\"b\"\", c\"\r\n";
    JmhEntry entry = read(HEADER + row + row.replace("x.C.c", "x.C.c:·gc.count")).getFirst();

    assertThat(entry.cell().threads()).isEqualTo(4);
    assertThat(entry.cell().params()).containsEntry("size", "a \"b\", c");
    assertThat(entry.primary().score()).isEqualTo(1234.56789);
    assertThat(entry.primary().error()).isNaN();
    assertThat(entry.secondaries()).containsOnlyKeys("gc.count");
    assertThat(read((HEADER + "x.C.c,avgt,1,5,1.5,0.1,ns/op,1").replace(',', ';'))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"x.C.c\",\"avgt\",1,5,\"1,234\",NaN,\"ns/op\",1|may be a decimal or a thousand",
        "\"x.C.c\",\"avgt\",1,5,1.2|5 cells, but the header has 8",
        "\"x.C.c\",\"avgt\",1,5,1.2,NaN,\"ns|a quote is not closed",
        "\"x.C.c\",\"avgt\",1,5,fast,NaN,\"ns/op\",1|'fast' is no number",
        "\"x.C.c\",\"avgt\",no,5,1.0,NaN,\"ns/op\",1|'no' is no whole number",
        "\"x.C.c:gc.count\",\"avgt\",1,5,1.0,NaN,\"ns/op\",1|without the line of x.C.c before it",
        ",\"avgt\",1,5,1.0,NaN,\"ns/op\",1|without \"benchmark\""
      })
  void brokenCsvIsRefusedWithItsLine(String row, String message) throws Exception {
    Path file = Files.writeString(directory.resolve("r.json"), HEADER + row);
    CommandRun run = CommandRun.of("report", file.toString());

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(message, "line 2").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ufeff", "\ufeff\n\n"})
  void aFileWithNothingButTheMarkOfItsEncodingIsRefused(String text) throws Exception {
    CommandRun run =
        CommandRun.of("report", Files.writeString(directory.resolve("r.json"), text).toString());

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("r.json").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C.c 1 avgt 10 13.5 ± 3.0", "C.c 1 2 3 avgt 5 1.0 ± 2.0 ns/op", "C.c"})
  void aBrokenTableIsRefusedWithItsLine(String row) {
    assertThatThrownBy(() -> read("Benchmark  (size)  Mode  Cnt  Score  Error  Units\n" + row))
        .isInstanceOf(UnreadableResultException.class)
        .hasMessageContaining("x, line 2");
    assertThatThrownBy(() -> read("\\begin{tabular}{r|l}\n"))
        .hasMessageContaining("LaTeX")
        .hasMessageContaining("-rf json");
  }

  @Test
  void whatJmhWritesOfTheSameRunAgrees() throws Exception {
    Path jar = TestJar.build(directory, "t.jar", TestJar.troubleSources());
    for (String language : List.of("en", "de")) {
      Path csv = directory.resolve(language);
      Path log = directory.resolve(language + ".log");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-Duser.language=" + language, "-Dstdout.encoding=UTF-8"));
      command.addAll(List.of("-Dfile.encoding=UTF-8", "-Djmh.ignoreLock=true", "-jar"));
      command.addAll(List.of(jar.toString(), "Shapes.(param|grouped)", "-f", "0", "-wi", "0"));
      command.addAll(
          List.of(
              "-i",
              "3",
              "-r",
              "10ms",
              "-bm",
              "avgt,sample",
              "-p",
              "letter=a",
              "-p",
              "digit=1",
              "-prof",
              "gc"));
      command.addAll(List.of("-rf", "csv", "-rff", csv.toString()));
      int exit =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start()
              .waitFor();
      assertThat(exit).as(Files.readString(log)).isZero();

      Map<String, Double> console = scores(JmhFile.read(log));
      Map<String, Double> written = scores(JmhFile.read(csv));
      assertThat(console).hasSizeGreaterThan(20).hasSameSizeAs(written);
      console.forEach((name, score) ->
          assertThat(written.get(name)).as(language + " " + name).isCloseTo(score, within(0.001)));
    }
  }

  private static Map<String, Double> scores(List<JmhEntry> entries) {
    Map<String, Double> scores = new TreeMap<>();
    for (JmhEntry entry : entries) {
      String cell = entry.cell().simpleName() + entry.cell().toString().replaceFirst(".*?:", "");
      String name =
          entry.cell().methodName() + cell.replaceFirst(":t\\d+", "").replaceFirst("^.*\\.", "");
      scores.put(name, entry.primary().score());
      entry.secondaries().forEach((key, metric) -> scores.put(name + " " + key, metric.score()));
    }
    return scores;
  }
}
