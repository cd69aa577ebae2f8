package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import squareoff.harness.run.UnusableInputException;

class FractionTest {

  @ParameterizedTest
  @CsvSource({
    "5%, 0.05",
    "5 %, 0.05",
    "0.05, 0.05",
    ".05, 0.05",
    "7.5%, 0.075",
    "0, 0",
    "0%, 0",
    "100%, 1",
    "0.999, 0.999",
    "00.5%, 0.005",
  })
  void isReadInBothSpellings(String text, double value) {
    assertThat(Fraction.parse(text, "--x")).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource({"5, 5% or 0.05", "1, 1% or 0.01", "12.5, 12.5% or 0.125", "99.9, 99.9% or 0.999"})
  void isRefusedWithBothSpellingsWhereThePerCentSignIsMissing(String text, String spellings) {
    assertThatThrownBy(() -> Fraction.parse(text, "--x"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageStartingWith("--x " + text + ": write " + spellings);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-5%",
        "-0.05",
        "+5%",
        "NaN",
        "Infinity",
        "1e-3",
        "0x1p-3",
        ",05",
        "0,05",
        "5%%",
        "%",
        "five",
        "5 percent",
        "1_0%",
        "500",
        "٥%",
        "5％",
        "0.05f",
        "1/20",
        "0.05.0"
      })
  void isRefusedWithBothSpellingsWhereItIsNone(String text) {
    assertThatThrownBy(() -> Fraction.parse(text, "--x"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage("--x " + text + ": give a fraction such as 5% or 0.05");
  }

  /**
   * Java's own reader of numbers takes NaN and 1e-3 and no per cent sign: no option may go by it.
   */
  @Test
  void isHowEveryCommandReadsNumbersThatAreNotWhole() {
    CommandLine commands = Main.commands("help", List.of());
    Map<String, String> others = new TreeMap<>();
    commands
        .getSubcommands()
        .forEach((name, command) -> {
          for (OptionSpec option : command.getCommandSpec().options()) {
            for (Class<?> type : option.typeInfo().getAuxiliaryTypes()) {
              if (type == double.class || type == Double.class || type == Float.class) {
                others.put(name + " " + option.longestName(), type.getName());
              }
            }
          }
        });
    assertThat(commands.getSubcommands()).containsKeys("compare", "gate", "simulate", "audit");
    assertThat(others).isEmpty();
  }
}
