package squareoff.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import squareoff.harness.run.UnusableInputException;
import squareoff.harness.text.SafeText;

/** A file that an option names for what is written. */
final class OutputFile {

  private OutputFile() {}

  /**
   * Writes a text there, in UTF-8, in place of what the file held.
   *
   * @param option the option, for messages
   * @throws UnusableInputException if it cannot be written
   */
  static void write(String option, Path file, String text) {
    try {
      Files.writeString(file, SafeText.block(text));
    } catch (IOException e) {
      throw new UnusableInputException(
          "%s %s: cannot be written (%s); name a file in a directory that exists"
              .formatted(option, file, Directories.why(e)),
          e);
    }
  }
}
