package squareoff.suite.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkOpeningTest {
  @TempDir Path directory;

  @Test
  void deletesItsSocketOnceItIsClosed() throws IOException {
    LinkOpening opening = LinkOpening.Listener.unix(directory);
    assertThat(Path.of(opening.address())).exists();
    opening.close();
    opening.close();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void deletesItsFileOnceItIsClosed() throws IOException {
    LinkOpening opening = LinkOpening.Mapping.of(directory, 100);
    assertThat(Path.of(opening.address())).hasSize(MappedLink.bytes(100));
    opening.close();
    opening.close();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void refusesAPathThatIsTooLongForASocketAndSaysWhatToDo() throws IOException {
    Path far = Files.createDirectory(directory.resolve("x".repeat(120)));
    assertThatThrownBy(() -> LinkOpening.Listener.unix(far))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen at " + far)
        .hasMessageContaining("set -Djava.io.tmpdir to a short path");
    assertThat(far).isEmptyDirectory();
  }

  @Test
  void cleansUpAfterAParentThatWasKilled() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path left = Files.createDirectory(directory.resolve("squareoff-worker-" + dead.pid() + "-1"));
    Files.createFile(left.resolve("link"));
    LinkOpening.Mapping.of(directory, 1).close();
    assertThat(directory).isEmptyDirectory();
  }
}
