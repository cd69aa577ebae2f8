package squareoff.harness.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** What is known of the terminal, if there is one. */
final class Terminal {

  private static final int USUAL_WIDTH = 80;
  private static final String CLEAR = "\r\033[K";

  private Terminal() {}

  /**
   * Whether a standard stream is a terminal. The JDK only tells of input and output together, and
   * messages go to neither.
   *
   * @param descriptor 1 for output, 2 for errors
   */
  static boolean isTerminal(int descriptor) {
    if (File.separatorChar != '/') {
      return System.console() != null;
    }
    try {
      Process test =
          new ProcessBuilder("test", "-t", String.valueOf(descriptor)).inheritIO().start();
      return test.waitFor(5, TimeUnit.SECONDS) && test.exitValue() == 0;
    } catch (IOException e) {
      return System.console() != null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Takes away what stands in the last line, so that another can be written in its place. */
  static void clearLine(PrintWriter messages) {
    Messages.control(messages, CLEAR);
  }

  /** The width of the terminal in characters. */
  static int width() {
    try {
      Process size =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String[] words =
          new String(size.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
              .trim()
              .split(" ");
      int width = words.length == 2 ? Integer.parseInt(words[1]) : 0;
      return width > 0 ? width : USUAL_WIDTH;
    } catch (IOException | NumberFormatException e) {
      return USUAL_WIDTH;
    }
  }
}
