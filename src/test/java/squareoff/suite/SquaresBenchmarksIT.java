package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(600)
class SquaresBenchmarksIT {

  /** Real JMH on the real jar: the workers' classes come out of it. */
  @ParameterizedTest
  @CsvSource({"ms, 20", "s, 0.02"})
  void theRatioToTheLimitIsInTheResultWhateverTheTimeUnit(
      String unit, double limit, @TempDir Path directory) throws Exception {
    Path json = directory.resolve("result.json");
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createDirectory(temporary.resolve("squareoff-worker-" + dead.pid() + "-1"));
    String jmh =
        "IoBoundSquares -f 1 -wi 0 -i 2 -r 100ms -foe true -p strategy=process-pool -p workers=2"
            + " -p squares=4 -p pauseMillis=5 -rf json -tu ";
    run(directory, temporary, jmh + unit + " -rff " + json);

    JsonNode entry = JsonMapper.shared().readTree(json).get(0);
    double score = entry.get("primaryMetric").get("score").asDouble();
    double ratio = entry.get("secondaryMetrics").get("ratioToLimit").get("score").asDouble();
    assertThat(ratio).isGreaterThan(1).isCloseTo(score / limit, within(1e-6 * ratio));
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("squareoff-worker"));
    }
  }

  private static void run(Path directory, Path temporary, String arguments)
      throws IOException, InterruptedException {
    Path log = directory.resolve("log.txt");
    Stream<String> java =
        Stream.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.io.tmpdir=" + temporary,
            "-jar",
            System.getProperty("squareoff.jar"));
    List<String> command = Stream.concat(java, Stream.of(arguments.split(" "))).toList();
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }
}
