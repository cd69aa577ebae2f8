package squareoff.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import squareoff.harness.result.WholeFile;
import squareoff.harness.run.UnusableInputException;
import squareoff.harness.text.SafeText;

/** A file that an option names for what is written. */
final class OutputFile {

  private OutputFile() {}

  /**
   * Writes a text there, in UTF-8, in place of what the file held; that stays where it fails.
   *
   * @param option the option, for messages
   * @throws UnusableInputException if it cannot be written
   */
  static void write(String option, Path file, String text) {
    try {
      WholeFile.write(file, SafeText.block(text));
    } catch (IOException e) {
      throw refusal(option, file, e);
    }
  }

  /** What is said of a file that cannot be written. */
  static UnusableInputException refusal(String option, Path file, IOException e) {
    Path folder = file.toAbsolutePath().getParent();
    boolean there = folder != null && Files.isDirectory(folder) && !Files.isDirectory(file);
    return new UnusableInputException(
        "%s %s: cannot be written (%s); %s"
            .formatted(
                option,
                file,
                WholeFile.why(e),
                there
                    ? "make room there, or name a file elsewhere"
                    : "name a file in a directory that exists"),
        e);
  }
}
