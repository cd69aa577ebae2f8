package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import squareoff.harness.run.SyntheticJournal;

class AuditCommandTest {

  private static final Map<String, String> ONE = Map.of("candidate", "00");

  @TempDir Path directory;

  /** Ten cells of 24 trials, 2 % of noise between trials and 1 % within; half of them are rates. */
  @Test
  void findsWhatEachRuleIsWorthOnTrialsOfKnownNoise() throws IOException {
    Path run = journal(10, 24);
    CommandRun done = CommandRun.of("audit", run.toString(), "--resamples", "400");
    assertThat(done.exit()).isZero();
    assertThat(done.out())
        .contains("10 cells", "6 blocks of four trials", "400 times (`--seed 42`)");
    assertThat(rates(done, "gate")[0]).isLessThanOrEqualTo(2);
    assertThat(rates(done, "gate")[3]).isGreaterThan(70);
    assertThat(rates(done, "permutation test over fork means")[0]).isLessThanOrEqualTo(4);
    assertThat(rates(done, "JMH's bars over fork means")[0]).isZero();
    // Of ten cells 2.5 % each: 22 %, but the same trials are drawn from again and again.
    assertThat(rates(done, "benchstat")[0]).isBetween(8.0, 40.0);
    assertThat(rates(done, "Mann-Whitney over pooled")[0]).isGreaterThan(60);
    assertThat(rates(done, "pyperf")[0]).isGreaterThan(60);
    assertThat(rates(done, "JMH's error bars")[0]).isBetween(1.0, 60.0);
    assertThat(rates(done, "threshold: mean more than 10 %")[0]).isZero();
    assertThat(rates(done, "threshold: mean more than 10 %")[2]).isZero();
    assertThat(rates(done, "threshold: mean more than 10 %")[3]).isBetween(20.0, 80.0);
    assertThat(rates(done, "threshold: mean more than 200 %")).containsExactly(0, 0, 0, 0);
    for (String rule :
        List.of("benchstat", "pyperf", "JMH's error bars", "permutation test", "JMH's bars")) {
      assertThat(rates(done, rule)).isSorted();
      assertThat(rates(done, rule)[3]).isGreaterThan(60);
    }
    for (String rule : List.of("benchstat", "pyperf", "Mann-Whitney over pooled")) {
      assertThat(rates(done, rule)[3]).isGreaterThan(95);
      assertThat(row(done, rule)[1]).contains("per cell at 5 %");
    }
    assertThat(forks(done, "benchstat")).isEqualTo("12");
    assertThat(forks(done, "gate")).endsWith("on average");
  }

  /** The gate can find nothing in six forks a side, a permutation test can: C(12, 6) is 924. */
  @Test
  void saysWhichRuleFindsMoreThanTheGateAtItsLevel() throws IOException {
    CommandRun done =
        CommandRun.of("audit", journal(3, 12).toString(), "--resamples", "100", "--alpha", "1%");
    assertThat(rates(done, "gate")[3]).isZero();
    String share = row(done, "permutation test")[6].strip();
    assertThat(rates(done, "permutation test")[3]).isGreaterThan(20);
    assertThat(done.out())
        .contains("slowdowns of 10 %: " + share + " by 6 forks a side and the permutation test")
        .doesNotContain("slowdowns of 5 %:", "forks a side and the pyperf");
    CommandRun plenty =
        CommandRun.of("audit", journal(3, 48, "plenty").toString(), "--resamples", "100");
    assertThat(plenty.out())
        .contains("- No rule whose false alarms are not shown to exceed α finds more");
  }

  @Test
  void drawsTheSameForTheSameSeedOnly() throws IOException {
    String run = journal(2, 12).toString();
    String first = CommandRun.of("audit", run, "--resamples", "60").out();
    assertThat(CommandRun.of("audit", run, "--resamples", "60").out()).isEqualTo(first);
    assertThat(CommandRun.of("audit", run, "--resamples", "60", "--seed", "43").out())
        .isNotEqualTo(first);
  }

  @Test
  void saysWhereTheGateCannotFindAnythingInSoFewTrials() throws IOException {
    CommandRun done = CommandRun.of("audit", journal(10, 12).toString(), "--resamples", "40");
    assertThat(done.out()).contains("the gate needs 4 blocks (8 forks a side)");
    assertThat(rates(done, "gate")[3]).isZero();
  }

  @Test
  void tellsWhatItDoes() {
    CommandRun help = CommandRun.of("help", "audit");
    assertThat(help.exit()).isZero();
    assertThat(help.out())
        .contains("a slowdown of 2, 5 and 10 %,", "--resamples=N", "--tolerances=FILE");
  }

  @Test
  void refusesADirectoryWithoutAJournal() {
    CommandRun refused = CommandRun.of("audit", directory.toString());
    assertThat(refused.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains(directory.toString(), "directory of a run");
    assertThat(refused.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "--resamples, 0,   '1 to'",
    "--alpha,     0,   'above 0 and below 100 %'",
    "--beta,      NaN, 'fraction such as'",
    "--tolerance, 99,  '99% or 0.99'",
  })
  void refusesWhatIsNoLevel(String option, String value, String remedy) throws IOException {
    CommandRun refused = CommandRun.of("audit", journal(1, 8).toString(), option, value);
    assertThat(refused.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains(option, remedy);
  }

  private Path journal(int cells, int trials) throws IOException {
    return journal(cells, trials, "run");
  }

  private Path journal(int cells, int trials, String name) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    Path run = Files.createDirectory(directory.resolve(name)).resolve("journal.jsonl");
    SyntheticJournal.write(
        run,
        "here",
        ONE,
        IntStream.range(0, cells)
            .mapToObj(i -> "a.B.m" + i + (i % 2 == 0 ? ":avgt:t1" : ":thrpt:t1"))
            .toList(),
        trials,
        (cell, build, round) -> {
          double trial = 100 * Math.exp(0.02 * random.nextGaussian());
          return random
              .doubles(5)
              .map(ignored -> trial * Math.exp(0.01 * random.nextGaussian()))
              .toArray();
        });
    return run.getParent();
  }

  private static String[] row(CommandRun run, String rule) {
    return run.out()
        .lines()
        .filter(line -> line.startsWith("| " + rule))
        .findFirst()
        .orElseThrow()
        .split("\\|");
  }

  private static String forks(CommandRun run, String rule) {
    return row(run, rule)[2].strip();
  }

  /** False alarms, and what is found of each slowdown, in percent. */
  private static double[] rates(CommandRun run, String rule) {
    return Arrays.stream(row(run, rule))
        .skip(3)
        .map(cell -> cell.replaceAll("[<>]", "").strip().split(" ")[0])
        .mapToDouble(Double::parseDouble)
        .toArray();
  }
}
