package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Numbers that no measurement gives are said at their row, or refused; none is dropped or drawn.
 */
class ImpossibleNumbersTest {
  private static final String CASES = "src/test/resources/trouble/";

  @TempDir Path directory;

  private Path file(String threads, String score, String raw) throws IOException {
    return Files.writeString(
        directory.resolve("x.json"),
        """
        [{"benchmark": "a.B.c", "mode": "avgt", "threads": %s, "forks": 3, "primaryMetric":
          {"score": %s, "scoreError": 0.1, "scoreUnit": "ns/op", "rawData": %s},
          "secondaryMetrics": {}}]
        """
            .formatted(threads, score, raw));
  }

  private static CommandRun run(String... args) {
    return Assertions.assertTimeoutPreemptively(Duration.ofMinutes(2), () -> CommandRun.of(args));
  }

  /** The text of a report, whose page with charts is made as well. */
  private String report(String file) throws IOException {
    Path page = directory.resolve("page.html");
    CommandRun run = run("report", file, "--html", page.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(Files.readString(page)).doesNotContain("NaN\"", "Infinity\"").contains("</html>");
    return run.out();
  }

  @ParameterizedTest
  @CsvSource({
    "chart-hang.json, values whose mean is too great for a number are left out",
    "chart-hang.json, no chart shows it: its score is no number that an axis can have",
    "chart-underflow.json, no chart shows it: its score is no number that an axis can have",
    "compare-overflow.json, values whose mean is too great for a number are left out",
    "raw-contradicts.json, 'its score is 999.0, but its raw data lie from 10.0 to 10.2'"
  })
  void theCasesAreSaid(String name, String sentence) throws IOException {
    assertThat(report(CASES + name)).contains(sentence);
    CommandRun compared = run("compare", CASES + name, CASES + name);
    assertThat(compared.err()).isEmpty();
    assertThat(compared.exit()).isIn(0, 3);
    if (!sentence.startsWith("no chart")) {
      assertThat(compared.out()).contains(sentence);
      assertThat(run("report", CASES + name, "--format", "json").out()).contains(sentence);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1; 100; [['NaN'],[100],[100]]; 1 of 3 values are not finite and left out",
        "1; -5; [[-5],[-5],[-5]]; a score below 0, which no time and no throughput is",
        "1; 1e400; [[1],[1],[1]]; its score is infinite",
        "1; 'NaN'; [[1],[1],[1]]; its score is no number",
        "1; 5; [[5e-324],[1e308],[5]]; raw data",
        "0; 1; [[1],[1],[1]]; measured with 0 threads",
        "-3; 1; [[1],[1],[1]]; measured with -3 threads"
      })
  void whatIsReadIsSaid(String threads, String score, String raw, String said) throws IOException {
    String text = report(file(threads, score.replace('\'', '"'), raw.replace('\'', '"')) + "");
    if (!said.equals("raw data")) {
      assertThat(text).contains(said);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "'scoreConfidence': [12, 8]; ; its interval ends before it begins: from 12.0 to 8.0",
        "'scoreConfidence': [11, 12]; ; its interval from 11.0 to 12.0 is without the score",
        "'scorePercentiles': {'0.0': 9, '50.0': 11, '90.0': 10}; ; its percentiles fall: 50.0 is 11.0, 90.0 is 10.0",
        "'scorePercentiles': {'90.0': 10, '50.0': 11}; ; its percentiles fall: 50.0 is 11.0, 90.0 is 10.0",
        "'rawData': [[9], [10], [10], [11]]; ; its raw data are of 4 forks, but it says that there were 3",
        "'rawData': [[9], [11]]; ; 1 of 3 forks gave no data",
        "'score': -10, 'rawData': [[-9], [-10], [-11]]; ; a score below 0, which no time and no throughput is",
        "'score': -10, 'rawData': []; ; a score below 0, which no time and no throughput is",
        "'x': 0; 'gc': {'score': 1, 'scoreConfidence': [2, 0]}; of gc the interval ends before it begins: from 2.0 to 0.0",
        "'x': 0; 'c:p0.50': {'score': 11}, 'c:p0.90': {'score': 10}; the percentiles of c fall: 50.0 is 11.0, 90.0 is 10.0",
        "'x': 0; 'p0.50': {'score': 11}, 'p1.00': {'score': 10}; the percentiles fall: 50.0 is 11.0, 100.0 is 10.0"
      })
  void whatContradictsItselfIsSaid(String primary, String secondaries, String said)
      throws IOException {
    String metric = primary;
    metric += primary.contains("'score'") ? "" : ", 'score': 10";
    metric += primary.contains("'rawData'") ? "" : ", 'rawData': [[9], [10], [11]]";
    String others = secondaries == null ? "" : secondaries;
    String entry =
        """
        [{'benchmark': 'a.B.c', 'mode': 'avgt', 'threads': 1, 'forks': 3, 'primaryMetric':
          {'scoreError': 0.1, 'scoreUnit': 'ns/op', %s}, 'secondaryMetrics': {%s}}]
        """
            .formatted(metric, others)
            .replace('\'', '"');
    String file = Files.writeString(directory.resolve("x.json"), entry).toString();

    assertThat(report(file)).contains(said);
    assertThat(run("compare", file, file).out())
        .contains(said.startsWith("1 of 3") ? "gave no data" : said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"four\"; which is no number of threads",
        "1000000000000; which is no number of threads",
        "1.5; which is no number of threads",
        "1, \"threads\": 2; a key stands twice",
        "[1]; which is no number of threads"
      })
  void whatCannotBeReadIsRefused(String threads, String said) throws IOException {
    CommandRun run = run("report", file(threads, "1", "[[1], [1], [1]]").toString());
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(said);
  }

  @Test
  void whatDiffersByRoundingAloneHasNoInterval() throws IOException {
    Path file = file("1", "100", "[[100], [100.00000000000001], [100]]");
    assertThat(report(file + "")).contains("|   100 |   0 |      3 |");
  }
}
