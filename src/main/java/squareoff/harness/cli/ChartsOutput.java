package squareoff.harness.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import squareoff.harness.report.ChartFiles;
import squareoff.harness.result.WholeFile;
import squareoff.harness.run.UnusableInputException;
import squareoff.harness.text.SafeText;

/** Where the charts of a report go: a file each. */
final class ChartsOutput {

  private ChartsOutput() {}

  /**
   * Writes charts into a directory, which is made where it does not exist. Charts of earlier
   * reports are replaced; where any file that is none is in the way, nothing is written.
   *
   * @param texts the files' texts by their names
   * @param directory where they go
   * @throws UnusableInputException where a file is in the way, or cannot be written
   */
  static void write(Map<String, String> texts, Path directory) {
    try {
      Files.createDirectories(directory);
      for (String name : texts.keySet()) {
        refuseOthers(directory.resolve(name));
      }
      for (Map.Entry<String, String> file : texts.entrySet()) {
        WholeFile.write(directory.resolve(file.getKey()), SafeText.block(file.getValue()));
      }
    } catch (IOException e) {
      throw new UnusableInputException(
          "--charts %s: cannot be written (%s); %s"
              .formatted(
                  directory,
                  WholeFile.why(e),
                  Files.isDirectory(directory)
                      ? "make room there, or name another directory"
                      : "name a directory that exists or can be made"),
          e);
    }
  }

  private static void refuseOthers(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !isChart(file)) {
      throw new UnusableInputException(
          "--charts: %s exists and is no chart of a report; move it away, or name another directory"
              .formatted(file));
    }
  }

  private static boolean isChart(Path file) throws IOException {
    byte[] beginning = ChartFiles.BEGINNING.getBytes(StandardCharsets.UTF_8);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(beginning.length), beginning);
    }
  }
}
