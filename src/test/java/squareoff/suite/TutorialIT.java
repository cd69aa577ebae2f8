package squareoff.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run --profile tutorial} prints, without the cells that sleep for ten seconds. */
class TutorialIT {
  @TempDir Path directory;

  @Test
  void putsTheTutorialsOutcomesBesideOurs() throws Exception {
    String text = run("LostUpdates|TutorialQueue", "-f", "1");
    assertThat(text.substring(text.indexOf("## Outcomes")))
        .containsPattern("no lock\\. +\\| end value 1 +\\| endValue 1 +\\| `== 1`")
        .containsPattern("with a lock\\. +\\| end value 2 +\\| endValue 2 +\\| `== 2`")
        .containsPattern("1, 2, 3; get +\\| 1 +\\| first 1 +\\| `== 1`")
        .containsPattern("\\| 1, and then nothing: it hangs +\\| joinReturned 0 +\\| `== 0`")
        .containsPattern("\\| 20 lines, then end main +\\| itemsDone 20 +\\| `== 20`")
        .containsPattern("\\| yes: daemons die with it +\\| endedWithDaemons 1 +\\| `== 1`")
        .containsPattern("\\| no: it goes on for ever +\\| endedWithOthers 0 +\\| `== 0`")
        .doesNotContain("refuted")
        .contains("3 not measured");
    assertThat(directory.resolve("run/claims.json")).exists();
  }

  private String run(String include, String... options) throws Exception {
    Path out = directory.resolve("out.md");
    Path log = directory.resolve("log.txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + directory,
                "-jar",
                System.getProperty("squareoff.jar"),
                "run",
                "--profile",
                "tutorial",
                "--out",
                directory.resolve("run").toString(),
                include));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(log.toFile())
            .start();
    if (!process.waitFor(100, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IllegalStateException("still running: " + Files.readString(log));
    }
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    return Files.readString(out);
  }
}
