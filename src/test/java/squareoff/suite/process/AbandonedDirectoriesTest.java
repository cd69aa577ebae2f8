package squareoff.suite.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbandonedDirectoriesTest {
  @TempDir Path temporary;
  private long deadPid;

  @BeforeEach
  void letAProcessDie() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    deadPid = process.pid();
  }

  @Test
  void deletesWhatADeadProcessLeft() throws Exception {
    Path left = directory("squareoff-worker-" + deadPid + "-17");
    AbandonedDirectories.replaceIn(temporary);
    assertThat(left).doesNotExist();
  }

  @Test
  void keepsWhatALiveProcessHas() throws Exception {
    Path own = AbandonedDirectories.replaceIn(temporary);
    Path other = directory("squareoff-worker-" + ProcessHandle.current().pid() + "-17");
    AbandonedDirectories.replaceIn(temporary);
    assertThat(own).isEmptyDirectory();
    assertThat(other).isNotEmptyDirectory();
  }

  @Test
  void keepsWhatOnlyLooksLikeItsOwn() throws Exception {
    Path outside = directory("elsewhere");
    Path link = temporary.resolve("squareoff-worker-" + deadPid + "-1");
    Files.createSymbolicLink(link, outside);
    Path otherName = directory("squareoff-worker-" + deadPid + "-mine");
    Path file = Files.createFile(temporary.resolve("squareoff-worker-" + deadPid + "-2"));
    AbandonedDirectories.replaceIn(temporary);
    assertThat(outside).isNotEmptyDirectory();
    assertThat(link).isSymbolicLink();
    assertThat(otherName).isNotEmptyDirectory();
    assertThat(file).exists();
  }

  @Test
  void followsNoLinkOutOfWhatItDeletes() throws Exception {
    Path outside = directory("elsewhere");
    Path left = directory("squareoff-worker-" + deadPid + "-17");
    Files.createSymbolicLink(left.resolve("link"), outside);
    AbandonedDirectories.replaceIn(temporary);
    assertThat(left).doesNotExist();
    assertThat(outside).isNotEmptyDirectory();
  }

  private Path directory(String name) throws Exception {
    Path directory = temporary.resolve(name);
    Files.createDirectories(directory.resolve("squareoff/suite"));
    Files.createFile(directory.resolve("squareoff/suite/Some.class"));
    return directory;
  }
}
