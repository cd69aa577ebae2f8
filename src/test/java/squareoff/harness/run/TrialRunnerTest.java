package squareoff.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import squareoff.harness.result.Cell;
import squareoff.harness.result.JmhFile;

class TrialRunnerTest {

  private static final Path SAMPLE =
      Path.of("src/test/resources/samples/jmh1.37-sample-gc-2forks.json");

  /** A result of sample mode has a line for each time that was seen. */
  @Test
  void keepsTheTextOfAResultOfAnySizeWhoseFileIsGone(@TempDir Path folder) throws Exception {
    Cell cell = JmhFile.read(SAMPLE).getFirst().cell();
    Path result =
        Files.writeString(
            folder.resolve("0.json"),
            "[" + " ".repeat(3_000_000) + Files.readString(SAMPLE).strip().substring(1));
    Path log = Files.createFile(folder.resolve("0.log"));

    TrialRecord.Outcome outcome = TrialRunner.outcome(cell, 0, result, log);
    Files.delete(result);

    assertThat(outcome).isInstanceOf(TrialRecord.Measured.class);
    assertThat(((TrialRecord.Measured) outcome).entry().json())
        .isEqualTo(JmhFile.read(SAMPLE).getFirst().json());
  }
}
