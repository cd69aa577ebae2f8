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
