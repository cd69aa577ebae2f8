package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import squareoff.harness.run.UnusableInputException;

/** On the benchmarks of this project's own suite, whose list is on the test's class path. */
class FirstWordTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-h",
        "-l",
        "-lp",
        "-lprof",
        "-lrf",
        "-f",
        "-wi",
        "-prof",
        "-jvmArgs",
        "-rff",
        "-bm",
        "-to",
        "CpuBound",
        ".*",
        "suite.Increment",
        "^squareoff",
        "Increment|LostUpdates",
        "\\.race$"
      })
  void isMeantForJmh(String word) {
    assertThat(FirstWord.isOurs(word)).isFalse();
    assertThatCode(() -> FirstWord.requireJmh(word)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "gaet, gate",
    "gat, gate",
    "Gate, gate",
    "--gate, gate",
    "reprot, report",
    "comprae, compare",
    "simulte, simulate",
    "rnu, run",
    "hlep, help",
    "Incremnt, Increment",
    "cpuboundsquare, CpuBoundSquares",
    "LostUpdate.rase, LostUpdates.race",
  })
  void isAMistakeThatSaysWhatMayHaveBeenMeant(String word, String meant) {
    assertThatThrownBy(() -> FirstWord.requireJmh(word))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining(word + ": ")
        .hasMessageContaining("Did you mean " + meant + "?");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing-like-it", "-no-such-option", "--budget", "[", "results.json"})
  void isAMistakeWithoutAGuess(String word) {
    assertThatThrownBy(() -> FirstWord.requireJmh(word))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageStartingWith(word + ": ")
        .message()
        .doesNotContain("Did you mean");
  }

  @Test
  void aShortWordIsNotTakenForAnother() {
    assertThat(FirstWord.meant("xy", List.of())).isEmpty();
    assertThat(FirstWord.meant("ru", List.of())).contains("run");
  }

  @Test
  void everyCommandIsToldWhereNothingIsAsked() {
    CommandRun bare = CommandRun.of();

    assertThat(bare.exit()).isEqualTo(2);
    assertThat(bare.out()).contains(FirstWord.COMMANDS).contains("gate --base", "run --profile");
    assertThat(bare.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-V", "--version", "version"})
  void theVersionIsOurs(String word) {
    CommandRun run = CommandRun.of(word);

    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("squareoff ");
  }
}
