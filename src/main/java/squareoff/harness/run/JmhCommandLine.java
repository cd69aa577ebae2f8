package squareoff.harness.run;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** What JMH understands of a command line, where it is what this program is used as. */
public final class JmhCommandLine {

  private JmhCommandLine() {}

  /**
   * Whether JMH has an option of that name, whatever its value would be.
   *
   * @param word a word that begins with a dash
   */
  public static boolean isOption(String word) {
    try {
      new CommandLineOptions(word);
      return true;
    } catch (CommandLineOptionException e) {
      // The parser's exceptions are its own affair; their names are all that tells them apart.
      return e.getCause() == null
          || !e.getCause().getClass().getSimpleName().equals("UnrecognizedOptionException");
    }
  }

  /**
   * The full names of the benchmarks that this program holds.
   *
   * @return empty where it holds none
   * @throws IOException if their list cannot be read
   */
  public static List<String> benchmarks() throws IOException {
    try (InputStream list =
        JmhCommandLine.class.getResourceAsStream(BenchmarkList.BENCHMARK_LIST)) {
      return list == null
          ? List.of()
          : BenchmarkList.readBenchmarkList(list).stream()
              .map(BenchmarkListEntry::getUsername)
              .distinct()
              .toList();
    }
  }
}
