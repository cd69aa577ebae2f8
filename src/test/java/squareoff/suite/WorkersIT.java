package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(600)
class WorkersIT {
  @TempDir Path directory;

  /** What workers are started from comes out of the jar, and is deleted again. */
  @Test
  void startsEveryKindOfProcessFromTheJar() throws Exception {
    SuiteRun run =
        SuiteRun.of(
            directory,
            "WorkerStart.(process|jvm)",
            "-p",
            "strategy=jvm,process",
            "-p",
            "parentHeapMegabytes=1",
            "-p",
            Runtime.version().feature() >= 24 ? "jvm=aot-cache" : "jvm=default",
            "-i",
            "1");
    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(run.results()).hasSize(3);
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("squareoff-worker"));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void weighsAProcessAboveAThreadAndThatAboveAVirtualOne() throws Exception {
    Map<String, Double> bytes = new TreeMap<>();
    for (String method : List.of("thread", "process")) {
      SuiteRun run =
          SuiteRun.of(directory, "WorkerMemory." + method + "$", "-p", "frames=100", "-i", "1");
      assertThat(run.exit()).as(run.output()).isZero();
      for (JsonNode result : run.results()) {
        bytes.put(
            result.at("/params/strategy").asString(),
            result.at("/secondaryMetrics/bytesPerWorker/score").asDouble());
      }
    }
    assertThat(bytes.get("process")).isGreaterThan(10 * bytes.get("platform"));
    assertThat(bytes.get("platform")).isGreaterThan(4 * bytes.get("virtual"));
    assertThat(bytes.get("virtual")).isGreaterThan(100 * 8);
  }
}
