package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import squareoff.harness.gate.Policy;
import squareoff.harness.result.Cell;
import squareoff.harness.run.UnusableInputException;

class PolicyOptionsTest {

  private static final Cell LOST = Cell.parse("a.LostUpdates.race:avgt:t1?lock=none");
  private static final Cell OTHER = Cell.parse("a.Increment.run:avgt:t1");

  @TempDir Path directory;

  @CommandLine.Command
  private static final class Holder {
    @CommandLine.Mixin private PolicyOptions policy;
  }

  private static Policy parsed(String... args) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(args);
    return holder.policy.over(Policy.DEFAULT);
  }

  @Test
  void leavesWhatWasNotGiven() {
    assertThat(parsed()).isEqualTo(Policy.DEFAULT);
  }

  @Test
  void takesPercentAndFractions() {
    Policy policy = parsed("--tolerance", "7.5%", "--alpha", ".001", "--beta", "10 %");
    assertThat(policy.tolerance()).isEqualTo(0.075);
    assertThat(policy.alpha()).isEqualTo(0.001);
    assertThat(policy.beta()).isEqualTo(0.1);
    assertThat(parsed("--tolerance", "0").tolerance()).isZero();
    assertThat(parsed("--tolerance", "150%").tolerance()).isEqualTo(1.5);
  }

  @Test
  void takesThePartOfJvmsThatAModeMustNotHaveAndWhatSlowerTakes() {
    assertThat(parsed("--rare", "25%").rare()).isEqualTo(0.25);
    assertThat(parsed("--rare", "100%").rare()).isEqualTo(1);
    assertThat(parsed("--prove-excess").proveExcess()).isTrue();
  }

  @Test
  void takesTolerancesOfSomeCellsFromAFile() throws IOException {
    Policy policy =
        parsed(
            "--tolerances",
            file("# noisy by nature\n\n  20%  LostUpdates.*lock=none  \n1% LostUpdates\n"));
    assertThat(policy.tolerance(LOST)).isEqualTo(0.2);
    assertThat(policy.tolerance(OTHER)).isEqualTo(0.05);
    assertThat(policy.exemptions()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "--tolerance, five, --tolerance five: give a fraction such as 5% or 0.05",
    "--tolerance, 5%%, --tolerance 5%%: give a fraction",
    "--tolerance, 1e-2, --tolerance 1e-2: give a fraction",
    "--tolerance, 5, '--tolerance 5: write 5% or 0.05'",
    "--tolerance, 500%, --tolerance 500%: a tolerance is at most 200 %; 5 % is written 5% or 0.05",
    "--tolerance, '', '--tolerance : give a fraction'",
    "--alpha, 0, --alpha 0: a probability is above 0 and below 100 %",
    "--alpha, 100%, --alpha 100%: a probability is above 0",
    "--beta, 1, --beta 1: write 1% or 0.01",
    "--beta, 12.5, --beta 12.5: write 12.5% or 0.125",
    "--alpha, -5%, --alpha -5%: give a fraction such as 5% or 0.05",
    "--alpha, ',05', '--alpha ,05: give a fraction such as 5% or 0.05'",
    "--rare, 0, --rare 0: a part is above 0 and at most 100 %",
    "--rare, 10, --rare 10: write 10% or 0.1",
    "--rare, 101%, --rare 101%: a part is above 0",
    "--rare, few, --rare few: give a fraction",
    "--beta, NaN, --beta NaN: give a fraction",
  })
  void namesTheOptionThatIsWrong(String option, String value, String message) {
    assertThatThrownBy(() -> parsed(option, value))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "20%, '\"20%\" is not FRACTION REGEX, such as 20% LostUpdates'",
    "much Lost, 'line 2: much: give a fraction'",
    "20% Lost[, '\"Lost[\" is not a regular expression'",
    "20 Lost, 'line 2: 20: write 20%'",
  })
  void namesTheLineThatIsWrong(String line, String message) throws IOException {
    String file = file("# tolerances\n" + line + "\n");
    assertThatThrownBy(() -> parsed("--tolerances", file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageStartingWith("--tolerances " + file + " line 2: ")
        .hasMessageContaining(message);
  }

  @Test
  void namesTheFileThatCannotBeRead() {
    Path none = directory.resolve("none.txt");
    assertThatThrownBy(() -> parsed("--tolerances", none.toString()))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage("--tolerances %s: no such file; name a file with lines FRACTION REGEX", none);
  }

  @Test
  void refusesAFileThatIsNoText() throws IOException {
    Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> parsed("--tolerances", binary.toString()))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("cannot be read");
  }

  @ParameterizedTest
  @CsvSource({"90s, 90", "20m, 1200", "20min, 1200", "1.5h, 5400", "2 m, 120"})
  void readsLengthsOfTime(String text, double seconds) {
    assertThat(Durations.parse(text, "--budget")).isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"90", "", "1h30m", "-5m", "20 minutes", "500ms", "h"})
  void namesTheOptionWhoseTimeIsWrong(String text) {
    assertThatThrownBy(() -> Durations.parse(text, "--budget"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage(
            "--budget %s: give a time with its unit, such as 90s, 20m or 1h".formatted(text));
  }

  @ParameterizedTest
  @CsvSource({"0, 0 s", "59.4, 59 s", "59.6, 1 min 00 s", "3599.7, 1 h 00 min", "7260, 2 h 01 min"})
  void writesLengthsOfTimeInTwoUnits(double seconds, String text) {
    assertThat(Durations.text(seconds)).isEqualTo(text);
  }

  private String file(String text) throws IOException {
    return Files.writeString(directory.resolve("tolerances.txt"), text).toString();
  }
}
