package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.harness.TestJar;
import squareoff.harness.report.Source;
import squareoff.harness.report.format.Format;
import squareoff.harness.report.format.Input;
import squareoff.harness.result.JmhFile;
import tools.jackson.databind.json.JsonMapper;

/** Names and values that would move a terminal, or be run by a spreadsheet or a build server. */
class HostileTextTest {

  private static final String ACTS =
      "\u001b]0;x\u0007\u009b31m\u202e\u200d\u00ad\u2028\ufeff" + Character.toString(0xE0041);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "markdown",
        "html",
        "csv",
        "json",
        "jmh",
        "openmetrics",
        "otava",
        "github-action-benchmark"
      })
  void noneOfItIsInAReport(String format) throws IOException {
    Path file = hostile(ACTS + "\n::error::x");
    CommandRun run =
        CommandRun.of(
            "report", file.toString(), "--format", format, "-o", folder.resolve("o.x").toString());
    assertThat(run.exit()).as(run.err()).isZero();
    try (Stream<Path> written = Files.list(folder)) {
      for (Path text : written.filter(f -> f.getFileName().toString().startsWith("o")).toList()) {
        assertThatNothingActs(Files.readString(text));
        assertThat(Files.readString(text).lines()).noneMatch(line -> line.startsWith("::"));
      }
    }
  }

  /** What tools read goes through no file of ours: a stream is not the only way out. */
  @Test
  void noneOfItIsInTheCellsOfACsvFile() throws IOException {
    Source source = Source.ofFile("s", JmhFile.read(hostile(ACTS)));
    Input input = new Input(source, java.time.Instant.EPOCH);
    for (Format format : List.of(Format.CSV, Format.OTAVA, Format.OPENMETRICS)) {
      format.texts(List.of(input)).values().forEach(HostileTextTest::assertThatNothingActs);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1+1", "-1+1", "@SUM(1)", "=cmd|' /C calc'!A0", " =1", "\t=1", "＝1", "-"})
  void noCellOfACsvFileIsAFormula(String value) throws IOException {
    Path file = hostile(value);
    String report = CommandRun.of("report", "--format", "csv", file.toString()).out();
    String compare =
        CommandRun.of("compare", "--format", "csv", file.toString(), file.toString()).out();

    for (String csv : List.of(report, compare)) {
      assertThat(csv.split("[,\n]"))
          .noneMatch(cell -> cell.matches("\"?\\s*[=@＝].*|\"?[-+](?![\\d.]+([eE][-+]?\\d+)?$).*"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "+5", "-1.5e-7", "-.5", "1", "a-b", "a=b"})
  void whatIsANumberOrPlainStaysInACsvFile(String value) throws IOException {
    String csv = CommandRun.of("report", "--format", "csv", hostile(value).toString()).out();

    assertThat(csv.lines().toList().get(1)).endsWith("," + value);
  }

  @Test
  void anErrorMessageIsOneLineAndNothingInItActs() throws IOException {
    String name = "a.B.c" + ACTS + "\n::error::forged";
    Path file = folder.resolve("broken.json");
    Files.writeString(
        file, JsonMapper.shared().writeValueAsString(List.of(Map.of("benchmark", name))));
    for (String[] args :
        new String[][] {
          {"report", file.toString()},
          {"compare", file.toString(), file.toString()},
          {"report", folder + "/no" + ACTS + "\n::error::x.json"},
          {"report", "--reference", "x" + ACTS + "\n::error::=1", file.toString()},
          {"gate", "--tolerance", "5" + ACTS + "\n::error::"},
          {"run", "--profile", ACTS + "\n::error::"},
          {"run", "--no-such" + ACTS + "\n::error::"},
          {"simulate", "--shape", ACTS + "\n::error::"},
        }) {
      CommandRun run = CommandRun.of(args);
      assertThat(run.exit()).as(run.err()).isEqualTo(2);
      assertThatNothingActs(run.err());
      assertThat(run.err().lines()).hasSizeBetween(1, 3).noneMatch(line -> line.startsWith("::"));
    }
  }

  /** By a real failing benchmark: the end of its output is told, and kept in the journal. */
  @Test
  void whatAFailingBenchmarkPrintedIsShownAndNotSent() throws IOException {
    Path jar = TestJar.build(folder, "evil.jar", Map.of("h.Evil", EVIL));
    Path out = folder.resolve("run");
    CommandRun run =
        CommandRun.of(
            "run",
            "--jar",
            jar.toString(),
            "-f",
            "1",
            "-wi",
            "0",
            "-i",
            "1",
            "-r",
            "10ms",
            "--out",
            out.toString());

    assertThat(run.exit()).as(run.err()).isEqualTo(4);
    assertThat(run.err()).contains("FAILED h.Evil.bad", "::error::thrown", "\\u009b", "\\u202e");
    assertThatNothingActs(run.err() + run.out());
    assertThat(run.err().lines()).noneMatch(line -> line.stripLeading().startsWith("::"));
    CommandRun again = CommandRun.of("report", out.toString());
    assertThatNothingActs(again.out());
  }

  private static final String EVIL =
      """
      package h;
      import org.openjdk.jmh.annotations.*;
      @State(Scope.Thread)
      public class Evil {
        @Param({"\\u202e::error::p"}) public String p;
        @Benchmark public int bad() {
          System.out.println("\\n::error::said\\u009b31m \\033]52;c;cHduZWQ=\\007 \\u202e end");
          throw new IllegalStateException("\\n::error::thrown\\u009b31m \\u2028");
        }
      }
      """;

  private Path hostile(String text) throws IOException {
    Map<String, Object> metric =
        Map.of(
            "score",
            1.5,
            "scoreError",
            "NaN",
            "scoreUnit",
            "us/op",
            "rawData",
            List.of(List.of(1.5, 1.5)));
    Map<String, Object> entry =
        Map.of(
            "benchmark",
            "a.B.c",
            "mode",
            "avgt",
            "threads",
            1,
            "forks",
            1,
            "params",
            Map.of("name", text),
            "primaryMetric",
            metric,
            "secondaryMetrics",
            Map.of());
    return Files.writeString(
        folder.resolve("hostile.json"), JsonMapper.shared().writeValueAsString(List.of(entry)));
  }

  private static void assertThatNothingActs(String text) {
    assertThat(text.codePoints().filter(c -> c != '\n' && c != '\t'))
        .noneMatch(c -> Character.toString(c).matches("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]"));
  }
}
