package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulateCommandTest {

  @Test
  void printsItsCommandAndItsTables() {
    CommandRun run =
        CommandRun.of(
            "simulate", "--suites", "20", "--cells", "3", "--noise", "2.5%", "--shape", "t3,trend");
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .contains("simulate --suites 20 --cells 3 --alpha 0.01,0.05 --beta 0.05 \\")
        .contains("--noise 2.5% \\", "- `trend`: ", "| t3    | 2.5 % |")
        .contains("false alarms, α = 5 %", "## `not-slower`", "## `slower`", "single pairs")
        .contains("## Several machines", "| 8, 1 % and 10 % |", "## A fixed number of forks")
        .contains("20 suites a line", "a standard error of at most 35.4 points")
        .doesNotContain("NaN", "- `normal`");
    assertThat(run.out().split("## False alarms")[0]).contains("**What exceeds its level");
    assertThat(run.err()).contains("simulate: false alarms: t3, noise 2.5 %");
  }

  @Test
  void printsWhatCompareSaysAlone() {
    CommandRun run = CommandRun.of("simulate", "--compare", "--suites", "6", "--noise", "2%");
    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .startsWith("## `compare` with few forks")
        .contains(
            "here always the moderated t-test", "7 forks of 30 cells and 8 forks of 300 cells")
        .contains("| bimodal, unequal noise ", "| 2 %, normal, equal noise ")
        .doesNotContain("NaN", "## `not-slower`");
  }

  /**
   * Whoever changes a text runs the command again: its figures change with the code only. What is
   * bold follows from them.
   */
  @Test
  void printsTheTextsOfItsDocumentation() throws IOException {
    String documentation = Files.readString(Path.of("docs/simulation.md"));
    CommandRun run = CommandRun.of("simulate", "--suites", "10");
    assertThat(run.out().lines().filter(line -> !line.matches(".*\\d.*|[|*].*")))
        .hasSizeGreaterThan(25)
        .allSatisfy(line -> assertThat(documentation.lines()).contains(line));
    String[] own = run.out().split("```");
    assertThat(documentation.replaceFirst("--suites \\d+ ", "--suites 10 ")).contains(own[1]);
    String suites =
        CommandRun.of("help", "simulate").out().split("a tenth of them\\s+[(]default: ")[1];
    assertThat(documentation).contains("simulate --suites " + suites.split("[)]")[0] + " ");
  }

  @ParameterizedTest
  @CsvSource({
    "--shape,     cauchy, 'normal, t3'",
    "--pairs,     7,      'an even number'",
    "--suites,    0,      'at least 1'",
    "--cells,     0,      '1 to'",
    "--alpha,     1,      '1% or 0.01'",
    "--beta,      0,      'above 0'",
    "--tolerance, 11,     '11% or 0.11'",
    "--noise,     0,      'above 0'",
    "--machines,  0,      '1 to'",
    "--noise,     NaN,    '5% or 0.05'",
    "--slowdown,  -5,     '5% or 0.05'",
  })
  void refusesWhatCannotBeSimulated(String option, String value, String remedy) {
    CommandRun run = CommandRun.of("simulate", option, value);
    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(option, remedy);
    assertThat(run.out()).isEmpty();
  }
}
