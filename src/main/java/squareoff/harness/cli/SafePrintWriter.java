package squareoff.harness.cli;

import java.io.PrintWriter;
import java.io.Writer;
import squareoff.harness.text.SafeText;

/**
 * Writes nothing that acts on what shows it, whoever wrote it: the last of the places where
 * strangers' text is made safe, and the one that none gets around.
 */
class SafePrintWriter extends PrintWriter {

  SafePrintWriter(Writer out, boolean autoFlush) {
    super(out, autoFlush);
  }

  /** What is written for a text. */
  String safe(String text) {
    return SafeText.block(text);
  }

  /** Writes as it is. */
  final void raw(String text) {
    super.write(text, 0, text.length());
  }

  @Override
  public void write(String text, int offset, int length) {
    raw(safe(text.substring(offset, offset + length)));
  }

  @Override
  public void write(char[] text, int offset, int length) {
    write(new String(text, offset, length), 0, length);
  }

  @Override
  public void write(int c) {
    write(String.valueOf((char) c), 0, 1);
  }
}
