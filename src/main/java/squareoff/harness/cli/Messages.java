package squareoff.harness.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Where messages go. Names, paths and what benchmarks printed stand in them, so that no text
 * becomes a command of a build server that reads its jobs' logs ({@code ::error::} at the beginning
 * of a line, {@code ##[error]} and {@code ##vso[...]} anywhere).
 */
final class Messages extends SafePrintWriter {

  /** Whether there were but blanks since the last line end. */
  private boolean atBeginning = true;

  /** How many {@code #} stand before the letters, if any, that were written last. */
  private int hashes;

  Messages(Writer out) {
    super(out, true);
  }

  /** Messages on standard error, in UTF-8 whatever the locale says. */
  static Messages to(PrintStream err) {
    return new Messages(new OutputStreamWriter(err, StandardCharsets.UTF_8));
  }

  /** Writes a sequence of ours, such as one that clears a line of a terminal, as it is. */
  static void control(PrintWriter to, String sequence) {
    if (to instanceof Messages messages) {
      messages.raw(sequence);
    } else {
      to.print(sequence);
    }
  }

  @Override
  public void println() {
    super.println();
    atBeginning = true;
    hashes = 0;
  }

  @Override
  synchronized String safe(String text) {
    String shown = super.safe(text);
    StringBuilder out = new StringBuilder(shown.length() + 8);
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      if ((c == ':' && atBeginning) || (c == '[' && hashes >= 2)) {
        out.append('\\');
      }
      atBeginning = c == '\n' || (atBeginning && Character.isWhitespace(c));
      hashes = c == '#' ? hashes + 1 : hashes >= 2 && Character.isLetter(c) ? hashes : 0;
      out.append(c);
    }
    return out.toString();
  }
}
