package squareoff.harness.report.format;

import java.util.List;
import squareoff.harness.result.JmhEntry;
import squareoff.harness.result.JmhFile;

/** All entries in one list; cells that stand in several inputs stand there as often. */
final class JmhFormat {

  private JmhFormat() {}

  static String text(List<Input> inputs) {
    List<JmhEntry> entries =
        inputs.stream().flatMap(input -> input.source().entries().stream()).toList();
    return JmhFile.text(entries);
  }
}
