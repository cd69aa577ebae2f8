package squareoff.harness.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Standard output: in UTF-8 whatever the locale says, and with a memory for what could not be
 * written. Java's own writers swallow that, and a report that a full disk cut off would look like
 * one that is done.
 */
final class StandardOutput extends OutputStream {

  private static final Path WHERE = Path.of("/proc/self/fd/1");

  private final OutputStream out;
  private Optional<IOException> failure = Optional.empty();

  StandardOutput(OutputStream out) {
    this.out = out;
  }

  static StandardOutput ofThisProcess() {
    return new StandardOutput(new FileOutputStream(FileDescriptor.out));
  }

  /** A writer for data. */
  PrintWriter writer() {
    return new SafePrintWriter(new OutputStreamWriter(this, StandardCharsets.UTF_8), false);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    // What comes after a gap would only look like the whole.
    if (failure.isEmpty()) {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = Optional.of(e);
      }
    }
  }

  /**
   * The exit code of a command that has written all it has to say.
   *
   * @param exit what the command says
   * @param err where it is said that output is lost
   */
  synchronized int exit(int exit, PrintWriter err) {
    if (failure.isEmpty() || exit == ExitCode.BUG) {
      return exit;
    }
    if (readerIsGone(failure.get())) {
      // Whoever reads with head(1) has what was asked for; programs of Unix die of it in silence.
      return ExitCode.READER_GONE;
    }
    err.printf(
        "standard output: cannot be written (%s); what is there is not the whole. Free the disk, or"
            + " write elsewhere, and give the command again%n",
        failure.get().getMessage());
    err.flush();
    return ExitCode.USAGE;
  }

  /** Messages of the operating system are in the language of the locale: a pipe is told by name. */
  private static boolean readerIsGone(IOException e) {
    try {
      String target = Files.readSymbolicLink(WHERE).toString();
      return target.startsWith("pipe:") || target.startsWith("socket:");
    } catch (IOException | UnsupportedOperationException unknown) {
      return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }
  }
}
