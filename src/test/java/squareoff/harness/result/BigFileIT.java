package squareoff.harness.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BigFileIT {
  private static final int ENTRIES = 6_000;

  @TempDir Path directory;

  @Test
  void reportsTwentyMegabytesWithinFortyEight() throws IOException, InterruptedException {
    Path file = directory.resolve("big.json");
    Path report = directory.resolve("report.md");
    BigFile.write(file, ENTRIES);
    assertThat(Files.size(file)).isBetween(20_000_000L, 22_000_000L);

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Enough for the numbers, and for neither the file nor the trees of its entries.
                "-Xmx48m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                System.getProperty("squareoff.jar"),
                "report",
                file.toString(),
                "-o",
                report.toString())
            .inheritIO()
            .start();
    try {
      assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    assertThat(process.exitValue()).isZero();
    try (Stream<String> lines = Files.lines(report)) {
      assertThat(lines.filter(line -> line.matches("\\| +\\d+ \\|.* 3 \\|"))).hasSize(ENTRIES);
    }
  }
}
