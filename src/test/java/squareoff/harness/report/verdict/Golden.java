package squareoff.harness.report.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The texts that are compared with what is committed; {@code -Dgolden.update} writes them anew. */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/golden/verdict");

  private Golden() {}

  static void assertGolden(String name, String text) throws IOException {
    Path file = FOLDER.resolve(name);
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }
}
