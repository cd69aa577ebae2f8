package squareoff.harness.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a command printed, run inside the test's JVM; its trials are processes all the same.
 *
 * @param exit its exit code
 * @param out its standard output
 * @param err its messages
 */
public record CommandRun(int exit, String out, String err) {

  /** Runs {@code java -jar squareoff.jar} with these words. */
  public static CommandRun of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new CommandRun(exit, out.toString(), err.toString());
  }
}
