package squareoff.harness.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The trees of /proc and /sys files below {@code src/test/resources/machine}. */
final class RecordedRoot {

  private RecordedRoot() {}

  static ProcRoot of(String name) {
    try {
      return new ProcRoot(Path.of(RecordedRoot.class.getResource("/machine/" + name).toURI()));
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  static void write(Path root, String path, String text) {
    Path file = root.resolve(path.substring(1));
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
