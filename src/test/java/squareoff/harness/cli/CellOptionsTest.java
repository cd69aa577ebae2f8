package squareoff.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CellOptionsTest {

  private static CellOptions parsed(String... args) {
    CellOptions options = new CellOptions();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("cells", mixin(options)))
        .parseArgs(args);
    return options;
  }

  private static CommandLine.Model.CommandSpec mixin(CellOptions options) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
  }

  @Test
  void knowsWhetherTheNumberOfIterationsIsTheUsers() {
    assertThat(parsed().setsIterations(List.of())).isFalse();
    assertThat(parsed("-wi", "3", "-r", "1s").setsIterations(List.of("-prof", "gc"))).isFalse();
    assertThat(parsed("-i", "3").setsIterations(List.of())).isTrue();
    assertThat(parsed().setsIterations(List.of("-i", "3"))).isTrue();
    assertThat(parsed().setsIterations(List.of("--i", "3"))).isTrue();
  }
}
