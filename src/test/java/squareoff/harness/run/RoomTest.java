package squareoff.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which failed trials are the disk's fault; the full disks themselves are in DiskIT. */
class RoomTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.io.IOException: No space left on device",
        "java.io.IOException: Disk quota exceeded",
        "java.io.IOException: There is not enough space on the disk",
      })
  void aTrialWhoseLogTellsOfAFullDiskIsNotRecorded(String line) {
    String log = "# JMH version: 1.37\n\\u0009" + line + "\n\tat trouble.Trouble.fine\n";
    assertThatThrownBy(() -> Room.blame(log, List.of(folder)))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining(
            "found no room in " + folder + ", or where its benchmark writes: " + line)
        .hasMessageContaining("is not recorded")
        .hasMessageContaining("--resume");
  }

  @Test
  void anyOtherFailureIsTheBenchmarks() throws IOException {
    assertThatCode(() -> Room.blame("java.io.IOException: Broken pipe", List.of(folder)))
        .doesNotThrowAnyException();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).as("what was tried out is gone").isEmpty();
    }
  }

  @Test
  void aFolderThatIsGoneIsNotCalledFull() {
    assertThatCode(() -> Room.blame("", List.of(folder.resolve("gone"))))
        .doesNotThrowAnyException();
  }

  @Test
  void whatFailedIsNamedWhereTheSystemDidNot() {
    Path file = folder.resolve("journal.jsonl");
    assertThat(Room.at(file, new IOException("No space left on device")))
        .hasMessage(file + ": No space left on device");
    IOException named = new NoSuchFileException("other");
    assertThat(Room.at(file, named)).isSameAs(named);
  }
}
