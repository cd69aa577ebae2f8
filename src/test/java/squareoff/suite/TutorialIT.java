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
    String text =
        jar(
            "run",
            "--profile",
            "tutorial",
            "--out",
            directory.resolve("run").toString(),
            "LostUpdates|TutorialLock|TutorialQueue",
            "-f",
            "1");
    assertThat(text.substring(text.indexOf("## Outcomes")))
        .containsPattern("no lock\\. +\\| end value 1 +\\| endValue 1 +\\| `== 1`")
        .containsPattern("with a lock\\. +\\| end value 2 +\\| endValue 2 +\\| `== 2`")
        .containsPattern("\\| it will remain stuck +\\| acquired 0 +\\| `== 0`")
        .containsPattern("\\| recommended +\\| acquiredAfterFinally 1 +\\| `== 1`")
        .containsPattern("1, 2, 3; get +\\| 1 +\\| first 1 +\\| `== 1`")
        .containsPattern("\\| 1, and then nothing: it hangs +\\| joinReturned 0 +\\| `== 0`")
        .containsPattern("\\| 20 lines, then end main +\\| itemsDone 20 +\\| `== 20`")
        .containsPattern("\\| yes: daemons die with it +\\| endedWithDaemons 1 +\\| `== 1`")
        .containsPattern("\\| no: it goes on for ever +\\| endedWithOthers 0 +\\| `== 0`")
        .doesNotContain("refuted")
        .contains("3 not measured");
    assertThat(jar("report", directory.resolve("run").toString()))
        .contains(text.substring(text.indexOf("## Outcomes")));
  }

  private String jar(String... arguments) throws Exception {
    Path out = directory.resolve("out.md");
    Path log = directory.resolve("log.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Djava.io.tmpdir=" + directory, "-jar"));
    command.add(System.getProperty("squareoff.jar"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(log.toFile())
            .start();
    if (!process.waitFor(300, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IllegalStateException("still running: " + Files.readString(log));
    }
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    return Files.readString(out);
  }
}
